using System.Buffers;
using System.Text;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.TestKit;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Core.Tests.Data;

public class ChangeTextTests
{
    private static readonly SqlType Point = new SqlType.Row([new("x", new SqlType.Integer()), new("y", SqlType.String)]);

    [Fact]
    public void A_row_shows_its_kind_and_its_values()
    {
        var schema = new Schema(new Field("id", new SqlType.Integer()), new Field("name", SqlType.String), new Field("ok", new SqlType.Boolean()));
        var batch = new ChangeBatch(
            schema,
            [Columns.Array(schema[0].Type, 1, 2), Columns.Array(schema[1].Type, "abc", "a text of more than twelve bytes"), Columns.Array(schema[2].Type, null, true)],
            count: 2);

        Assert.Equal("+I[1, abc, null]", Text(batch, 0, ChangeKind.Insert));
        Assert.Equal("-U[2, a text of more than twelve bytes, true]", Text(batch, 1, ChangeKind.UpdateBefore));
        Assert.Equal("-D[2, a text of more than twelve bytes, true]", Text(batch.Slice(1, 1), 0, ChangeKind.Delete));
    }

    [Fact]
    public void Nested_values_show_as_Java_collections()
    {
        Assert.Equal("[a, null, b]", Text(new SqlType.Array(SqlType.String), new object?[] { "a", null, "b" }));
        Assert.Equal("[]", Text(new SqlType.Array(SqlType.String), new object?[] { }));
        Assert.Equal("{k=1, l=null}", Text(new SqlType.Map(SqlType.String, new SqlType.BigInt()), new (object, object?)[] { ("k", 1L), ("l", null) }));
        Assert.Equal("{k=2}", Text(new SqlType.Multiset(SqlType.String), new (object, object?)[] { ("k", 2) }));
        Assert.Equal("+I[1, z]", Text(Point, new object?[] { 1, "z" }));
        Assert.Equal("[+I[1, z], null]", Text(new SqlType.Array(Point), new object?[] { new object?[] { 1, "z" }, null }));
        Assert.Equal("[1, -2]", Text(SqlType.Bytes, new byte[] { 1, 0xFE }));
        Assert.Equal("null", Text(Point, null));
    }

    [Fact]
    public void Nested_values_of_a_slice_are_those_of_its_rows()
    {
        var type = new SqlType.Row([new("list", new SqlType.Array(new SqlType.Integer()))]);
        var column = Columns.Array(type, new object?[] { new object?[] { 1 } }, new object?[] { new object?[] { 2, 3 } });

        Assert.Equal("+I[[2, 3]]", Text(type, ArrowArrayFactory.Slice(column, 1, 1), 0));
    }

    [Theory]
    [InlineData(2, 150, "1.50")]
    [InlineData(2, -5, "-0.05")]
    [InlineData(0, 7, "7")]
    [InlineData(6, 1, "0.000001")]
    [InlineData(7, 1, "1E-7")]
    [InlineData(10, 0, "0E-10")]
    [InlineData(10, -123, "-1.23E-8")]
    public void Decimals_show_as_BigDecimal(int scale, long unscaled, string expected)
    {
        Assert.Equal(expected, Text(new SqlType.Decimal(18, scale), unscaled));
        Assert.Equal(expected, Text(new SqlType.Decimal(38, scale), (Int128)unscaled));
    }

    [Fact]
    public void The_widest_decimal_keeps_its_38_digits() => Assert.Equal(
        "-9999999999999999999999999999.9999999999",
        Text(new SqlType.Decimal(38, 10), -Int128.Parse(new string('9', 38))));

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-12.75, "-12.75")]
    [InlineData(100.0, "100.0")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(1.0E7, "1.0E7")]
    [InlineData(1234567.125, "1234567.125")]
    [InlineData(12345678.5, "1.23456785E7")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00123, "0.00123")]
    [InlineData(0.00001, "1.0E-5")]
    [InlineData(2E-323, "2.0E-323")]
    [InlineData(double.Epsilon, "4.9E-324")]
    [InlineData(double.MaxValue, "1.7976931348623157E308")]
    [InlineData(1E23, "1.0E23")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Doubles_show_as_in_Java(double value, string expected) => Assert.Equal(expected, Text(new SqlType.Double(), value));

    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(1.0E10f, "1.0E10")]
    [InlineData(16777216f, "1.6777216E7")]
    [InlineData(3.4028235E38f, "3.4028235E38")]
    [InlineData(float.Epsilon, "1.4E-45")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Floats_show_as_in_Java(float value, string expected) => Assert.Equal(expected, Text(new SqlType.Float(), value));

    [Theory]
    [InlineData(0, "1970-01-01")]
    [InlineData(19782, "2024-02-29")]
    [InlineData(-1, "1969-12-31")]
    [InlineData(-719529, "-0001-12-31")]
    [InlineData(-719528, "0000-01-01")]
    [InlineData(2932896, "9999-12-31")]
    [InlineData(2932897, "+10000-01-01")]
    public void Dates_show_as_LocalDate(int day, string expected) => Assert.Equal(expected, Text(new SqlType.Date(), day));

    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(36_000_000, "10:00")]
    [InlineData(36_001_000, "10:00:01")]
    [InlineData(86_399_050, "23:59:59.050")]
    public void Times_show_as_LocalTime(int milliseconds, string expected) => Assert.Equal(expected, Text(new SqlType.Time(3), milliseconds));

    [Theory]
    [InlineData(3, 1_704_067_200_000_000, "2024-01-01T00:00", "2024-01-01T00:00:00Z")]
    [InlineData(3, 1_704_067_201_500_000, "2024-01-01T00:00:01.500", "2024-01-01T00:00:01.500Z")]
    [InlineData(6, -1, "1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999999Z")]
    [InlineData(6, 60_000_000, "1970-01-01T00:01", "1970-01-01T00:01:00Z")]
    [InlineData(9, 1_000_000_000, "1970-01-01T00:00:01", "1970-01-01T00:00:01Z")]
    [InlineData(9, 123_456_700, "1970-01-01T00:00:00.123456700", "1970-01-01T00:00:00.123456700Z")]
    public void Timestamps_show_as_LocalDateTime_and_Instant(int precision, long ticks, string local, string instant)
    {
        Assert.Equal(local, Text(new SqlType.Timestamp(precision), ticks));
        Assert.Equal(instant, Text(new SqlType.TimestampLtz(precision), ticks));
    }

    [Theory]
    [InlineData("YEAR TO MONTH", 14, "P1Y2M")]
    [InlineData("YEAR TO MONTH", -14, "P-1Y-2M")]
    [InlineData("MONTH", 14, "P14M")]
    [InlineData("YEAR(2)", 24, "P2Y")]
    [InlineData("MONTH", 0, "P0D")]
    public void Intervals_of_months_show_as_Period(string units, int months, string expected) =>
        Assert.Equal(expected, Text(new SqlType.YearMonthInterval(units), months));

    [Theory]
    [InlineData(0, "PT0S")]
    [InlineData(10_000_000, "PT10S")]
    [InlineData(93_784_500_000, "PT26H3M4.5S")]
    [InlineData(-93_784_500_000, "PT-26H-3M-4.5S")]
    [InlineData(3_600_000_000, "PT1H")]
    [InlineData(-500_000, "PT-0.5S")]
    [InlineData(60_000_001, "PT1M0.000001S")]
    public void Intervals_of_time_show_as_Duration(long micros, string expected) => Assert.Equal(expected, Text(new SqlType.DayTimeInterval(), micros));

    private static string Text(SqlType type, object? value) => Text(type, Columns.Array(type, value), 0);

    private static string Text(SqlType type, IArrowArray column, int row)
    {
        var output = new ArrayBufferWriter<byte>();
        ChangeText.AppendValue(output, type, column, row);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Text(ChangeBatch batch, int row, ChangeKind kind)
    {
        var output = new ArrayBufferWriter<byte>();
        ChangeText.Append(output, batch, row, kind);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
