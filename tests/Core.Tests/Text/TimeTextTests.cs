using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Text;

namespace StreamSql.Core.Tests.Text;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData(1970, 1, 1, "1970-01-01", "1970-01-01")]
    [InlineData(2024, 2, 29, "2024-02-29", "2024-02-29")]
    [InlineData(123, 1, 1, "0123-01-01", "0123-01-01")]
    [InlineData(10000, 12, 31, "10000-12-31", "+10000-12-31")]
    [InlineData(-5, 7, 4, "-0005-07-04", "-0005-07-04")]
    public void Dates(int year, int month, int day, string sql, string java)
    {
        var number = Calendar.ToDay(year, month, day);
        Assert.Equal(sql, Text(t => TimeText.WriteDate(number, t)));
        Assert.Equal(java, Text(t => JavaTimeText.WriteDate(number, t)));
    }

    [Theory]
    [InlineData(45_296_123, 3, "12:34:56.123", "12:34:56.123")]
    [InlineData(45_296_100, 3, "12:34:56.1", "12:34:56.100")]
    [InlineData(45_296_000, 0, "12:34:56", "12:34:56")]
    [InlineData(45_240_000, 3, "12:34:00.0", "12:34")]
    public void Times(int millis, int digits, string sql, string java)
    {
        Assert.Equal(sql, Text(t => TimeText.WriteTime(millis, digits, t)));
        Assert.Equal(java, Text(t => JavaTimeText.WriteTime(millis, t)));
    }

    [Theory]
    [InlineData(0, 3, "1970-01-01 00:00:00.000", "1970-01-01T00:00", "1970-01-01T00:00:00Z")]
    [InlineData(-1, 6, "1969-12-31 23:59:59.999999", "1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999999Z")]
    [InlineData(1_632_486_896_100_000, 3, "2021-09-24 12:34:56.100", "2021-09-24T12:34:56.100", "2021-09-24T12:34:56.100Z")]
    [InlineData(1_632_486_896_000_000, 0, "2021-09-24 12:34:56", "2021-09-24T12:34:56", "2021-09-24T12:34:56Z")]
    public void Timestamps(long micros, int digits, string sql, string java, string instant)
    {
        Assert.Equal(sql, Text(t => TimeText.WriteTimestamp(micros, 1_000_000, digits, t)));
        Assert.Equal(java, Text(t => JavaTimeText.WriteTimestamp(micros, 1_000_000, t)));
        Assert.Equal(instant, Text(t => JavaTimeText.WriteInstant(micros, 1_000_000, t)));
        Assert.Equal(java, Text(t => JavaTimeText.WriteTimestamp(micros * 1000, 1_000_000_000, t)));
    }

    [Theory]
    [InlineData(123, "YEAR TO MONTH", "+10-03", "P10Y3M")]
    [InlineData(-123, "MONTH", "-10-03", "P-123M")]
    [InlineData(84, "YEAR", "+7-00", "P7Y")]
    [InlineData(0, "MONTH", "+0-00", "P0D")]
    public void Months(int months, string units, string sql, string java)
    {
        Assert.Equal(sql, Text(t => TimeText.WriteMonths(months, t)));
        Assert.Equal(java, Text(t => JavaTimeText.WriteMonths(months, units, t)));
    }

    [Theory]
    [InlineData(123_456_789_000, "+1 10:17:36.789", "PT34H17M36.789S")]
    [InlineData(10_000, "+0 00:00:00.010", "PT0.01S")]
    [InlineData(0, "+0 00:00:00.000", "PT0S")]
    [InlineData(43_200_000_000, "+0 12:00:00.000", "PT12H")]
    [InlineData(-500_000, "-0 00:00:00.500", "PT-0.5S")]
    [InlineData(-90_500_000, "-0 00:01:30.500", "PT-1M-30.5S")]
    public void Durations(long micros, string sql, string java)
    {
        Assert.Equal(sql, Text(t => TimeText.WriteDuration(micros, t)));
        Assert.Equal(java, Text(t => JavaTimeText.WriteDuration(micros, t)));
    }

    private static string Text(Func<byte[], int> write)
    {
        var buffer = new byte[TimeText.MaxLength];
        return Encoding.UTF8.GetString(buffer, 0, write(buffer));
    }
}
