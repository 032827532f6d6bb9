using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

public sealed class CastTests : IDisposable
{
    private static readonly SqlType Text = SqlType.String;

    private readonly FunctionTester _tester = new("Asia/Shanghai");

    public void Dispose() => _tester.Dispose();

    [Theory]
    [InlineData("1.234", (sbyte)1)]
    [InlineData(" 123 ", (sbyte)123)]
    [InlineData("+7", (sbyte)7)]
    [InlineData(".5", (sbyte)0)]
    [InlineData("-130", null)]
    [InlineData("1e2", null)]
    [InlineData("foo", null)]
    [InlineData("", null)]
    public void Texts_to_integers_drop_a_fraction(string text, object? expected) => Parses(text, new SqlType.TinyInt(), expected);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData(" -1e3 ", -1000.0)]
    [InlineData("NaN", double.NaN)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("2.5f", 2.5)]
    [InlineData("1,5", null)]
    [InlineData("e", null)]
    public void Texts_to_doubles(string text, object? expected) => Parses(text, new SqlType.Double(), expected);

    [Theory]
    [InlineData("12.345", 1235L)]
    [InlineData("-12.344", -1234L)]
    [InlineData("1.5e2", 15000L)]
    [InlineData("1e-9", 0L)]
    [InlineData("9999999.99", 999999999L)]
    [InlineData("99999999.99", null)]
    [InlineData("1.2.3", null)]
    public void Texts_to_decimals_round_half_up(string text, object? expected) => Parses(text, new SqlType.Decimal(9, 2), expected);

    [Theory]
    [InlineData("TRUE", true)]
    [InlineData("yes", true)]
    [InlineData("1", true)]
    [InlineData("F", false)]
    [InlineData("no", false)]
    [InlineData("oui", null)]
    public void Texts_to_booleans(string text, object? expected) => Parses(text, new SqlType.Boolean(), expected);

    [Theory]
    [InlineData("2021-09-27", "2021-09-27")]
    [InlineData("123", "0123-01-01")]
    [InlineData("2021-9", "2021-09-01")]
    [InlineData("2021-09-27 12:34:56.123456789", "2021-09-27")]
    [InlineData("2021/09/27", null)]
    [InlineData("2021-02-29", null)]
    public void Texts_to_dates(string text, string? expected) => ParsesTo(text, new SqlType.Date(), expected);

    [Theory]
    [InlineData("23", "23:00:00.0")]
    [InlineData("23:45", "23:45:00.0")]
    [InlineData("12:34:56.123456789", "12:34:56.123")]
    [InlineData("12:34:56+01:00", "13:34:56.0")]
    [InlineData("123:45", null)]
    [InlineData("2021-09-27 12:34:56", null)]
    public void Texts_to_times(string text, string? expected) => ParsesTo(text, new SqlType.Time(3), expected);

    [Theory]
    [InlineData("2021-09-27", "2021-09-27 00:00:00.000")]
    [InlineData("2021-9-7 1:2:3", "2021-09-07 01:02:03.000")]
    [InlineData("2021-09-27 12:34:56.123456789", "2021-09-27 12:34:56.123")]
    [InlineData("2021-02-30 00:00:00", "2021-02-28 00:00:00.000")]
    [InlineData("2021-09-27T12:34:56", null)]
    [InlineData("2021-09-27 24:00:00", null)]
    public void Texts_to_timestamps(string text, string? expected)
    {
        ParsesTo(text, new SqlType.Timestamp(3), expected);
        ParsesTo(text, new SqlType.TimestampLtz(3), expected);
    }

    [Fact]
    public void A_text_is_read_as_an_instant_on_the_clock_of_the_session() =>
        Assert.Equal(1_632_717_296_123_456_789L, _tester.Cast(Text, new SqlType.TimestampLtz(9), "2021-09-27 12:34:56.123456789"));

    [Fact]
    public void What_fails_names_the_value_the_type_and_the_way_out()
    {
        var error = Assert.Throws<SqlException>(() => _tester.Cast(Text, new SqlType.Integer(), "abc"));
        Assert.Equal("cannot cast 'abc' to INT", error.Message);
        Assert.Equal(("SS5002", "22018"), (error.Diagnostic.Code, error.Diagnostic.SqlState));
        Assert.Contains("TRY_CAST", error.Diagnostic.Hint);
    }

    [Theory]
    [InlineData(12345, 57)]
    [InlineData(-1234567, 121)]
    public void Integers_keep_their_low_bits(int value, int expected) =>
        Assert.Equal((sbyte)expected, _tester.Cast(new SqlType.Integer(), new SqlType.TinyInt(), value));

    [Theory]
    [InlineData(123.9, 123, 123L)]
    [InlineData(-123.9, -123, -123L)]
    [InlineData(double.NaN, 0, 0L)]
    [InlineData(1e30, int.MaxValue, long.MaxValue)]
    public void Doubles_saturate(double value, int asInt, long asLong)
    {
        Assert.Equal(asInt, _tester.Cast(new SqlType.Double(), new SqlType.Integer(), value));
        Assert.Equal(asLong, _tester.Cast(new SqlType.Double(), new SqlType.BigInt(), value));
    }

    [Fact]
    public void A_decimal_without_room_is_NULL()
    {
        var target = new SqlType.Decimal(8, 4);
        Assert.Equal(31235L, _tester.Cast(new SqlType.Double(), target, 3.123456));
        Assert.Equal(123456L, _tester.Cast(new SqlType.Decimal(10, 8), target, 1234561234L));
        Assert.Null(_tester.Cast(new SqlType.Integer(), target, 12345));
        Assert.Null(_tester.Cast(new SqlType.Float(), target, 12345.678912f));
        Assert.Null(_tester.Cast(new SqlType.Double(), new SqlType.Decimal(38, 32), double.MaxValue));
        Assert.Equal((sbyte)-93, _tester.Cast(new SqlType.Decimal(10, 3), new SqlType.TinyInt(), 9123870L));
    }

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("0.1", 0.1)]
    [InlineData("123456789012345678.12345678", 123456789012345678.12345678)]
    public void A_decimal_becomes_the_nearest_double(string text, double expected)
    {
        var type = new SqlType.Decimal(38, 8);
        Assert.Equal(expected, _tester.Cast(type, new SqlType.Double(), _tester.Cast(Text, type, text)));
    }

    [Fact]
    public void Booleans_and_numbers()
    {
        Assert.Equal(1, _tester.Cast(new SqlType.Boolean(), new SqlType.Integer(), true));
        Assert.Equal(100L, _tester.Cast(new SqlType.Boolean(), new SqlType.Decimal(5, 2), true));
        Assert.Equal(true, _tester.Cast(new SqlType.Double(), new SqlType.Boolean(), 0.5));
        Assert.Equal(false, _tester.Cast(new SqlType.Decimal(38, 2), new SqlType.Boolean(), (Int128)0));
    }

    [Fact]
    public void Everything_to_text()
    {
        Assert.Equal("TRUE", ToText(new SqlType.Boolean(), true));
        Assert.Equal("-5", ToText(new SqlType.TinyInt(), (sbyte)-5));
        Assert.Equal("9.870", ToText(new SqlType.Decimal(4, 3), 9870L));
        Assert.Equal("123.456", ToText(new SqlType.Float(), 123.456f));
        Assert.Equal("1.0E10", ToText(new SqlType.Double(), 1e10));
        Assert.Equal("2021-09-24", ToText(new SqlType.Date(), 18894));
        Assert.Equal("12:34:56.123", ToText(new SqlType.Time(5), 45296123));
        Assert.Equal("2021-09-24 12:34:56.1234", ToText(new SqlType.Timestamp(4), 1632486896123400L));
        Assert.Equal("2021-09-25 07:54:56.123456700", ToText(new SqlType.TimestampLtz(9), 1632527696123456700L));
        Assert.Equal("-10-03", ToText(new SqlType.YearMonthInterval(), -123));
        Assert.Equal("+1 10:17:36.789", ToText(new SqlType.DayTimeInterval(), 123456789000L));
        Assert.Equal("[NULL, 456]", ToText(new SqlType.Array(new SqlType.Integer()), new object?[] { null, 456 }));
        Assert.Equal("{a=-10-03}", ToText(new SqlType.Map(Text, new SqlType.YearMonthInterval()), new (object, object?)[] { ("a", -123) }));
        Assert.Equal("(NULL, abc)", ToText(new SqlType.Row([new("f0", new SqlType.Integer()), new("f1", Text)]), new object?[] { null, "abc" }));
        Assert.Equal("\0\u0001", ToText(new SqlType.Binary(2), new byte[] { 0, 1 }));
        Assert.Throws<SqlException>(() => ToText(SqlType.Bytes, new byte[] { 0xFF }));
    }

    [Fact]
    public void Texts_and_bytes_are_cut_and_filled_up()
    {
        Assert.Equal("größ", _tester.Cast(Text, new SqlType.VarChar(4), "größer"));
        Assert.Equal("ab  ", _tester.Cast(Text, new SqlType.Char(4), "ab"));
        Assert.Equal("123", _tester.Cast(new SqlType.Integer(), new SqlType.VarChar(3), 12345));
        Assert.Equal(new byte[] { 0x61, 0 }, _tester.Cast(Text, new SqlType.Binary(2), "a"));
        Assert.Equal("foob"u8.ToArray(), _tester.Cast(Text, new SqlType.VarBinary(4), "foobar"));
        Assert.Equal("a long text that is cut without a copy", _tester.Cast(Text, new SqlType.VarChar(38), "a long text that is cut without a copy at all"));
    }

    [Fact]
    public void Times_go_over_the_wall_clock_of_the_session()
    {
        Assert.Equal(1632412800000000L, _tester.Cast(new SqlType.Date(), new SqlType.TimestampLtz(3), 18894));
        Assert.Equal(16496123000L, _tester.Cast(new SqlType.Time(5), new SqlType.TimestampLtz(6), 45296123));
        Assert.Equal(28496123, _tester.Cast(new SqlType.TimestampLtz(4), new SqlType.Time(3), 1632527696123456L));
        Assert.Equal(18895, _tester.Cast(new SqlType.TimestampLtz(3), new SqlType.Date(), 1632527696123000L));
        Assert.Equal(1632486896123000L, _tester.Cast(new SqlType.Timestamp(6), new SqlType.Timestamp(3), 1632486896123456L));
        Assert.Equal(-1000L, _tester.Cast(new SqlType.Timestamp(9), new SqlType.Timestamp(3), -1L));
        Assert.Equal(45296000, _tester.Cast(new SqlType.Time(5), new SqlType.Time(0), 45296123));
        Assert.Equal(5000L, _tester.Cast(new SqlType.BigInt(), new SqlType.DayTimeInterval(), 5L));
    }

    [Theory]
    [InlineData("2024-03-10 02:30:00", "2024-03-10 03:30:00.000")]
    [InlineData("2024-11-03 01:30:00", "2024-11-03 01:30:00.000")]
    [InlineData("1883-11-18 12:00:00", "1883-11-18 12:00:00.000")]
    public void A_clock_change_moves_what_does_not_exist(string text, string expected)
    {
        using var tester = new FunctionTester("America/New_York");
        var instant = tester.Cast(Text, new SqlType.TimestampLtz(3), text);
        Assert.Equal(expected, tester.Cast(new SqlType.TimestampLtz(3), Text, instant));
    }

    [Fact]
    public void A_doubled_hour_means_the_first()
    {
        using var tester = new FunctionTester("America/New_York");
        Assert.Equal(1730611800000000L, tester.Cast(Text, new SqlType.TimestampLtz(3), "2024-11-03 01:30:00"));
    }

    [Fact]
    public void Nested_values_are_cast_part_by_part()
    {
        var (ints, longs) = (new SqlType.Array(new SqlType.Integer()), new SqlType.Array(new SqlType.BigInt()));
        Assert.Equal(new object?[] { 1L, null, 2L }, _tester.Cast(ints, longs, new object?[] { 1, null, 2 }));
        var from = new SqlType.Map(new SqlType.Row([new("f0", new SqlType.Integer())]), new SqlType.VarChar(4));
        var to = new SqlType.Map(new SqlType.Row([new("f0", Text)]), Text);
        Assert.Equal(
            new (object, object?)[] { (new object?[] { "1" }, "two") },
            _tester.Cast(from, to, new (object, object?)[] { (new object?[] { 1 }, "two") }));
        var texts = new SqlType.Array(Text);
        Assert.Equal(new object?[] { 1, null }, _tester.Cast(texts, ints, new object?[] { "1", "x" }, safe: true));
    }

    [Fact]
    public void Types_that_have_nothing_to_do_with_each_other_do_not_cast()
    {
        Assert.Null(BuiltinFunctions.Instance.ResolveCast(new SqlType.Integer(), new SqlType.Date(), safe: false));
        Assert.Null(BuiltinFunctions.Instance.ResolveCast(new SqlType.BigInt(), new SqlType.Timestamp(3), safe: false));
        Assert.Null(BuiltinFunctions.Instance.ResolveCast(Text, new SqlType.DayTimeInterval(), safe: false));
        Assert.Null(BuiltinFunctions.Instance.ResolveCast(new SqlType.Boolean(), SqlType.Bytes, safe: false));
        Assert.Null(BuiltinFunctions.Instance.ResolveCast(new SqlType.Date(), new SqlType.Time(0), safe: false));
    }

    [Fact]
    public void NULL_stays_NULL_and_rows_keep_their_places()
    {
        var values = _tester.Column(Text, "1", null, "a text that is no number");
        var cast = BuiltinFunctions.Instance.ResolveCast(Text, new SqlType.Integer(), safe: true)!;
        Assert.Equal([1, null, null], _tester.Values(_tester.Evaluate(cast, values)));
    }

    private object? ToText(SqlType type, object? value) => _tester.Cast(type, Text, value);

    private void Parses(string text, SqlType to, object? expected)
    {
        Assert.Equal(expected, _tester.Cast(Text, to, text, safe: true));
        if (expected is null)
            Assert.Throws<SqlException>(() => _tester.Cast(Text, to, text));
        else
            Assert.Equal(expected, _tester.Cast(Text, to, text));
    }

    private void ParsesTo(string text, SqlType to, string? expected)
    {
        var value = _tester.Cast(Text, to, text, safe: true);
        Assert.Equal(expected, value is null ? null : ToText(to, value));
        if (expected is null)
            Assert.Throws<SqlException>(() => _tester.Cast(Text, to, text));
    }
}
