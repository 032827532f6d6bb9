using StreamSql.Core.Types;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

/// <summary>A window by its bounds on the wall clock, in microseconds.</summary>
internal readonly record struct Window(long Start, long End);

/// <summary>Windows computed the slow way: by trying all that could contain a time.</summary>
internal sealed class WindowReference(WindowSpec spec, TimeZoneInfo? zone)
{
    private const long Millisecond = 1000;
    private const long Minute = 60_000_000;

    private readonly Dictionary<long, long> _fireTimes = [];

    public IEnumerable<Window> Of(long time)
    {
        var local = Local(time);
        // Starts are at offset + n * step; the first candidate is far enough before.
        var step = spec.Kind == WindowKind.Hop ? spec.Slide : spec.Size;
        var start = spec.Offset + ((long)Math.Floor((decimal)(local - spec.Size - spec.Offset) / step) * step);
        for (; start <= local; start += step)
        {
            foreach (var end in Ends(start))
            {
                if (local < end)
                    yield return new Window(start, end);
            }
        }
    }

    /// <summary>The instant after which the wall clock no longer shows the window's last millisecond or anything before.</summary>
    public long FireTime(Window window)
    {
        var last = window.End - Millisecond;
        if (zone is null)
            return last;
        if (_fireTimes.TryGetValue(last, out var known))
            return known;
        // Offsets change at whole minutes: minute by minute back from where any zone is past it.
        var minute = ((last / Minute) + (26 * 60)) * Minute;
        while (minute > last - Offset(minute))
            minute -= Minute;
        return _fireTimes[last] = Math.Min(last - Offset(minute), minute + Minute);
    }

    private IEnumerable<long> Ends(long start)
    {
        if (spec.Kind != WindowKind.Cumulate)
            return [start + spec.Size];
        return Enumerable.Range(1, (int)(spec.Size / spec.Slide)).Select(i => start + (i * spec.Slide));
    }

    private long Local(long instant) => zone is null ? instant : instant + Offset(instant);

    private long Offset(long instant) => zone!.GetUtcOffset(DateTimeOffset.UnixEpoch.AddTicks(instant * 10)).Ticks / 10;
}
