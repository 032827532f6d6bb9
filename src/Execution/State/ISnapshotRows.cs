using StreamSql.Core.Data;

namespace StreamSql.Execution.State;

/// <summary>The rows of a snapshot, as they were when it was taken.</summary>
/// <remarks>They may be read on another thread than the table's, up to the table's next snapshot.</remarks>
public interface ISnapshotRows
{
    int Count { get; }

    /// <summary>Some of the rows in the table's schema: a live one with weight +1, a deleted one with weight -1 and only its key set.</summary>
    /// <param name="start">The first.</param>
    /// <param name="arena">Where the columns are put: they are valid until it is released.</param>
    ChangeBatch Read(int start, int count, BatchArena arena);
}
