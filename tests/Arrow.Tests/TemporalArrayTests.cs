using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests;

public class TemporalArrayTests
{
    [Fact]
    public void Dates_count_days_since_1970()
    {
        Date32Array array = new Date32Array.Builder()
            .Append(new DateOnly(1970, 1, 2)).Append(new DateTime(1969, 12, 31, 23, 0, 0))
            .Append(new DateTimeOffset(2000, 1, 1, 1, 0, 0, TimeSpan.FromHours(2))).AppendNull().Build();
        Assert.Equal(["1", "-1", "10956", "null"], ArrayText.Rows(array));
        Assert.Equal(new DateOnly(1999, 12, 31), array.GetDateOnly(2));
        Assert.Equal(new DateTime(1969, 12, 31), array.GetDateTime(1));
        Assert.Null(array.GetDateTimeOffset(3));
    }

    [Fact]
    public void Timestamps_count_units_since_1970_and_cut_off_what_the_unit_cannot_hold()
    {
        var moment = new DateTimeOffset(1970, 1, 1, 2, 0, 1, 500, TimeSpan.FromHours(2));
        foreach ((TimeUnit unit, long count) in new[]
                 {
                     (TimeUnit.Second, 1L), (TimeUnit.Millisecond, 1500L), (TimeUnit.Microsecond, 1_500_000L), (TimeUnit.Nanosecond, 1_500_000_000L),
                 })
        {
            TimestampArray array = new TimestampArray.Builder(new TimestampType(unit, "UTC")).Append(moment).AppendNull().Build();
            Assert.Equal(count, array.GetValue(0));
            Assert.Equal(unit == TimeUnit.Second ? 1000 : 1500, (array.GetTimestamp(0)! - DateTimeOffset.UnixEpoch)?.TotalMilliseconds);
            Assert.Null(array.GetTimestamp(1));
        }
    }

    [Fact]
    public void A_timestamp_type_knows_its_zone()
    {
        Assert.Null(new TimestampType(TimeUnit.Second, (string?)null).Timezone);
        Assert.False(new TimestampType(TimeUnit.Second, "").IsTimeZoneAware);
        Assert.Equal("+00:00", new TimestampType(TimeUnit.Second, TimeZoneInfo.Utc).Timezone);
        Assert.Equal("+00:00", TimestampType.Default.Timezone);
    }

    [Fact]
    public void Times_count_units_since_midnight()
    {
        Time64Array micros = new Time64Array.Builder(TimeUnit.Microsecond).Append(new TimeOnly(0, 0, 1)).Append(5L).AppendNull().Build();
        Assert.Equal(["1000000", "5", "null"], ArrayText.Rows(micros));
        Assert.Equal(5000, micros.GetNanoSeconds(1));
        Assert.Equal(new TimeOnly(0, 0, 1), micros.GetTime(0));
        Time32Array seconds = new Time32Array.Builder(TimeUnit.Second).Append(new TimeOnly(0, 1, 1)).Build();
        Assert.Equal(61_000, seconds.GetMilliSeconds(0));
    }

    [Fact]
    public void Durations_and_months_are_lengths()
    {
        DurationArray durations = new DurationArray.Builder(DurationType.Second).Append(TimeSpan.FromMinutes(-2)).Append((TimeSpan?)null).Build();
        Assert.Equal(["-120", "null"], ArrayText.Rows(durations));
        Assert.Equal(TimeSpan.FromMinutes(-2), durations.GetTimeSpan(0));
        YearMonthIntervalArray months = new YearMonthIntervalArray.Builder().Append(new YearMonthInterval(1, 2)).AppendNull().Build();
        Assert.Equal(["14", "null"], ArrayText.Rows(months));
    }
}
