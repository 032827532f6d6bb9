using StreamSql.Core.Data;

namespace StreamSql.Core.Functions;

/// <summary>All that an expression may read besides its arguments. Everything in it is logged with the micro-batch, so that a replay
/// gives the same values.</summary>
public sealed class EvaluationContext(BatchArena arena, TimeZoneInfo zone)
{
    /// <summary>Where results live, until the batch has gone through.</summary>
    public BatchArena Arena { get; } = arena;

    /// <summary>The session's <c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The clock reading of the micro-batch.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>The random seed of the micro-batch.</summary>
    public ulong Seed { get; private set; }

    /// <summary>How many rows this micro-batch has drawn random values for; kernels of <see cref="Volatility.PerRow"/> add to it.</summary>
    public long RandomCounter { get; set; }

    public void BeginMicroBatch(Timestamp now, ulong seed) => (Now, Seed, RandomCounter) = (now, seed, 0);
}
