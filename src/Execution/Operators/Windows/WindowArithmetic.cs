using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators.Windows;

/// <summary>All arithmetic of windows. Time is divided into panes: of the size of TUMBLE's windows, CUMULATE's step, the greatest common
/// divisor of HOP's slide and size. Panes and windows have numbers, and windows end in the order of theirs. A window of TUMBLE and CUMULATE
/// has the number of its last pane; those of HOP are counted by slides, so that it is their first pane where the size is a multiple of the
/// slide.</summary>
/// <remarks>Everything is in microseconds of the wall clock: of the column itself for TIMESTAMP, of the session's zone for TIMESTAMP_LTZ, so
/// that a day may have 23 or 25 hours. Only <see cref="FireTime"/> and <see cref="FirstOpen"/> look at instants.</remarks>
internal sealed class WindowArithmetic
{
    private const long Millisecond = 1000;

    private readonly WindowSpec _window;
    private readonly ZoneClock? _clock;
    private readonly long _pane;
    private readonly int _panesPerWindow;
    private readonly int _panesPerSlide;

    /// <param name="time">The type of the time column.</param>
    /// <param name="zone">Of the session.</param>
    public WindowArithmetic(WindowSpec window, SqlType time, TimeZoneInfo zone)
    {
        _window = window;
        _pane = window.Kind switch
        {
            WindowKind.Tumble => window.Size,
            WindowKind.Hop => GreatestCommonDivisor(window.Size, window.Slide),
            _ => window.Slide,
        };
        _panesPerWindow = (int)(window.Size / _pane);
        _panesPerSlide = (int)(window.Slide / _pane);
        _clock = time is SqlType.TimestampLtz ? new ZoneClock(zone) : null;
    }

    public WindowKind Kind => _window.Kind;

    /// <summary>How many panes the largest window has.</summary>
    public int PanesPerWindow => _panesPerWindow;

    /// <summary>Whether every time is in exactly one window.</summary>
    public bool HasOneWindowPerRow => _panesPerWindow == 1 && _panesPerSlide == 1;

    /// <summary>The number of the pane of each time.</summary>
    public void Panes(ReadOnlySpan<long> times, Span<long> panes)
    {
        // Neighbours mostly share a pane, and a comparison is cheaper than a division.
        var (pane, start) = (0L, 0L);
        var known = false;
        for (var i = 0; i < times.Length; i++)
        {
            var local = _clock?.ToLocal(times[i]) ?? times[i];
            if (!known || local < start || local - start >= _pane)
            {
                pane = FloorDivide(local - _window.Offset, _pane);
                start = (pane * _pane) + _window.Offset;
                known = true;
            }

            panes[i] = pane;
        }
    }

    /// <summary>Whether all times are in one pane, and in which.</summary>
    /// <param name="times">Not empty.</param>
    public bool TryOnePane(ReadOnlySpan<long> times, out long pane)
    {
        pane = 0;
        // Of other clocks the earliest and the latest instant need not be the earliest and the latest reading.
        if (_clock is { IsUtc: false })
            return false;
        var (least, most) = Extent.Of(times);
        pane = FloorDivide(least - _window.Offset, _pane);
        return pane == FloorDivide(most - _window.Offset, _pane);
    }

    /// <summary>The first window that a pane belongs to.</summary>
    public long FirstWindow(long pane) => _window.Kind == WindowKind.Hop ? FloorDivide(pane - _panesPerWindow, _panesPerSlide) + 1 : pane;

    /// <summary>The last window that a pane belongs to; before the first if it belongs to none, between hops longer than windows.</summary>
    public long LastWindow(long pane) => _window.Kind switch
    {
        WindowKind.Cumulate => (FloorDivide(pane, _panesPerWindow) + 1) * _panesPerWindow - 1,
        WindowKind.Hop => FloorDivide(pane, _panesPerSlide),
        _ => pane,
    };

    /// <summary>window_start.</summary>
    public long Start(long window) => _window.Kind switch
    {
        WindowKind.Cumulate => (FloorDivide(window, _panesPerWindow) * _window.Size) + _window.Offset,
        WindowKind.Hop => (window * _window.Slide) + _window.Offset,
        _ => (window * _pane) + _window.Offset,
    };

    /// <summary>window_end.</summary>
    public long End(long window) => _window.Kind switch
    {
        WindowKind.Hop => Start(window) + _window.Size,
        _ => ((window + 1) * _pane) + _window.Offset,
    };

    /// <summary>window_time: a millisecond before the end; of TIMESTAMP_LTZ the instant.</summary>
    public long Time(long window)
    {
        var local = End(window) - Millisecond;
        return _clock?.ToInstant(local) ?? local;
    }

    /// <summary>The watermark at which a window is complete.</summary>
    /// <remarks>Where the wall clock shows the window's last millisecond twice, it is the later; where it never shows it, the moment at which
    /// it leaps over it.</remarks>
    public long FireTime(long window)
    {
        var local = End(window) - Millisecond;
        return _clock is null ? local : LastInstant(_clock, local);
    }

    /// <summary>The first window that is not complete at a watermark.</summary>
    public long FirstOpen(Timestamp watermark)
    {
        if (watermark == Timestamp.MinValue)
            return long.MinValue;
        if (watermark == Timestamp.MaxValue)
            return long.MaxValue;
        var local = _clock?.ToLocal(watermark.Micros) ?? watermark.Micros;
        var passed = local + Millisecond - _window.Offset;
        var window = _window.Kind == WindowKind.Hop ? FloorDivide(passed - _window.Size, _window.Slide) + 1 : FloorDivide(passed, _pane);
        if (_clock is null)
            return window;
        while (FireTime(window) <= watermark.Micros)
            window++;
        while (FireTime(window - 1) > watermark.Micros)
            window--;
        return window;
    }

    /// <summary>Division that rounds down, also before 1970.</summary>
    public static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private static long LastInstant(ZoneClock clock, long local)
    {
        var instant = clock.ToInstant(local);
        if (clock.ToLocal(instant) == local)
        {
            var later = local - clock.OffsetAt(instant + Calendar.MicrosPerDay);
            return clock.ToLocal(later) == local ? Math.Max(instant, later) : instant;
        }

        // The wall clock leaps over it: somewhere between the two readings by the offsets before and after.
        var (before, after) = (local - clock.OffsetAt(instant), instant);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (clock.ToLocal(middle) < local)
                before = middle;
            else
                after = middle;
        }

        return after;
    }
}
