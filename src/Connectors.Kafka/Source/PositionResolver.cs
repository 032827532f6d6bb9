using System.Diagnostics;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Turns where a script says reading starts and ends into offsets, once.</summary>
internal sealed class PositionResolver(IKafkaReader reader, ScanOptions scan, string group)
{
    /// <summary>Where each partition starts.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">There is no such place.</exception>
    public Dictionary<KafkaPartition, long> Starts(IReadOnlyList<KafkaPartition> partitions)
    {
        var bounds = BoundsOf(partitions);
        var starts = scan.Start switch
        {
            PositionMode.Earliest => Each(bounds, b => b.Start),
            PositionMode.Latest => Each(bounds, b => b.End),
            PositionMode.Committed => Committed(partitions, bounds, scan.Reset),
            PositionMode.AtTime at => AtTime(partitions, bounds, at.Millis),
            PositionMode.Given given => Given(given, partitions, bounds),
            _ => throw new UnreachableException(),
        };
        return Zip(partitions, starts);
    }

    /// <summary>Where each partition ends, or <see langword="null"/> if reading never ends.</summary>
    /// <param name="starts">No end lies before its start.</param>
    public Dictionary<KafkaPartition, long>? Ends(IReadOnlyList<KafkaPartition> partitions, IReadOnlyDictionary<KafkaPartition, long> starts)
    {
        if (scan.Stop is not { } stop)
            return null;
        var bounds = BoundsOf(partitions);
        var ends = stop switch
        {
            PositionMode.Latest => Each(bounds, b => b.End),
            PositionMode.Committed => Committed(partitions, bounds, scan.Reset),
            PositionMode.AtTime at => AtTime(partitions, bounds, at.Millis),
            PositionMode.Given given => GivenEnds(given, partitions),
            _ => throw new UnreachableException(),
        };
        for (var i = 0; i < ends.Length; i++)
            ends[i] = Math.Max(ends[i], starts.GetValueOrDefault(partitions[i]));
        return Zip(partitions, ends);
    }

    /// <summary>What partitions hold that were there a moment ago.</summary>
    /// <exception cref="IOException">One of them is gone again.</exception>
    public PartitionBounds[] BoundsOf(IReadOnlyList<KafkaPartition> partitions)
    {
        var found = reader.Bounds(partitions);
        return [.. found.Select((bounds, i) => bounds ?? throw new IOException($"{partitions[i]} of Kafka at {reader.Servers} is gone"))];
    }

    private long[] Committed(IReadOnlyList<KafkaPartition> partitions, PartitionBounds[] bounds, OffsetReset reset)
    {
        var committed = reader.Committed(partitions);
        if (reset == OffsetReset.None && committed.Contains(null))
            throw KafkaErrors.NoCommittedOffset(group, [.. partitions.Where((_, i) => committed[i] is null)]);
        var offsets = new long[partitions.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            if (committed[i] is { } offset && offset >= bounds[i].Start)
                offsets[i] = offset;
            else if (reset == OffsetReset.None)
                throw KafkaErrors.OffsetGone(partitions[i], committed[i] ?? 0, bounds[i].Start);
            else
                offsets[i] = reset == OffsetReset.Earliest ? bounds[i].Start : bounds[i].End;
        }

        return offsets;
    }

    private long[] AtTime(IReadOnlyList<KafkaPartition> partitions, PartitionBounds[] bounds, long millis)
    {
        var found = reader.OffsetsAt(partitions, millis);
        return [.. found.Select((offset, i) => offset ?? bounds[i].End)];
    }

    // As in Flink, partitions that are not named start at what the group has committed, else at their start.
    private long[] Given(PositionMode.Given given, IReadOnlyList<KafkaPartition> partitions, PartitionBounds[] bounds)
    {
        CheckNames(given, partitions, KafkaOptions.StartupOffsets);
        var committed = partitions.All(p => given.Offsets.ContainsKey(p.Number)) ? null : reader.Committed(partitions);
        var offsets = new long[partitions.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            var (start, end) = bounds[i];
            if (!given.Offsets.TryGetValue(partitions[i].Number, out var offset))
                offset = committed?[i] is { } known && known >= start ? known : start;
            else if (offset < start || offset > end)
                throw KafkaErrors.StartOutside(partitions[i], offset, bounds[i]);
            offsets[i] = offset;
        }

        return offsets;
    }

    private static long[] GivenEnds(PositionMode.Given given, IReadOnlyList<KafkaPartition> partitions)
    {
        CheckNames(given, partitions, KafkaOptions.BoundedOffsets);
        return [.. partitions.Select(p => given.Offsets.TryGetValue(p.Number, out var offset) ? offset : throw KafkaErrors.NoBound(p))];
    }

    private static void CheckNames(PositionMode.Given given, IReadOnlyList<KafkaPartition> partitions, string option)
    {
        foreach (var number in given.Offsets.Keys.Order())
        {
            if (partitions.All(p => p.Number != number))
                throw KafkaErrors.NoSuchPartition(new KafkaPartition(partitions.Count > 0 ? partitions[0].Topic : "", number), option);
        }
    }

    private static long[] Each(PartitionBounds[] bounds, Func<PartitionBounds, long> choose) => [.. bounds.Select(choose)];

    private static Dictionary<KafkaPartition, long> Zip(IReadOnlyList<KafkaPartition> partitions, long[] offsets)
    {
        var positions = new Dictionary<KafkaPartition, long>(offsets.Length);
        for (var i = 0; i < offsets.Length; i++)
            positions.Add(partitions[i], offsets[i]);
        return positions;
    }
}
