namespace StreamSql.Execution.Runtime;

/// <summary>How many rows the next micro-batch asks for: as many as take about as long as the fixed costs of a micro-batch deserve, so
/// that a fast query is not busy with logging offsets and a slow one shows results while it catches up.</summary>
/// <param name="most">The largest there may be.</param>
internal sealed class MicroBatchSize(int most)
{
    private const int Least = 1 << 16;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(400);

    public int Rows { get; private set; } = Math.Min(Least, most);

    /// <summary>Learns from a micro-batch.</summary>
    /// <param name="rows">That it had.</param>
    /// <param name="took">From reading its rows to handing the last change to a sink.</param>
    public void Observe(long rows, TimeSpan took)
    {
        // One that was not full says little of those that are.
        if (took < Short && rows >= Rows / 2)
            Rows = (int)Math.Min(Rows * 2L, most);
        else if (took > Long)
            Rows = Math.Max(Rows / 2, Math.Min(Least, most));
    }
}
