using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Parquet.Compression;

namespace StreamSql.Storage.Tests.Parquet;

public class RoundTripTests
{
    public static TheoryData<string> LeafTypes => [.. RandomColumns.LeafTypes.Select(Name)];

    [Theory]
    [MemberData(nameof(LeafTypes))]
    public void A_column_of_any_type_comes_back(string typeName)
    {
        var type = RandomColumns.LeafTypes.Single(t => Name(t) == typeName);
        for (var seed = 0; seed < 30; seed++)
        {
            var columns = new RandomColumns(new Random(seed));
            var schema = new Apache.Arrow.Schema([columns.Field("c", type)], null);
            Check(new Random(seed), columns, schema, $"{typeName}, seed {seed}");
        }
    }

    [Fact]
    public void Nested_columns_come_back()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var columns = new RandomColumns(random);
            var fields = Enumerable.Range(0, random.Next(1, 5)).Select(i => columns.Field($"c{i}", columns.Type())).ToList();
            Check(random, columns, new Apache.Arrow.Schema(fields, null), $"seed {seed}");
        }
    }

    [Fact]
    public void A_file_without_rows_has_its_schema_and_no_row_group()
    {
        var schema = new Apache.Arrow.Schema([new Field("a", Int64Type.Default, false), new Field("b", StringViewType.Default, true)], null);

        var reader = new ParquetReader(Write(schema, []));

        Assert.Equal((0, 0L), (reader.RowGroupCount, reader.RowCount));
        Assert.Equal(["a", "b"], reader.Schema.FieldsList.Select(f => f.Name));
    }

    [Fact]
    public void Columns_are_read_in_the_order_asked_for()
    {
        var columns = new RandomColumns(new Random(3));
        var schema = new Apache.Arrow.Schema(
            [new Field("a", Int64Type.Default, true), new Field("b", new ListType(StringViewType.Default), true), new Field("c", DoubleType.Default, true)], null);
        var batch = columns.Batch(schema, 1000);

        var read = new ParquetReader(new MemoryStream(Write(schema, [batch]).ToArray())).ReadRowGroup(0, [2, 1]);

        Assert.Equal(["c", "b"], read.Schema.FieldsList.Select(f => f.Name));
        Assert.Equal(ArrowRows.Of(batch.Column(2)), ArrowRows.Of(read.Column(0)));
        Assert.Equal(ArrowRows.Of(batch.Column(1)), ArrowRows.Of(read.Column(1)));
    }

    [Fact]
    public void A_null_in_a_column_that_may_not_have_one_is_refused()
    {
        var declared = new Apache.Arrow.Schema([new Field("a", Int32Type.Default, false)], null);
        var array = new Int32Array.Builder().Append(1).AppendNull().Build();
        using var writer = new ParquetWriter(new MemoryStream(), declared);

        var e = Assert.Throws<ArgumentException>(() => writer.WriteBatch(new RecordBatch(declared, [array], 2)));
        Assert.Equal("column 'a' is declared NOT NULL but has a null", e.Message);
    }

    [Fact]
    public void A_batch_of_another_schema_is_refused()
    {
        var declared = new Apache.Arrow.Schema([new Field("a", Int64Type.Default, false)], null);
        var array = new Int32Array.Builder().Append(1).Build();
        using var writer = new ParquetWriter(new MemoryStream(), declared);

        Assert.Throws<ArgumentException>(() => writer.WriteBatch(new RecordBatch(declared, [array], 1)));
    }

    [Fact]
    public void Footer_pairs_of_the_writer_are_read_back()
    {
        var schema = new Apache.Arrow.Schema([new Field("a", Int64Type.Default, false)], null);
        var file = Write(schema, [], new ParquetWriterOptions { Metadata = [new("operator", "3.join")] });

        Assert.Contains(new KeyValuePair<string, string>("operator", "3.join"), new ParquetReader(file).Metadata);
    }

    [Fact]
    public void A_million_bit_packed_numbers_take_little_room()
    {
        var schema = new Apache.Arrow.Schema([new Field("key", Int64Type.Default, false), new Field("sum", Int64Type.Default, false)], null);
        var random = new Random(1);
        var keys = new Int64Array.Builder().AppendRange(Enumerable.Range(0, 100_000).Select(i => (long)i)).Build();
        var sums = new Int64Array.Builder().AppendRange(Enumerable.Range(0, 100_000).Select(_ => (long)random.Next(1 << 20))).Build();

        var file = Write(schema, [new RecordBatch(schema, [keys, sums], 100_000)]);

        // 16 bytes a row plain; the keys' differences are constant, the sums' have 21 bits.
        Assert.InRange(file.Length, 1, 100_000 * 3);
    }

    internal static ReadOnlyMemory<byte> Write(Apache.Arrow.Schema schema, IEnumerable<RecordBatch> batches, ParquetWriterOptions? options = null)
    {
        var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, schema, options);
        foreach (var batch in batches)
            writer.WriteBatch(batch);
        Assert.Equal(writer.Complete(), stream.Length);
        return stream.ToArray();
    }

    private static void Check(Random random, RandomColumns columns, Apache.Arrow.Schema schema, string what)
    {
        var batches = Enumerable.Range(0, random.Next(1, 4)).Select(_ => columns.Batch(schema, random.Next(5) == 0 ? random.Next(9000) : random.Next(400))).ToList();
        var options = new ParquetWriterOptions
        {
            RowGroupRows = random.Next(2) == 0 ? 1 << 20 : random.Next(1, 600),
            PageRows = random.Next(2) == 0 ? 32_768 : random.Next(1, 300),
            UseDictionary = random.Next(4) > 0,
            PageChecksums = random.Next(4) > 0,
            Compression = (CompressionCodec)(random.Next(3) == 0 ? random.Next(3) : random.Next(8) == 0 && Zstd.IsAvailable ? 6 : 0),
            CompressOnlyBytes = random.Next(2) == 0,
        };
        var file = Write(schema, batches, options);

        var reader = new ParquetReader(file);
        var read = Enumerable.Range(0, reader.RowGroupCount).Select(i => reader.ReadRowGroup(i)).ToList();

        Assert.True(schema.FieldsList.Select(Describe).SequenceEqual(reader.Schema.FieldsList.Select(Describe)), what);
        var (expected, actual) = (batches.SelectMany(ArrowRows.Of).ToList(), read.SelectMany(ArrowRows.Of).ToList());
        Assert.True(expected.Count == actual.Count, what);
        for (var i = 0; i < expected.Count; i++)
            Assert.True(expected[i] == actual[i], $"{what}, row {i} of {schema.FieldsList.Aggregate("", (s, f) => s + Describe(f))}:\n{expected[i]}\n{actual[i]}");
        Assert.All(read.SelectMany(b => b.Arrays), CheckNullCounts);
    }

    private static void CheckNullCounts(IArrowArray array)
    {
        if (array.Data.DataType is not NullType && array.Data.NullCount > 0)
            Assert.Equal(array.Length - BitUtility.CountBits(array.Data.Buffers[0].Span, 0, array.Length), array.NullCount);
    }

    private static string Describe(Field field) => $"{field.Name} {Name(field.DataType)}{(field.IsNullable ? "" : " NOT NULL")}";

    private static string Name(IArrowType type) => type switch
    {
        NestedType t => $"{t.Name}<{string.Join(", ", t.Fields.Select(Describe))}>",
        TimestampType t => $"timestamp({t.Unit}, {t.Timezone})",
        DurationType t => $"duration({t.Unit})",
        Time32Type t => $"time32({t.Unit})",
        Time64Type t => $"time64({t.Unit})",
        Decimal64Type t => $"decimal64({t.Precision}, {t.Scale})",
        Decimal128Type t => $"decimal128({t.Precision}, {t.Scale})",
        FixedSizeBinaryType t => $"fixed({t.ByteWidth})",
        _ => type.Name,
    };
}
