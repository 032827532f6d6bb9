using System.Text;
using StreamSql.Core.Data;

namespace StreamSql.Core.Tests.Data;

public sealed class SqlTimeTextTests
{
    [Theory]
    [InlineData(1970, 1, 1, "1970-01-01")]
    [InlineData(123, 1, 1, "0123-01-01")]
    [InlineData(10000, 12, 31, "10000-12-31")]
    [InlineData(-5, 7, 4, "-0005-07-04")]
    public void Dates(int year, int month, int day, string expected) =>
        Assert.Equal(expected, Text(t => SqlTimeText.WriteDate(new CivilDate(year, month, day).ToEpochDay(), t)));

    [Theory]
    [InlineData(45_296_123, 3, "12:34:56.123")]
    [InlineData(45_296_100, 3, "12:34:56.1")]
    [InlineData(45_296_000, 0, "12:34:56")]
    [InlineData(45_240_000, 3, "12:34:00.0")]
    public void Times(int millis, int digits, string expected) => Assert.Equal(expected, Text(t => SqlTimeText.WriteTime(millis, digits, t)));

    [Theory]
    [InlineData(0, 3, "1970-01-01 00:00:00.000")]
    [InlineData(-1, 6, "1969-12-31 23:59:59.999999")]
    [InlineData(1_632_486_896_100_000, 3, "2021-09-24 12:34:56.100")]
    [InlineData(1_632_486_896_000_000, 0, "2021-09-24 12:34:56")]
    public void Timestamps(long micros, int digits, string expected)
    {
        Assert.Equal(expected, Text(t => SqlTimeText.WriteTimestamp(micros, 1_000_000, digits, t)));
        Assert.Equal(expected, Text(t => SqlTimeText.WriteTimestamp(micros * 1000, 1_000_000_000, digits, t)));
    }

    [Theory]
    [InlineData(123, "+10-03")]
    [InlineData(-123, "-10-03")]
    [InlineData(0, "+0-00")]
    public void Months(int months, string expected) => Assert.Equal(expected, Text(t => SqlTimeText.WriteMonths(months, t)));

    [Theory]
    [InlineData(123_456_789_000, "+1 10:17:36.789")]
    [InlineData(10_000, "+0 00:00:00.010")]
    [InlineData(0, "+0 00:00:00.000")]
    [InlineData(-90_500_000, "-0 00:01:30.500")]
    public void Durations(long micros, string expected) => Assert.Equal(expected, Text(t => SqlTimeText.WriteDuration(micros, t)));

    private static string Text(Func<byte[], int> write)
    {
        var buffer = new byte[SqlTimeText.MaxLength];
        return Encoding.UTF8.GetString(buffer, 0, write(buffer));
    }
}
