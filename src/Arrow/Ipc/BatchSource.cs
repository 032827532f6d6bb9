namespace Apache.Arrow.Ipc;

/// <summary>What both formats can do: tell their schema, and hand out one record batch after the other.</summary>
internal abstract class BatchSource : IDisposable
{
    public abstract ValueTask<Schema> ReadSchemaAsync(ReadMode mode);

    /// <summary>The next batch, or <see langword="null"/> at the end.</summary>
    public abstract ValueTask<RecordBatch?> ReadNextAsync(ReadMode mode);

    public abstract void Dispose();
}
