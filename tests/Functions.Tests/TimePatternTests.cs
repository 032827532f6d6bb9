using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

public class TimePatternTests
{
    private static readonly SqlType Text = SqlType.String;

    [Theory]
    [InlineData("yyyy/MM/dd HH:mm:ss.SSSSSS", "2018/03/04 15:07:09.123456")]
    [InlineData("yy-M-d H:m:s", "18-3-4 15:7:9")]
    [InlineData("uuuuMMdd'T'HHmmss", "20180304T150709")]
    [InlineData("EEE, d MMM yyyy hh:mm a", "Sun, 4 Mar 2018 03:07 PM")]
    [InlineData("EEEE MMMM", "Sunday March")]
    [InlineData("D DDD Q QQQ QQQQ", "63 063 1 Q1 1st quarter")]
    [InlineData("k K S SSS SSSSSSSSS", "15 3 1 123 123456789")]
    [InlineData("''yyyy'' 'o''clock'", "'2018' o'clock")]
    [InlineData("YYYY-ww", "2018-10")]
    public void Timestamps_are_written_as_DateTimeFormatter_does(string pattern, string expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, tester.Call("DATE_FORMAT", (new SqlType.Timestamp(9), 1_520_176_029_123_456_789), (Text, pattern)));
    }

    [Theory]
    [InlineData("2018-03-14 01:02:03", "yyyy/MM/dd HH:mm:ss", "2018/03/14 01:02:03")]
    [InlineData("2015-05-20 10:00:00.887", "yyyy/MM/dd HH:mm:ss", "2015/05/20 10:00:00")]
    [InlineData("2018-3-4 1:2:3", "EEE u SSS", "Sun 7 000")]
    [InlineData("2018-13-40 25:61:61", "yyyy-MM-dd HH:mm:ss", "2019-02-10 02:02:01")]
    [InlineData("2018-03-14", "yyyy", null)]
    public void Texts_are_written_as_SimpleDateFormat_does(string text, string pattern, string? expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, tester.Call("DATE_FORMAT", (Text, text), (Text, pattern)));
    }

    [Theory]
    [InlineData("20170915123456", "yyyyMMddHHmmss", "2017-09-15 12:34:56.000")]
    [InlineData("20170915123456789", "yyyyMMddHHmmssSSS", "2017-09-15 12:34:56.789")]
    [InlineData("2017-09-15", "yyyy-MM-dd", "2017-09-15 00:00:00.000")]
    [InlineData("15/Sep/17 01:05 PM", "dd/MMM/yy hh:mm a", "2017-09-15 13:05:00.000")]
    [InlineData("15/sep/17 01:05 PM", "dd/MMM/yy hh:mm a", null)]
    [InlineData("2017-09-15T10:00:00Z", "yyyy-MM-dd'T'HH:mm:ss'Z'", "2017-09-15 10:00:00.000")]
    [InlineData("2017-09-15T10:00:00+08:00", "yyyy-MM-dd'T'HH:mm:ssXXX", "2017-09-15 10:00:00.000")]
    [InlineData("2017-09-15 10:00", "yyyy-MM-dd HH:mm[:ss]", "2017-09-15 10:00:00.000")]
    [InlineData("2017-09-15 10:00:07", "yyyy-MM-dd HH:mm[:ss]", "2017-09-15 10:00:07.000")]
    [InlineData("2017-02-31", "yyyy-MM-dd", "2017-02-28 00:00:00.000")]
    [InlineData("2017-258", "yyyy-DDD", "2017-09-15 00:00:00.000")]
    [InlineData("1999-9-10 05:20:10.123456", "yyyy/MM/dd", "1999-09-10 05:20:10.123")]
    [InlineData("12:30", "HH:mm", "1970-01-01 12:30:00.000")]
    [InlineData("2017-13-01", "yyyy-MM-dd", null)]
    [InlineData("2017-09-15 extra", "yyyy-MM-dd", null)]
    [InlineData("abc", "yyyy-MM-dd", null)]
    public void To_timestamp_reads_as_DateTimeFormatter_does(string text, string pattern, string? expected)
    {
        using var tester = new FunctionTester();
        var timestamp = new SqlType.Timestamp(3);

        Assert.Equal(expected, tester.Cast(timestamp, Text, tester.Call("TO_TIMESTAMP", (Text, text), (Text, pattern))));
    }

    [Theory]
    [InlineData("2017-09-15 00:00:00", "2017-09-15 00:00:00.000")]
    [InlineData("2017-9-5", "2017-09-05 00:00:00.000")]
    [InlineData("2017-09-15 01:02:03.4567", "2017-09-15 01:02:03.456")]
    [InlineData("abc", null)]
    [InlineData(null, null)]
    public void To_timestamp_without_pattern_reads_the_usual_form(string? text, string? expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, tester.Cast(new SqlType.Timestamp(3), Text, tester.Call("TO_TIMESTAMP", (Text, text))));
    }

    [Theory]
    [InlineData("2017-09-15", null, "2017-09-15")]
    [InlineData("2017-9-5 10:00", null, "2017-09-05")]
    [InlineData("20170915", "yyyyMMdd", "2017-09-15")]
    [InlineData("15.9.2017 and more", "dd.MM.yyyy", "2017-09-15")]
    [InlineData("15 september 17", "dd MMM yy", "2017-09-15")]
    [InlineData("2017-02-30", null, null)]
    [InlineData("2017-02-30", "yyyy-MM-dd", "2017-03-02")]
    [InlineData("x", "yyyy-MM-dd", null)]
    public void To_date_reads_as_SimpleDateFormat_does(string text, string? pattern, string? expected)
    {
        using var tester = new FunctionTester();
        var day = pattern is null ? tester.Call("TO_DATE", (Text, text)) : tester.Call("TO_DATE", (Text, text), (Text, pattern));

        Assert.Equal(expected, tester.Cast(new SqlType.Date(), Text, day));
    }

    [Fact]
    public void Unix_time_is_that_of_the_sessions_zone()
    {
        using var tester = new FunctionTester("Asia/Shanghai");

        Assert.Equal("1970-01-01 08:00:44", tester.Call("FROM_UNIXTIME", (new SqlType.Integer(), 44)));
        Assert.Equal("1970/01/01 +0800 +08:00", tester.Call("FROM_UNIXTIME", (new SqlType.Integer(), 44), (Text, "yyyy/MM/dd Z XXX")));
        Assert.Equal(44L, tester.Call("UNIX_TIMESTAMP", (Text, "1970-01-01 08:00:44")));
        Assert.Equal(44L, tester.Call("UNIX_TIMESTAMP", (Text, "1970-01-01 00:00:44 +0000"), (Text, "yyyy-MM-dd HH:mm:ss Z")));
        Assert.Equal(long.MinValue, tester.Call("UNIX_TIMESTAMP", (Text, "1970-01-01")));
    }

    [Theory]
    [InlineData("1970-01-01 00:00:00", "UTC", "America/Los_Angeles", "1969-12-31 16:00:00")]
    [InlineData("2021-03-28 02:30:00", "Europe/Berlin", "UTC", "2021-03-28 01:30:00")]
    [InlineData("2021-10-31 02:30:00", "Europe/Berlin", "UTC", "2021-10-31 00:30:00")]
    [InlineData("2021-01-01 00:00:00", "GMT+08:00", "UTC", "2020-12-31 16:00:00")]
    [InlineData("nonsense", "UTC", "UTC", null)]
    public void Convert_tz_goes_from_zone_to_zone(string text, string from, string to, string? expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, tester.Call("CONVERT_TZ", (Text, text), (Text, from), (Text, to)));
    }

    [Fact]
    public void An_unknown_zone_is_an_error()
    {
        using var tester = new FunctionTester();

        var error = Assert.Throws<SqlException>(() => tester.Call("CONVERT_TZ", (Text, "1970-01-01 00:00:00"), (Text, "Mars/Base"), (Text, "UTC")));
        Assert.Equal("CONVERT_TZ: there is no time zone 'Mars/Base'", error.Diagnostic.Message);
    }

    [Fact]
    public void Instants_come_from_counts()
    {
        using var tester = new FunctionTester();
        var bigint = new SqlType.BigInt();

        Assert.Equal(100_000L, tester.Call("TO_TIMESTAMP_LTZ", (bigint, 100L)));
        Assert.Equal(100_000_000L, tester.Call("TO_TIMESTAMP_LTZ", (bigint, 100L), (bigint, 0L)));
        Assert.Equal(1_500_000L, tester.Call("TO_TIMESTAMP_LTZ", (new SqlType.Double(), 1.5), (bigint, 0L)));
        Assert.Equal(1_000_000L, tester.Call("TO_TIMESTAMP_LTZ", (new SqlType.Decimal(5, 2), 199L), (bigint, 0L)));
        Assert.Equal(7L, tester.Call("TO_TIMESTAMP_LTZ", (bigint, 7L), (bigint, 6L)));
        Assert.Null(tester.Call("TO_TIMESTAMP_LTZ", (bigint, 253_402_300_800_000L)));
        Assert.Equal(-62_167_219_200_000_000L, tester.Call("TO_TIMESTAMP_LTZ", (bigint, -62_167_219_200L), (bigint, 0L)));
        Assert.Throws<SqlException>(() => FunctionTester.Resolve("TO_TIMESTAMP_LTZ", new(bigint), new(bigint, 10L)));
    }

    [Fact]
    public void Instants_come_from_texts_of_UTC_or_another_zone()
    {
        using var tester = new FunctionTester("Asia/Shanghai");

        Assert.Equal(1_500_000L, tester.Call("TO_TIMESTAMP_LTZ", (Text, "1970-01-01 00:00:01.5")));
        Assert.Equal(0L, tester.Call("TO_TIMESTAMP_LTZ", (Text, "01/01/1970"), (Text, "dd/MM/yyyy")));
        Assert.Equal(-28_800_000_000L, tester.Call("TO_TIMESTAMP_LTZ", (Text, "01/01/1970"), (Text, "dd/MM/yyyy"), (Text, "Asia/Shanghai")));
        Assert.Null(tester.Call("TO_TIMESTAMP_LTZ", (Text, "?")));
    }

    [Fact]
    public void Columns_of_patterns_and_NULLs_work_row_by_row()
    {
        using var tester = new FunctionTester();

        var formatted = tester.Call(
            "DATE_FORMAT",
            tester.Column(new SqlType.Timestamp(3), 0L, null, 86_400_000_000L),
            tester.Column(Text, "yyyy", "yyyy", "dd"));

        Assert.Equal(["1970", null, "02"], formatted);
    }
}
