using System.Globalization;
using StreamSql.Core.Data;
using Calendar = StreamSql.Core.Data.Calendar;

namespace StreamSql.Core.Tests.Data;

public sealed class CalendarTests
{
    [Fact]
    public void Weeks_and_days_agree_with_DateTime_over_all_its_years()
    {
        for (var date = DateTime.MinValue; date.Year < 9990; date = date.AddDays(17))
        {
            var day = (date - DateTime.UnixEpoch).Days;
            Assert.Equal(date.DayOfYear, Calendar.DayOfYear(day));
            Assert.Equal((ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date)), Calendar.IsoWeek(day));
            Assert.Equal((int)date.DayOfWeek, Calendar.IsoDayOfWeek(day) % 7);
        }
    }

    [Theory]
    [InlineData("2016-01-31", 5, "2016-06-30")]
    [InlineData("2016-03-31", -1, "2016-02-29")]
    [InlineData("2017-11-29", 3, "2018-02-28")]
    [InlineData("2017-11-29", -3000, "1767-11-29")]
    public void Months_end_at_the_last_day_there_is(string from, int months, string to) =>
        Assert.Equal(Day(to), Calendar.AddMonths(Day(from), months));

    private static long Day(string date) => (DateTime.Parse(date, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).Days;
}
