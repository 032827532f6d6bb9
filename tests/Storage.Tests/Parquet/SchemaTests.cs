using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Reading;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Tests.Parquet;

public class SchemaTests
{
    private static readonly SchemaElement Number = new("n", PhysicalType.Int32, Repetition.Required, 0);

    [Fact]
    public void The_forms_of_lists_that_older_writers_use_are_read_as_lists()
    {
        var list = new SchemaElement("a", null, Repetition.Optional, 1) { Converted = ConvertedType.List };
        var group = new SchemaElement("list", null, Repetition.Repeated, 1);

        Assert.Equal("a list<item int32 NOT NULL>", Read(list, group, Number));
        Assert.Equal("a list<item int32>", Read(list, group, Number with { Repetition = Repetition.Optional }));
        Assert.Equal("a list<item int32 NOT NULL>", Read(list, Number with { Repetition = Repetition.Repeated }));
        Assert.Equal("a list<item struct<n int32 NOT NULL> NOT NULL>", Read(list, group with { Name = "array" }, Number));
        Assert.Equal("a list<item struct<n int32 NOT NULL> NOT NULL>", Read(list, group with { Name = "a_tuple" }, Number));
        Assert.Equal(
            "a list<item struct<n int32 NOT NULL, n int32 NOT NULL> NOT NULL>", Read(list, group with { Children = 2 }, Number, Number));
        Assert.Equal("n list<item int32 NOT NULL> NOT NULL", Read(Number with { Repetition = Repetition.Repeated }));
    }

    [Fact]
    public void Maps_are_read_also_without_their_logical_type()
    {
        var key = Number with { Name = "key" };
        var entry = new SchemaElement("map", null, Repetition.Repeated, 2);
        foreach (var converted in (ConvertedType[])[ConvertedType.Map, ConvertedType.MapKeyValue])
        {
            var map = new SchemaElement("m", null, Repetition.Required, 1) { Converted = converted };
            Assert.Equal(
                "m map<entries struct<key int32 NOT NULL, value int32> NOT NULL> NOT NULL",
                Read(map, entry, key, Number with { Repetition = Repetition.Optional }));
        }
    }

    [Fact]
    public void A_schema_that_is_no_tree_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Read(new SchemaElement("g", null, Repetition.Required, 2), Number));
        Assert.Throws<InvalidDataException>(() => Read(new SchemaElement("g", null, Repetition.Required, 0)));
        Assert.Throws<InvalidDataException>(() => Map(new SchemaElement("root", null, null, 1), Number, Number));
        Assert.Throws<InvalidDataException>(
            () => Read([.. Enumerable.Repeat(new SchemaElement("g", null, Repetition.Required, 1), 200), Number]));
    }

    [Fact]
    public void A_list_without_a_wrapper_is_read_as_one_with()
    {
        // The same levels and values under both schemas: only the footer differs.
        var type = new ListType(new Field("item", Int32Type.Default, false));
        var schema = new Apache.Arrow.Schema([new Field("a", type, true)], null);
        var batch = new RandomColumns(new Random(5)).Batch(schema, 200);
        var file = RoundTripTests.Write(schema, [batch]);
        var footer = new ParquetReader(file).Footer;
        var list = footer.Schema[1];
        var rewritten = Rewrite(file, footer with
        {
            Schema = [footer.Schema[0], list, Number with { Name = "array", Repetition = Repetition.Repeated }],
            KeyValues = [],
        });

        Assert.Equal(ArrowRows.Of(batch), ArrowRows.Of(new ParquetReader(rewritten).ReadRowGroup(0)));
    }

    [Fact]
    public void Arrow_types_in_the_footer_that_contradict_the_columns_are_refused()
    {
        var schema = new Apache.Arrow.Schema([new Field("a", Int64Type.Default, true)], null);
        var file = RoundTripTests.Write(schema, [new RandomColumns(new Random(5)).Batch(schema, 20)]);
        var footer = new ParquetReader(file).Footer;

        Assert.Equal("duration", ReadAs("duration[us]").FieldsList[0].DataType.Name);
        foreach (var words in (string[])["int32", "utf8", "int64 int64", "", "timestamp[us]", "decimal64[5,2]", "fixed[8]", "nonsense[", "time64[x]"])
            Assert.Throws<InvalidDataException>(() => ReadAs(words));

        Apache.Arrow.Schema ReadAs(string words) =>
            new ParquetReader(Rewrite(file, footer with { KeyValues = [new(TypeWords.Key, words)] })).Schema;
    }

    [Fact]
    public void Instants_of_96_bits_are_nanoseconds()
    {
        // 2024-05-06 is Julian day 2460437.
        var stored = new byte[12];
        BitConverter.TryWriteBytes(stored, 25_689_123_456_789);
        BitConverter.TryWriteBytes(stored.AsSpan(8), 2_460_437);
        var value = new byte[8];

        FixedBytesValues.Int96(stored, value);

        var expected = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc).AddTicks(1_234_567) - DateTime.UnixEpoch;
        Assert.Equal(expected.Ticks * 100 + 89, BitConverter.ToInt64(value));
    }

    private static byte[] Rewrite(ReadOnlyMemory<byte> file, FileMetadata footer)
    {
        var length = BitConverter.ToInt32(file.Span[^8..]);
        using var output = new OutputBuffer();
        output.Append(file.Span[..^(8 + length)]);
        var start = output.Length;
        MetadataWriter.Write(output, footer);
        output.Append(BitConverter.GetBytes(output.Length - start));
        output.Append("PAR1"u8);
        return output.Written.ToArray();
    }

    private static string Read(params SchemaElement[] elements) => Map([new SchemaElement("root", null, null, 1), .. elements]);

    private static string Map(params SchemaElement[] elements) =>
        string.Join(", ", ParquetToArrow.Map(new FileMetadata(elements, 0, [], [], null), 0).Select(c => Describe(c.ToField())));

    private static string Describe(Field field) =>
        $"{field.Name} {(field.DataType is NestedType t ? $"{t.Name}<{string.Join(", ", t.Fields.Select(Describe))}>" : field.DataType.Name)}"
        + (field.IsNullable ? "" : " NOT NULL");
}
