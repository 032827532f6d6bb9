using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Times;

/// <summary>A timestamp by a pattern.</summary>
internal readonly struct FormatTimestamp(long ticksPerSecond, PatternCache patterns) : IOperation<Fixed<long>, Text, TextSink>
{
    private readonly long _nanosPerTick = 1_000_000_000 / ticksPerSecond;

    public static bool CanFail => true;

    public bool Invoke(in Fixed<long> a, in Text b, int row, ref TextSink sink)
    {
        var pattern = patterns.Get(b[row]);
        var seconds = Calendar.FloorDivide(a[row], ticksPerSecond);
        var nanos = (int)((a[row] - (seconds * ticksPerSecond)) * _nanosPerTick);
        return sink.Commit(row, TimePatternWriter.Write(pattern, seconds, nanos, 0, sink.Reserve(pattern.MaxLength)));
    }
}

/// <summary>A text that is a timestamp by another pattern; NULL if it is none.</summary>
internal readonly struct ReformatText(PatternCache patterns) : IOperation<Text, Text, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, in Text b, int row, ref TextSink sink)
    {
        if (!LenientTimeReader.TryRead(TimePattern.Default, a[row], out var millis, out _))
            return false;
        var pattern = patterns.Get(b[row]);
        var (seconds, nanos) = Milliseconds.Split(millis);
        return sink.Commit(row, TimePatternWriter.Write(pattern, seconds, nanos, 0, sink.Reserve(pattern.MaxLength)));
    }
}

/// <summary>Seconds since 1970 as the wall clock of the session's zone, by a pattern.</summary>
internal readonly struct FormatUnixTime(SessionZone session, PatternCache patterns)
    : IOperation<Fixed<long>, Text, TextSink>, IOperation<Fixed<long>, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Fixed<long> a, in Text b, int row, ref TextSink sink) => Put(a[row], patterns.Get(b[row]), row, ref sink);

    public bool Invoke(in Fixed<long> a, int row, ref TextSink sink) => Put(a[row], TimePattern.Default, row, ref sink);

    private bool Put(long seconds, TimePattern pattern, int row, ref TextSink sink)
    {
        // Beyond these seconds there are no microseconds.
        seconds = Math.Clamp(seconds, long.MinValue / 2_000_000, long.MaxValue / 2_000_000);
        var offset = (int)(session.Clock.OffsetAt(seconds * 1_000_000) / 1_000_000);
        return sink.Commit(row, TimePatternWriter.Write(pattern, seconds + offset, 0, offset, sink.Reserve(pattern.MaxLength)));
    }
}

/// <summary>A text that is a wall clock of one zone as that of another; NULL if it is none.</summary>
internal readonly struct ConvertZone(ZoneCache from, ZoneCache to) : IOperation<Text, Text, Text, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, in Text b, in Text c, int row, ref TextSink sink)
    {
        if (!LenientTimeReader.TryRead(TimePattern.Default, a[row], out var millis, out _))
            return false;
        var micros = to.Get(c[row]).ToLocal(from.Get(b[row]).ToInstant(millis * 1000));
        var seconds = Calendar.FloorDivide(micros, 1_000_000);
        return sink.Commit(row, TimePatternWriter.Write(TimePattern.Default, seconds, 0, 0, sink.Reserve(TimePattern.Default.MaxLength)));
    }
}

/// <summary>Steps with milliseconds since 1970.</summary>
internal static class Milliseconds
{
    public static (long Seconds, int Nanos) Split(long millis)
    {
        var seconds = Calendar.FloorDivide(millis, 1000);
        return (seconds, (int)(millis - (seconds * 1000)) * 1_000_000);
    }
}
