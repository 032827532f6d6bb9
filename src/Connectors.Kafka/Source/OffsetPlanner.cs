using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Finds how far the next range goes. Refuses to go on where rows are lost: at an offset before a log's start, behind its
/// end, in a partition that is gone. A gap between offsets is none: transactions and compaction leave them.</summary>
internal sealed class OffsetPlanner(KafkaTable table, ScanOptions scan, IKafkaReader client, TimeProvider clock)
{
    private readonly PartitionFinder _finder = new(client, table.Topics, scan.Discovery, clock);
    private readonly PositionResolver _resolver = new(client, scan, table.Properties.Group);
    private KafkaOffset? _first;

    /// <summary>Where everything starts: a range that has no rows but pins down the offsets.</summary>
    public (KafkaOffset To, SourceProgress Progress) Start()
    {
        var topics = _finder.Find(new Dictionary<KafkaPartition, long>());
        var partitions = Partitions(topics).ToList();
        var starts = _resolver.Starts(partitions);
        var to = new KafkaOffset(starts, _resolver.Ends(partitions, starts), Ids(topics));
        _first = to;
        return (to, Progress(to, backlog: null));
    }

    /// <param name="given">Where the last range ended.</param>
    /// <param name="maxRows">The rows the range may have.</param>
    public (KafkaOffset To, SourceProgress Progress) Next(KafkaOffset given, int maxRows)
    {
        // The script may have become bounded, or unbounded, since the checkpoint was made.
        var from = scan.Stop is null
            ? given with { Until = null }
            : given with { Until = given.Until ?? _resolver.Ends([.. given.Positions.Keys.Order()], given.Positions) };
        _first ??= from;

        var positions = new Dictionary<KafkaPartition, long>(from.Positions);
        var ids = from.TopicIds;
        if (_finder.IsDue && from.Until is null)
            ids = AddNewPartitions(from, positions);
        var known = Subscribed(from);
        var ends = Ends(known, from);
        var available = known.Select((p, i) => ends[i] - positions[p]).ToArray();
        var shares = RangePlanner.Share(available, maxRows);
        for (var i = 0; i < shares.Length; i++)
            positions[known[i]] += shares[i];
        var to = new KafkaOffset(positions, from.Until, ids);
        return (to, Progress(to, available.Sum() - shares.Sum()));
    }

    /// <summary>The partitions to read. Those of topics that the table no longer has keep their offsets and wait.</summary>
    public List<KafkaPartition> Subscribed(KafkaOffset offset) => [.. offset.Positions.Keys.Where(p => table.Topics.Contains(p.Topic)).Order()];

    private SourceProgress Progress(KafkaOffset to, long? backlog)
    {
        var partitions = Subscribed(to);
        return new SourceProgress(
            to.ToSourceOffset(),
            EndOfInput: to.Until is { } until && partitions.All(p => to.Positions[p] >= until.GetValueOrDefault(p)),
            [.. partitions.Select(p => p.Name)],
            backlog,
            Done(to, partitions));
    }

    /// <summary>The share of a bounded table's offsets that lies behind, counted from where this run began.</summary>
    private double? Done(KafkaOffset to, List<KafkaPartition> partitions)
    {
        if (to.Until is not { } until)
            return null;
        double read = 0;
        double all = 0;
        foreach (var partition in partitions)
        {
            var start = _first!.Positions.GetValueOrDefault(partition);
            read += to.Positions[partition] - start;
            all += until.GetValueOrDefault(partition) - start;
        }

        return all <= 0 ? 1 : Math.Min(1, read / all);
    }

    /// <summary>Where each partition can be read to now.</summary>
    private long[] Ends(List<KafkaPartition> partitions, KafkaOffset from)
    {
        var found = client.Bounds(partitions);
        var ends = new long[partitions.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            var (partition, position) = (partitions[i], from.Positions[partitions[i]]);

            // Brokers have been seen to answer wrongly for a moment: what leads to a refusal is asked twice.
            if (found[i] is not { } bounds || position < bounds.Start || position > bounds.End)
                bounds = client.Bounds([partition])[0] ?? throw KafkaErrors.PartitionGone(partition, position);
            if (position < bounds.Start)
                throw KafkaErrors.OffsetGone(partition, position, bounds.Start);
            if (position > bounds.End)
                throw KafkaErrors.BeyondEnd(partition, position, bounds.End);
            ends[i] = from.Until is { } until ? Math.Clamp(until.GetValueOrDefault(partition), position, bounds.End) : bounds.End;
        }

        return ends;
    }

    /// <summary>Adds what has appeared since, at its start whatever the start-up mode: nothing of it was read by anybody.</summary>
    private Dictionary<string, string> AddNewPartitions(KafkaOffset from, Dictionary<KafkaPartition, long> positions)
    {
        var topics = _finder.Find(from.Positions);
        var ids = new Dictionary<string, string>(from.TopicIds);
        foreach (var (topic, id) in Ids(topics))
        {
            if (!ids.TryAdd(topic, id) && ids[topic] != id)
                throw KafkaErrors.TopicReplaced(topic, ids[topic], id);
        }

        var there = Partitions(topics).ToHashSet();
        foreach (var partition in Subscribed(from))
        {
            if (!there.Contains(partition))
                throw KafkaErrors.PartitionGone(partition, from.Positions[partition]);
        }

        var added = there.Where(p => !positions.ContainsKey(p)).Order().ToList();
        var bounds = _resolver.BoundsOf(added);
        for (var i = 0; i < added.Count; i++)
            positions.Add(added[i], bounds[i].Start);
        return ids;
    }

    private static IEnumerable<KafkaPartition> Partitions(IReadOnlyList<KafkaTopic> topics) =>
        topics.SelectMany(t => Enumerable.Range(0, t.Partitions).Select(n => new KafkaPartition(t.Name, n)));

    private static Dictionary<string, string> Ids(IReadOnlyList<KafkaTopic> topics) =>
        topics.Where(t => t.Id is not null).ToDictionary(t => t.Name, t => t.Id!);
}
