using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Counts of a unit to and from ticks of 100 nanoseconds; what a coarser unit cannot hold is cut off.</summary>
internal static class TimeUnits
{
    public static long FromTicks(this TimeUnit unit, long ticks) => unit switch
    {
        TimeUnit.Second => ticks / TimeSpan.TicksPerSecond,
        TimeUnit.Millisecond => ticks / TimeSpan.TicksPerMillisecond,
        TimeUnit.Microsecond => ticks / TimeSpan.TicksPerMicrosecond,
        TimeUnit.Nanosecond => checked(ticks * TimeSpan.NanosecondsPerTick),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a time unit"),
    };

    public static long ToTicks(this TimeUnit unit, long count) => unit switch
    {
        TimeUnit.Second => checked(count * TimeSpan.TicksPerSecond),
        TimeUnit.Millisecond => checked(count * TimeSpan.TicksPerMillisecond),
        TimeUnit.Microsecond => checked(count * TimeSpan.TicksPerMicrosecond),
        TimeUnit.Nanosecond => count / TimeSpan.NanosecondsPerTick,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a time unit"),
    };
}
