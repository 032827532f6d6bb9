using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

public class TemporalTests
{
    private static readonly SqlType Date = new SqlType.Date();
    private static readonly SqlType Time = new SqlType.Time(3);
    private static readonly SqlType Timestamp3 = new SqlType.Timestamp(3);
    private static readonly SqlType Timestamp9 = new SqlType.Timestamp(9);
    private static readonly SqlType Instant3 = new SqlType.TimestampLtz(3);
    private static readonly SqlType Days = new SqlType.DayTimeInterval();
    private static readonly SqlType Months = new SqlType.YearMonthInterval();

    [Theory]
    [InlineData("MILLENNIUM", 2)]
    [InlineData("CENTURY", 20)]
    [InlineData("DECADE", 200)]
    [InlineData("YEAR", 2000)]
    [InlineData("ISOYEAR", 1999)]
    [InlineData("QUARTER", 1)]
    [InlineData("MONTH", 1)]
    [InlineData("WEEK", 52)]
    [InlineData("DAY", 2)]
    [InlineData("DOY", 2)]
    [InlineData("DOW", 1)]
    [InlineData("ISODOW", 7)]
    [InlineData("HOUR", 11)]
    [InlineData("MINUTE", 22)]
    [InlineData("SECOND", 33)]
    [InlineData("MILLISECOND", 123)]
    [InlineData("MICROSECOND", 123456)]
    [InlineData("NANOSECOND", 123456789)]
    [InlineData("EPOCH", 946812153)]
    public void Extract_takes_a_timestamp_apart(string unit, long expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, tester.Call("EXTRACT", Unit(unit), (Timestamp9, Ticks("2000-01-02T11:22:33.123456789", 9))));
    }

    [Fact]
    public void Extract_takes_dates_times_and_intervals_apart()
    {
        using var tester = new FunctionTester();

        Assert.Equal(10L, tester.Call("EXTRACT", Unit("MONTH"), (Date, Day("1990-10-14"))));
        Assert.Equal(655862400L, tester.Call("EXTRACT", Unit("EPOCH"), (Date, Day("1990-10-14"))));
        Assert.Equal(-1L, tester.Call("EXTRACT", Unit("CENTURY"), (Date, Day("1990-10-14") - (2000 * 366))));
        Assert.Equal(56L, tester.Call("EXTRACT", Unit("SECOND"), (Time, 45_296_123)));
        Assert.Equal(19L, tester.Call("EXTRACT", Unit("DAY"), (Days, (19 * Calendar.MicrosPerDay) + 43_810_123_000)));
        Assert.Equal(-12L, tester.Call("EXTRACT", Unit("HOUR"), (Days, -((19 * Calendar.MicrosPerDay) + 43_810_123_000))));
        Assert.Equal(2L, tester.Call("EXTRACT", Unit("YEAR"), (Months, 34)));
        Assert.Equal(10L, tester.Call("EXTRACT", Unit("MONTH"), (Months, 34)));
        Assert.Null(tester.Call("YEAR", (Date, null)));
    }

    [Fact]
    public void Fields_of_an_instant_are_those_of_the_clock_in_the_sessions_zone()
    {
        using var tester = new FunctionTester("Asia/Shanghai");
        var instant = Ticks("2021-12-31T23:30:00", 3);

        Assert.Equal(2022L, tester.Call("YEAR", (Instant3, instant)));
        Assert.Equal(7L, tester.Call("HOUR", (Instant3, instant)));
        Assert.Equal(instant / 1_000_000, tester.Call("EXTRACT", Unit("EPOCH"), (Instant3, instant)));
        Assert.Equal(Ticks("2021-12-31T16:00:00", 3), tester.Call("FLOOR", (Instant3, instant), Unit("DAY")));
        Assert.Equal("2022-01-01 07:30", tester.Call("DATE_FORMAT", (Instant3, instant), Pattern("yyyy-MM-dd HH:mm")));
    }

    [Theory]
    [InlineData("MILLENNIUM", "1001-01-01", "2001-01-01")]
    [InlineData("CENTURY", "1901-01-01", "2001-01-01")]
    [InlineData("DECADE", "1990-01-01", "2000-01-01")]
    [InlineData("YEAR", "1990-01-01", "1991-01-01")]
    [InlineData("QUARTER", "1990-10-01", "1991-01-01")]
    [InlineData("MONTH", "1990-10-01", "1990-11-01")]
    [InlineData("WEEK", "1990-10-14", "1990-10-14")]
    [InlineData("DAY", "1990-10-14", "1990-10-14")]
    public void Dates_are_rounded_to_the_periods_of_the_calendar(string unit, string floor, string ceil)
    {
        using var tester = new FunctionTester();

        Assert.Equal(Day(floor), tester.Call("FLOOR", (Date, Day("1990-10-14")), Unit(unit)));
        Assert.Equal(Day(ceil), tester.Call("CEIL", (Date, Day("1990-10-14")), Unit(unit)));
        Assert.Equal(Day(floor), tester.Call("CEIL", (Date, Day(floor)), Unit(unit)));
    }

    [Theory]
    [InlineData("WEEK", "2020-02-23T00:00", "2020-03-01T00:00")]
    [InlineData("DAY", "2020-02-29T00:00", "2020-03-01T00:00")]
    [InlineData("HOUR", "2020-02-29T01:00", "2020-02-29T02:00")]
    [InlineData("MINUTE", "2020-02-29T01:56", "2020-02-29T01:57")]
    [InlineData("SECOND", "2020-02-29T01:56:59", "2020-02-29T01:57:00")]
    [InlineData("MILLISECOND", "2020-02-29T01:56:59.987", "2020-02-29T01:56:59.988")]
    [InlineData("DECADE", "2020-01-01T00:00", "2030-01-01T00:00")]
    public void Timestamps_are_rounded_with_their_time_of_day(string unit, string floor, string ceil)
    {
        using var tester = new FunctionTester();
        var value = Ticks("2020-02-29T01:56:59.987654321", 9);

        Assert.Equal(Ticks(floor, 9), tester.Call("FLOOR", (Timestamp9, value), Unit(unit)));
        Assert.Equal(Ticks(ceil, 9), tester.Call("CEIL", (Timestamp9, value), Unit(unit)));
        Assert.Equal(Ticks(floor, 9), tester.Call("CEIL", (Timestamp9, Ticks(floor, 9)), Unit(unit)));
    }

    [Fact]
    public void Times_and_numbers_are_rounded()
    {
        using var tester = new FunctionTester();

        Assert.Equal(45_840_000, tester.Call("FLOOR", (Time, 45_871_000), Unit("MINUTE")));
        Assert.Equal(45_900_000, tester.Call("CEIL", (Time, 45_871_000), Unit("MINUTE")));
        Assert.Equal(0, tester.Call("CEIL", (Time, 86_399_000), Unit("HOUR")));
        Assert.Equal(-3.0, tester.Call("FLOOR", (new SqlType.Double(), -2.5)));
        Assert.Equal(-2.0, tester.Call("CEILING", (new SqlType.Double(), -2.5)));
        Assert.Equal(-3L, tester.Call("FLOOR", (new SqlType.Decimal(5, 2), -201L)));
        Assert.Equal(3L, tester.Call("CEIL", (new SqlType.Decimal(5, 2), 201L)));
        Assert.Equal(7, tester.Call("CEIL", (new SqlType.Integer(), 7)));
    }

    [Theory]
    [InlineData("YEAR", -1000, "1017-11-29T22:58:58.998")]
    [InlineData("QUARTER", 1, "2018-02-28T22:58:58.998")]
    [InlineData("MONTH", -61, "2012-10-29T22:58:58.998")]
    [InlineData("WEEK", 3, "2017-12-20T22:58:58.998")]
    [InlineData("DAY", -61, "2017-09-29T22:58:58.998")]
    [InlineData("HOUR", 3, "2017-11-30T01:58:58.998")]
    [InlineData("SECOND", -1000, "2017-11-29T22:42:18.998")]
    [InlineData("MILLISECOND", 2, "2017-11-29T22:58:59")]
    public void Timestampadd_goes_forth_and_back(string unit, int count, string expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(
            Ticks(expected, 3), tester.Call("TIMESTAMPADD", Unit(unit), (new SqlType.Integer(), count), (Timestamp3, Ticks("2017-11-29T22:58:58.998", 3))));
    }

    [Fact]
    public void Timestampadd_keeps_dates_for_whole_days_and_wraps_times_round_the_clock()
    {
        using var tester = new FunctionTester();
        var integer = new SqlType.Integer();

        Assert.Equal(Day("2016-06-30"), tester.Call("TIMESTAMPADD", Unit("MONTH"), (integer, 5), (Date, Day("2016-01-31"))));
        Assert.Equal(Day("2016-03-24"), tester.Call("TIMESTAMPADD", Unit("WEEK"), (integer, -1), (Date, Day("2016-03-31"))));
        Assert.Equal(Ticks("2016-06-14T23:00", 6), tester.Call("TIMESTAMPADD", Unit("HOUR"), (integer, -1), (Date, Day("2016-06-15"))));
        Assert.Equal(0, tester.Call("TIMESTAMPADD", Unit("SECOND"), (integer, 1), (Time, 86_399_000)));
        Assert.Equal(86_399_000, tester.Call("TIMESTAMPADD", Unit("WEEK"), (integer, -1), (Time, 86_399_000)));
        Assert.Equal(86_399_000, tester.Call("TIMESTAMPADD", Unit("YEAR"), (integer, 10), (Time, 86_399_000)));
        Assert.Null(tester.Call("TIMESTAMPADD", Unit("HOUR"), (integer, null), (Timestamp3, 0L)));
    }

    [Theory]
    [InlineData("YEAR", "2019-03-01T00:00", "2020-02-29T23:00", 0)]
    [InlineData("MONTH", "2019-09-01T00:00", "2020-03-01T00:00", 6)]
    [InlineData("MONTH", "2020-01-31T10:00", "2020-02-29T10:00", 1)]
    [InlineData("MONTH", "2020-01-31T10:00", "2020-02-29T09:59", 0)]
    [InlineData("MONTH", "2020-02-01T10:00", "2020-01-01T05:00", -1)]
    [InlineData("QUARTER", "2020-01-01T00:00", "2020-12-31T00:00", 3)]
    [InlineData("WEEK", "2020-01-01T00:00", "2020-01-14T23:59", 1)]
    [InlineData("DAY", "2020-01-02T00:00", "2020-01-01T01:00", 0)]
    [InlineData("HOUR", "2020-01-01T00:00", "2020-01-02T01:59", 25)]
    [InlineData("MILLISECOND", "2020-01-01T00:00", "2020-01-01T00:00:01.500", 1500)]
    public void Timestampdiff_counts_whole_units(string unit, string from, string to, int expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, tester.Call("TIMESTAMPDIFF", Unit(unit), (Timestamp3, Ticks(from, 3)), (Timestamp9, Ticks(to, 9))));
    }

    [Fact]
    public void Timestampdiff_takes_dates_and_times()
    {
        using var tester = new FunctionTester();

        Assert.Equal(36, tester.Call("TIMESTAMPDIFF", Unit("HOUR"), (Date, Day("2020-01-01")), (Timestamp3, Ticks("2020-01-02T12:30", 3))));
        Assert.Equal(-90, tester.Call("TIMESTAMPDIFF", Unit("MINUTE"), (Time, 5_400_000), (Time, 0)));
    }

    [Fact]
    public void The_clock_is_that_of_the_micro_batch()
    {
        // 2023-11-14T22:13:20.123456Z.
        using var tester = new FunctionTester("Europe/Berlin");

        Assert.Equal(Ticks("2023-11-14T22:13:20.123", 3), tester.Call("NOW", Array.Empty<(SqlType, object?)>()));
        Assert.Equal(Ticks("2023-11-14T23:13:20.123", 3), tester.Call("LOCALTIMESTAMP", Array.Empty<(SqlType, object?)>()));
        Assert.Equal(Day("2023-11-14"), tester.Call("CURRENT_DATE", Array.Empty<(SqlType, object?)>()));
        Assert.Equal(83_600_000, tester.Call("LOCALTIME", Array.Empty<(SqlType, object?)>()));
        Assert.Equal(1_700_000_000L, tester.Call("UNIX_TIMESTAMP", Array.Empty<(SqlType, object?)>()));
        Assert.Equal("TIMESTAMP_LTZ(3) NOT NULL", FunctionTester.Resolve("CURRENT_TIMESTAMP").Result.ToString());
        Assert.Equal(Volatility.PerMicroBatch, BuiltinFunctions.Instance.FindScalar("CURRENT_TIMESTAMP")!.Volatility);
    }

    [Fact]
    public void Spans_overlap_if_they_share_an_instant()
    {
        var nine = 9 * 3_600_000;
        Assert.True(Overlap(Time, nine, nine + 3_600_000, Time, nine + 3_600_000, nine + 7_200_000));
        Assert.False(Overlap(Time, nine, nine + 3_600_000, Time, nine + 3_600_001, nine + 7_200_000));
        Assert.True(Overlap(Time, nine + 3_600_000, nine, Time, nine - 1, nine + 1));
        Assert.True(Overlap(Days, nine, 3_600_000_000L, Days, nine + 1_800_000, 7_200_000_000L));
        Assert.Null(Overlap(Time, nine, null, Time, nine, nine));
    }

    [Fact]
    public void A_wrong_unit_is_no_call_and_a_wrong_pattern_an_error()
    {
        Assert.Null(BuiltinFunctions.Instance.FindScalar("EXTRACT")!.Resolve([new(SqlType.String, "HOUR"), new(Date)]));
        Assert.Null(BuiltinFunctions.Instance.FindScalar("FLOOR")!.Resolve([new(Date), new(SqlType.String, "EPOCH")]));
        var error = Assert.Throws<SqlException>(() => FunctionTester.Resolve("DATE_FORMAT", new(Timestamp3), new(SqlType.String, "yyyy-bb")));
        Assert.Equal("DATE_FORMAT: the pattern 'yyyy-bb' has 'bb', which is not supported", error.Diagnostic.Message);
    }

    private static bool? Overlap(SqlType secondType, int start1, object? second1, SqlType otherSecondType, int start2, object? second2)
    {
        using var tester = new FunctionTester();
        return (bool?)tester.Call(
            "OVERLAPS",
            (new SqlType.Row([new("a", Time), new("b", secondType)]), new object?[] { start1, second1 }),
            (new SqlType.Row([new("a", Time), new("b", otherSecondType)]), new object?[] { start2, second2 }));
    }

    private static (SqlType Type, object? Value) Unit(string name) => (SqlType.String, name);

    private static (SqlType Type, object? Value) Pattern(string pattern) => (SqlType.String, pattern);

    private static int Day(string text) => DateOnly.Parse(text).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    // Ticks of .NET have seven digits, so the last two are added by hand.
    private static long Ticks(string text, int precision)
    {
        var ticks = (DateTime.Parse(text.Length > 27 ? text[..27] : text) - DateTime.UnixEpoch).Ticks;
        return precision > 6 ? (ticks * 100) + (text.Length > 27 ? int.Parse(text[27..]) : 0) : ticks / 10;
    }
}
