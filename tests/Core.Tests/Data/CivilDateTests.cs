using StreamSql.Core.Data;

namespace StreamSql.Core.Tests.Data;

public class CivilDateTests
{
    [Fact]
    public void Days_and_dates_agree_with_the_platform_from_year_1_to_9999()
    {
        var epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        for (var number = 0; number <= DateOnly.MaxValue.DayNumber; number += 13)
        {
            var expected = DateOnly.FromDayNumber(number);
            var actual = CivilDate.FromEpochDay(number - epoch);
            Assert.Equal((expected.Year, expected.Month, expected.Day), (actual.Year, actual.Month, actual.Day));
            Assert.Equal(number - epoch, actual.ToEpochDay());
        }
    }

    [Theory]
    [InlineData(-300_000)]
    [InlineData(-401)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(300_000)]
    public void Years_far_away_go_there_and_back(int year)
    {
        var date = new CivilDate(year, 2, 28);

        Assert.Equal(date, CivilDate.FromEpochDay(date.ToEpochDay()));
        Assert.Equal(
            CivilDate.IsLeapYear(year) ? new CivilDate(year, 2, 29) : new CivilDate(year, 3, 1),
            CivilDate.FromEpochDay(date.ToEpochDay() + 1));
    }

    [Fact]
    public void Every_month_ends_on_its_last_day()
    {
        for (var year = -8; year < 2105; year++)
        {
            for (var month = 1; month <= 12; month++)
            {
                var last = new CivilDate(year, month, CivilDate.DaysInMonth(year, month));
                Assert.Equal(1, CivilDate.FromEpochDay(last.ToEpochDay() + 1).Day);
            }
        }
    }
}
