using System.Globalization;
using System.Text.RegularExpressions;
using StreamSql.Connectors.Kafka.Properties;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Kafka.Options;

/// <summary>Turns a table's options into what reading and writing need, and finds everything that is wrong with them.</summary>
internal sealed class KafkaTableParser(ConnectorTable table, IReadOnlyList<IFormat> formats)
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly List<Diagnostic> _problems = [];
    private OptionValues Options => table.Options;

    /// <exception cref="SqlException">All that is wrong with the table as a source.</exception>
    public (KafkaTable Table, ScanOptions Scan) ParseSource()
    {
        var parsed = ParseTable();
        var scan = ParseScan(parsed);
        ThrowIfAny();
        return (parsed!, scan);
    }

    /// <exception cref="SqlException">All that is wrong with the table as a sink.</exception>
    public (KafkaTable Table, WriteOptions Write) ParseSink()
    {
        var parsed = ParseTable();
        var write = new WriteOptions(ParseGuarantee(), ParsePartitioner());
        if (parsed is not null)
            CheckWritable(parsed);
        ThrowIfAny();
        return (parsed!, write);
    }

    // Null only if there is a problem, which is thrown before anybody uses the result.
    private KafkaTable? ParseTable()
    {
        var topics = ParseTopics();
        var properties = PropertyChecker.Check(Options.Under(KafkaOptions.Properties), table, _problems);
        var layout = new RecordLayoutParser(table, formats, _problems).Parse();
        return topics is null || properties is null || layout is null ? null : new KafkaTable(table.Name, topics, properties, layout);
    }

    private TopicSelection? ParseTopics()
    {
        var names = Options.List(KafkaOptions.Topic).Distinct().ToList();
        var pattern = Options.Find(KafkaOptions.TopicPattern);
        switch (names.Count, pattern)
        {
            case ( > 0, null):
                return new TopicSelection.Named(names);
            case (0, null):
                _problems.Add(KafkaOptionErrors.NoTopic(table.Name));
                return null;
            case (0, not null):
                return ParsePattern(pattern);
            default:
                _problems.Add(OptionErrors.Exclusive(KafkaOptions.TopicPattern, KafkaOptions.Topic));
                return null;
        }
    }

    private TopicSelection.Matching? ParsePattern(string pattern)
    {
        try
        {
            return new TopicSelection.Matching(
                pattern, new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeout));
        }
        catch (ArgumentException e)
        {
            _problems.Add(KafkaOptionErrors.InvalidPattern(pattern, e.Message));
            return null;
        }
    }

    private ScanOptions ParseScan(KafkaTable? parsed)
    {
        var discovery = Options.FindDuration(KafkaOptions.DiscoveryInterval);
        return new ScanOptions(
            ParsePosition(parsed, KafkaOptions.StartupMode, KafkaOptions.StartupOffsets, KafkaOptions.StartupTimestamp)
                ?? new PositionMode.Committed(),
            ParsePosition(parsed, KafkaOptions.BoundedMode, KafkaOptions.BoundedOffsets, KafkaOptions.BoundedTimestamp),
            parsed?.Properties.Reset ?? OffsetReset.None,
            discovery > TimeSpan.Zero ? discovery : null);
    }

    private PositionMode? ParsePosition(KafkaTable? parsed, string modeOption, string offsetsOption, string timestampOption)
    {
        var mode = Options.Find(modeOption);
        switch (mode)
        {
            case "earliest-offset":
                return new PositionMode.Earliest();
            case "latest-offset":
                return new PositionMode.Latest();
            case "group-offsets":
                return new PositionMode.Committed();
            case "timestamp" when Options.Has(timestampOption):
                return new PositionMode.AtTime(Options.Long(timestampOption));
            case "timestamp":
                _problems.Add(KafkaOptionErrors.NoOffsets(timestampOption, modeOption, mode));
                return null;
            case "specific-offsets" when Options.Has(offsetsOption):
                if (parsed is { Topics.Single: null })
                    _problems.Add(KafkaOptionErrors.OffsetsOfSeveralTopics(offsetsOption));
                return ParseOffsets(offsetsOption, Options.Text(offsetsOption));
            case "specific-offsets":
                _problems.Add(KafkaOptionErrors.NoOffsets(offsetsOption, modeOption, mode));
                return null;
            default:
                return null;
        }
    }

    private PositionMode.Given? ParseOffsets(string option, string text)
    {
        var offsets = new Dictionary<int, long>();
        foreach (var item in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (item.Split(',', StringSplitOptions.TrimEntries) is [var first, var second]
                && Number(first, "partition:") is { } partition and <= int.MaxValue
                && Number(second, "offset:") is { } offset
                && offsets.TryAdd((int)partition, offset))
                continue;
            _problems.Add(KafkaOptionErrors.MalformedOffsets(option, text));
            return null;
        }

        return new PositionMode.Given(offsets);
    }

    private static long? Number(string text, string label) =>
        text.StartsWith(label, StringComparison.Ordinal)
        && long.TryParse(text.AsSpan(label.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private DeliveryGuarantee ParseGuarantee()
    {
        var option = Options.Has(KafkaOptions.Semantic) ? KafkaOptions.Semantic : KafkaOptions.DeliveryGuarantee;
        switch (Options.Find(option))
        {
            case "none":
                return DeliveryGuarantee.None;
            case "exactly-once":
                _problems.Add(KafkaOptionErrors.ExactlyOnce(option));
                goto default;
            default:
                return DeliveryGuarantee.AtLeastOnce;
        }
    }

    private PartitionChoice ParsePartitioner()
    {
        switch (Options.Find(KafkaOptions.Partitioner) ?? "default")
        {
            case "default":
                return PartitionChoice.Client;
            case "fixed":
                return PartitionChoice.Fixed;
            case "round-robin":
                if (Options.Has(KafkaOptions.KeyFields))
                    _problems.Add(KafkaOptionErrors.KeyedRoundRobin());
                return PartitionChoice.RoundRobin;
            case var other:
                _problems.Add(KafkaOptionErrors.CustomPartitioner(other));
                return PartitionChoice.Client;
        }
    }

    private void CheckWritable(KafkaTable parsed)
    {
        var keys = new HashSet<string>();
        foreach (var index in parsed.Layout.Metadata)
        {
            var column = table.Columns[index];
            keys.Add(column.MetadataKey!);
            if (!KafkaMetadata.Find(column.MetadataKey!).Writable)
                _problems.Add(KafkaOptionErrors.ReadOnlyMetadata(column.Name, column.MetadataKey!));
        }

        if (keys.Contains(KafkaMetadata.Headers) && keys.Contains(KafkaMetadata.HeaderList))
            _problems.Add(KafkaOptionErrors.TwoHeaderColumns(parsed.Layout.Metadata.Select(i => table.Columns[i]).Last(IsHeaders).Name));
        if (parsed.Topics.Single is null && !keys.Contains(KafkaMetadata.Topic))
            _problems.Add(KafkaOptionErrors.NoTopicColumn(table.Name, parsed.Topics));
    }

    private static bool IsHeaders(ConnectorColumn column) => column.MetadataKey is KafkaMetadata.Headers or KafkaMetadata.HeaderList;

    private void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new SqlException(_problems);
    }
}
