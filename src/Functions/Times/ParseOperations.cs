using StreamSql.Core.Data;
using StreamSql.Functions.Casts;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Times;

/// <summary>A date; NULL if the text is none.</summary>
internal readonly struct ReadDate(PatternCache patterns) : IOperation<Text, FixedSink<int>>, IOperation<Text, Text, FixedSink<int>>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref FixedSink<int> sink) => DateParser.TryParse(a[row], out var day) && sink.Set(row, day);

    public bool Invoke(in Text a, in Text b, int row, ref FixedSink<int> sink)
    {
        if (!LenientTimeReader.TryRead(patterns.Get(b[row]), a[row], out var millis, out var offset))
            return false;
        return sink.Set(row, (int)Calendar.FloorDivide(millis - (1000L * (offset ?? 0)), Calendar.MicrosPerDay / 1000));
    }
}

/// <summary>A timestamp in whole milliseconds, as ticks of a microsecond; NULL if the text is none.</summary>
internal readonly struct ReadTimestamp(PatternCache patterns, ZoneCache zones)
    : IOperation<Text, FixedSink<long>>, IOperation<Text, Text, FixedSink<long>>, IOperation<Text, Text, Text, FixedSink<long>>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref FixedSink<long> sink) =>
        TimeParsing.TryTimestamp(a[row], out var seconds, out var nanos) && sink.Set(row, Ticks(seconds, nanos));

    public bool Invoke(in Text a, in Text b, int row, ref FixedSink<long> sink) =>
        TryRead(in a, in b, row, out var ticks) && sink.Set(row, ticks);

    /// <summary>The instant at which the clock of a zone shows it.</summary>
    public bool Invoke(in Text a, in Text b, in Text c, int row, ref FixedSink<long> sink) =>
        TryRead(in a, in b, row, out var ticks) && sink.Set(row, zones.Get(c[row]).ToInstant(ticks));

    // What the pattern does not fit may still be yyyy-M-d H:m:s.
    private bool TryRead(in Text a, in Text b, int row, out long ticks)
    {
        var isTime = StrictTimeReader.TryRead(patterns.Get(b[row]), a[row], out var seconds, out var nanos)
            || TimeParsing.TryTimestamp(ParseCasts.Trim(a[row]), out seconds, out nanos);
        ticks = Ticks(seconds, nanos);
        return isTime;
    }

    private static long Ticks(long seconds, int nanos) => (seconds * 1_000_000) + (nanos / 1_000_000 * 1000);
}

/// <summary>Seconds since 1970 of a wall clock of the session's zone; the smallest number if the text is none.</summary>
internal readonly struct ReadUnixTime(SessionZone session, PatternCache patterns) : IOperation<Text, FixedSink<long>>, IOperation<Text, Text, FixedSink<long>>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref FixedSink<long> sink) => Put(a[row], TimePattern.Default, row, ref sink);

    public bool Invoke(in Text a, in Text b, int row, ref FixedSink<long> sink) => Put(a[row], patterns.Get(b[row]), row, ref sink);

    private bool Put(ReadOnlySpan<byte> text, TimePattern pattern, int row, ref FixedSink<long> sink)
    {
        if (!LenientTimeReader.TryRead(pattern, text, out var millis, out var offset))
            return sink.Set(row, long.MinValue);
        return sink.Set(row, offset is { } given ? (millis / 1000) - given : session.Clock.ToInstant(millis * 1000) / 1_000_000);
    }
}

/// <summary>An instant from a count since 1970; NULL outside the years 0 to 9999.</summary>
/// <param name="unitsPerSecond">What is counted: 1 for seconds, 1000 for milliseconds; at most the ticks.</param>
/// <param name="ticksPerSecond">Of the result.</param>
/// <param name="scale">Of a decimal.</param>
internal readonly struct CountToInstant(long unitsPerSecond, long ticksPerSecond, int scale = 0)
    : IOperation<Fixed<long>, FixedSink<long>>, IOperation<Fixed<double>, FixedSink<long>>, IOperation<DecimalReader, FixedSink<long>>
{
    // 0000-01-01 and 10000-01-01 in seconds.
    private const long First = -62_167_219_200;
    private const long End = 253_402_300_800;

    private readonly Int128 _power = Decimals.PowerOf10(scale);

    public bool Invoke(in Fixed<long> a, int row, ref FixedSink<long> sink) => Put(a[row], row, ref sink);

    public bool Invoke(in Fixed<double> a, int row, ref FixedSink<long> sink)
    {
        // Fractions of a second count, those of what is smaller do not.
        var value = a[row] * (unitsPerSecond == 1 ? 1000 : 1);
        var perSecond = unitsPerSecond == 1 ? 1000 : unitsPerSecond;
        return Math.Abs(value) < 1e18 && new CountToInstant(perSecond, ticksPerSecond).Put((long)value, row, ref sink);
    }

    public bool Invoke(in DecimalReader a, int row, ref FixedSink<long> sink) => Put(a[row] / _power, row, ref sink);

    private bool Put(Int128 count, int row, ref FixedSink<long> sink)
    {
        if (count < (Int128)First * unitsPerSecond || count >= (Int128)End * unitsPerSecond)
            return false;
        var ticks = count * (ticksPerSecond / unitsPerSecond);
        return ticks >= long.MinValue && ticks <= long.MaxValue && sink.Set(row, (long)ticks);
    }
}
