using StreamSql.Core.Data;
using StreamSql.Execution.Checkpoints;

namespace StreamSql.Execution.Watermarks;

/// <summary>The event time of one source's partitions over all shards: the source's watermark is the smallest of those that are not idle,
/// and if all are, the largest. It never goes back: a partition that appears or wakes up late holds it, but does not lower it.</summary>
internal sealed class PartitionTracker(string source, TimeSpan idleTimeout)
{
    private readonly List<KeyValuePair<string, Timestamp>> _watermarks = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<Timestamp> _lastRows = [];
    private readonly List<bool> _idle = [];

    /// <summary>Each partition's watermark when the last micro-batch ended.</summary>
    public IReadOnlyList<KeyValuePair<string, Timestamp>> Watermarks => _watermarks;

    /// <summary>The whole source's.</summary>
    public Timestamp Watermark { get; private set; } = Timestamp.MinValue;

    /// <summary>Whether the input had ended and its final watermark had fired: whatever comes after is late.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Makes everything that follows late.</summary>
    public void Close()
    {
        IsClosed = true;
        Watermark = Timestamp.MaxValue;
        for (var i = 0; i < _watermarks.Count; i++)
            _watermarks[i] = KeyValuePair.Create(_watermarks[i].Key, Timestamp.MaxValue);
    }

    public int IndexOf(string partition) => _index[partition];

    /// <summary>Whether a partition would become idle at this time, so that an empty micro-batch is due.</summary>
    public bool HasNewlyIdle(Timestamp now)
    {
        for (var i = 0; i < _idle.Count; i++)
        {
            if (!_idle[i] && IsIdleAt(i, now))
                return true;
        }

        return false;
    }

    /// <summary>Learns of partitions, those without rows included.</summary>
    public void Declare(IReadOnlyList<string> partitions, Timestamp now)
    {
        foreach (var partition in partitions)
        {
            if (!_index.ContainsKey(partition))
                Add(partition, IsClosed ? Timestamp.MaxValue : Timestamp.MinValue, now);
        }
    }

    /// <summary>Notes that a partition has rows in this micro-batch.</summary>
    public void SawRows(string partition, Timestamp now) => _lastRows[_index[partition]] = now;

    /// <summary>Takes what a shard found at the end of a micro-batch.</summary>
    public void Update(IEnumerable<KeyValuePair<string, Timestamp>> found)
    {
        foreach (var (partition, watermark) in found)
        {
            var i = _index[partition];
            _watermarks[i] = KeyValuePair.Create(partition, Timestamp.Max(_watermarks[i].Value, watermark));
        }
    }

    /// <summary>Computes the source's watermark after all shards are in.</summary>
    public void Advance(Timestamp now)
    {
        var least = Timestamp.MaxValue;
        var most = Timestamp.MinValue;
        var active = false;
        for (var i = 0; i < _watermarks.Count; i++)
        {
            _idle[i] = IsIdleAt(i, now);
            most = Timestamp.Max(most, _watermarks[i].Value);
            if (_idle[i])
                continue;
            active = true;
            least = Timestamp.Min(least, _watermarks[i].Value);
        }

        if (_watermarks.Count > 0)
            Watermark = Timestamp.Max(Watermark, active ? least : most);
    }

    /// <summary>The source's watermark, or <see langword="null"/> before the first.</summary>
    public long? SaveWatermark() => Watermark == Timestamp.MinValue ? null : Watermark.Micros;

    public void RestoreWatermark(long? micros) => Watermark = micros is { } known ? new Timestamp(known) : Timestamp.MinValue;

    public void Restore(PartitionRecord record)
    {
        Add(record.Partition, record.WatermarkMicros is { } micros ? new Timestamp(micros) : Timestamp.MinValue, new Timestamp(record.LastRowsMicros));
    }

    /// <summary>After the last <see cref="Restore"/>: which partitions are idle.</summary>
    /// <param name="now">The last micro-batch's clock: a later one would let event time pass that has not passed for its rows.</param>
    public void CompleteRestore(Timestamp now) => Advance(now);

    public IEnumerable<PartitionRecord> Save() => _watermarks.Select((w, i) => new PartitionRecord(
        source, w.Key, w.Value == Timestamp.MinValue ? null : w.Value.Micros, _lastRows[i].Micros));

    public bool IsIdle(int partition) => _idle[partition];

    private bool IsIdleAt(int partition, Timestamp now) =>
        idleTimeout > TimeSpan.Zero && now.Micros - _lastRows[partition].Micros >= idleTimeout.TotalMicroseconds;

    private void Add(string partition, Timestamp watermark, Timestamp lastRows)
    {
        _index.Add(partition, _watermarks.Count);
        _watermarks.Add(KeyValuePair.Create(partition, watermark));
        _lastRows.Add(lastRows);
        _idle.Add(false);
    }
}
