namespace StreamSql.Connectors.Kafka.Options;

/// <summary>What stands in for a committed offset where there is none: <c>properties.auto.offset.reset</c>.</summary>
internal enum OffsetReset
{
    None,
    Earliest,
    Latest,
}

/// <summary>Where reading starts or ends, before it is resolved to offsets.</summary>
internal abstract record PositionMode
{
    private PositionMode() { }

    public sealed record Earliest : PositionMode;

    public sealed record Latest : PositionMode;

    /// <summary>What the consumer group has committed.</summary>
    public sealed record Committed : PositionMode;

    /// <summary>The first message of that time or later.</summary>
    /// <param name="Millis">Since 1970-01-01T00:00:00Z.</param>
    public sealed record AtTime(long Millis) : PositionMode;

    /// <param name="Offsets">By partition of the one topic.</param>
    public sealed record Given(IReadOnlyDictionary<int, long> Offsets) : PositionMode;
}
