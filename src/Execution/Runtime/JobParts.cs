namespace StreamSql.Execution.Runtime;

/// <summary>What a running job consists of.</summary>
/// <param name="Sources">In the order of the pipeline's sources.</param>
/// <param name="Sinks">In the order in which they commit.</param>
internal sealed record JobParts(
    ShardGroup Shards, IReadOnlyList<SourceReader> Sources, IReadOnlyList<SinkWriter> Sinks, Retry Retry) : IDisposable
{
    /// <summary>What must be let go last: the lock of the checkpoint directory.</summary>
    public IDisposable? Held { get; set; }

    public void Dispose()
    {
        Shards.Dispose();
        foreach (var source in Sources)
            Blocking.Wait(source.DisposeAsync());
        foreach (var sink in Sinks)
            Blocking.Wait(sink.DisposeAsync());
        Held?.Dispose();
    }
}
