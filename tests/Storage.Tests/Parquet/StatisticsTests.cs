using System.Buffers.Binary;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Core.Types;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Parquet;

public class StatisticsTests
{
    [Fact]
    public void Numbers_have_their_least_and_greatest_and_the_nulls_counted()
    {
        var statistics = Of(new SqlType.BigInt(), 5L, null, -7L, 3L, null);

        Assert.Equal((2L, -7L, 5L), (statistics.NullCount, BitConverter.ToInt64(statistics.Min), BitConverter.ToInt64(statistics.Max)));
    }

    [Fact]
    public void Differences_and_dictionaries_have_the_same_statistics()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, 3000).Select(_ => (object?)(random.Next(-50, 50) * 1_000_000_007L)).ToArray();
            var (few, plain) = (Of(new SqlType.BigInt(), values), Of(new SqlType.BigInt(), new ParquetWriterOptions { UseDictionary = false, PageRows = 100 }, values));

            Assert.Equal(values.Min(), BitConverter.ToInt64(few.Min));
            Assert.Equal(values.Max(), BitConverter.ToInt64(few.Max));
            Assert.Equal((few.Min!, few.Max!), (plain.Min!, plain.Max!), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2));
        }
    }

    [Fact]
    public void NaN_is_left_out_and_zero_stands_for_both_zeros()
    {
        var statistics = Of(new SqlType.Double(), double.NaN, 0.0, 2.5);

        Assert.Equal(BitConverter.GetBytes(-0.0), statistics.Min);
        Assert.Equal(BitConverter.GetBytes(2.5), statistics.Max);
        Assert.Null(Of(new SqlType.Double(), double.NaN).Min);
    }

    [Fact]
    public void Wide_decimals_are_ordered_as_signed_numbers()
    {
        var statistics = Of(new SqlType.Decimal(38, 2), (Int128)5, (Int128)(-3), (Int128)(-1_000_000), Int128.Parse("99999999999999999999999999999999999999"));

        Assert.Equal(-1_000_000, BinaryPrimitives.ReadInt128BigEndian(statistics.Min));
        Assert.Equal(Int128.Parse("99999999999999999999999999999999999999"), BinaryPrimitives.ReadInt128BigEndian(statistics.Max));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Text_is_ordered_by_its_bytes_and_long_text_left_out(bool repeated)
    {
        object?[] values = ["b", "ä", "a", null, ""];
        if (repeated)
            values = [.. Enumerable.Repeat(values, 10).SelectMany(v => v)];

        var statistics = Of(new SqlType.VarChar(200), values);
        Assert.Equal(("", "ä"), (Encoding.UTF8.GetString(statistics.Min!), Encoding.UTF8.GetString(statistics.Max!)));

        statistics = Of(new SqlType.VarChar(200), "a", new string('b', 100));
        Assert.Equal("a", Encoding.UTF8.GetString(statistics.Min!));
        Assert.Null(statistics.Max);
    }

    [Fact]
    public void Booleans_know_which_values_occur()
    {
        Assert.Equal((0, 1), Both(Of(new SqlType.Boolean(), true, false)));
        Assert.Equal((1, 1), Both(Of(new SqlType.Boolean(), true, null)));
        Assert.Null(Of(new SqlType.Boolean(), [null, null]).Min);
    }

    [Fact]
    public void Unsigned_numbers_have_no_bounds_that_a_reader_could_misread()
    {
        var schema = new Apache.Arrow.Schema([new Apache.Arrow.Field("c", UInt32Type.Default, false)], null);
        var array = new UInt32Array.Builder().Append(1).Append(uint.MaxValue).Build();
        var file = RoundTripTests.Write(schema, [new RecordBatch(schema, [array], 2)]);

        Assert.Null(new ParquetReader(file).Footer.RowGroups[0].Columns[0].Statistics!.Min);
    }

    private static (int, int) Both(Statistics statistics) => (Assert.Single(statistics.Min!), Assert.Single(statistics.Max!));

    private static Statistics Of(SqlType type, params object?[] values) => Of(type, ParquetWriterOptions.Default, values);

    private static Statistics Of(SqlType type, ParquetWriterOptions options, object?[] values)
    {
        var schema = new Core.Types.Schema(new Core.Types.Field("c", type)).Arrow;
        var file = RoundTripTests.Write(schema, [new RecordBatch(schema, [Columns.Array(type, values)], values.Length)], options);
        return new ParquetReader(file).Footer.RowGroups[0].Columns[0].Statistics!;
    }
}
