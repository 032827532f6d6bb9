using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;

namespace StreamSql.Benchmarks.KeyedAggregation;

/// <summary>Bids that hand-written code goes through window by window.</summary>
internal sealed class WindowedBids(LongTable bids, int windows)
{
    public static readonly TimeSpan Size = TimeSpan.FromSeconds(10);

    private readonly int _windows = windows;

    public ReadOnlySpan<long> Auctions => bids["auction"];

    public ReadOnlySpan<long> Prices => bids["price"];

    /// <summary>The first row of each window, and the end of the last.</summary>
    public int[] Starts()
    {
        var times = bids["ts"];
        var starts = new int[_windows + 1];
        for (var w = 1; w <= _windows; w++)
        {
            var end = (long)(w * Size).TotalMicroseconds;
            starts[w] = times.BinarySearch(end) is var at && at < 0 ? ~at : at;
            while (starts[w] > 0 && times[starts[w] - 1] >= end)
                starts[w]--;
        }

        return starts;
    }

    /// <summary>window_start of a window, in microseconds.</summary>
    public static long StartOf(int window) => (long)(window * Size).TotalMicroseconds;
}

/// <summary>A group's accumulators.</summary>
internal struct Totals
{
    public long Count;
    public long Sum;
    public long Max;

    public void Add(long price)
    {
        Count++;
        Sum += price;
        Max = Math.Max(Max, price);
    }
}

/// <summary>Reads the rows of fired windows, as <see cref="ChecksumSink"/> does the engine's.</summary>
internal struct TotalsReader(ChecksumKind kind)
{
    private long _rows;
    private long _keys;
    private long _counts;
    private long _sums;
    private long _maxima;
    private ulong _bounds;
    private ulong _hashes;

    public readonly Checksum Result => new(_rows, kind == ChecksumKind.ByRow
        ? _hashes
        : Checksums.OfColumn(0, _keys) + Checksums.OfColumn(1, _counts) + Checksums.OfColumn(2, _sums) + Checksums.OfColumn(3, _maxima) + _bounds);

    public void Add(long key, in Totals totals, int window)
    {
        _rows++;
        if (kind == ChecksumKind.ByRow)
        {
            var hash = Checksums.Mix(Checksums.Mix(Checksums.Mix(Checksums.Mix(0, key), totals.Count), totals.Sum), totals.Max);
            _hashes += Checksums.Mix(Checksums.Mix(hash, WindowedBids.StartOf(window)), WindowedBids.StartOf(window + 1));
            return;
        }

        _keys += key;
        _counts += totals.Count;
        _sums += totals.Sum;
        _maxima += totals.Max;
    }

    /// <summary>Adds window_start and window_end of so many rows.</summary>
    public void AddBounds(int window, long rows) =>
        _bounds += Checksums.OfColumn(4, WindowedBids.StartOf(window) * rows) + Checksums.OfColumn(5, WindowedBids.StartOf(window + 1) * rows);
}
