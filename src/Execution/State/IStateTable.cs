using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Execution.State;

/// <summary>State of one operator on one shard, as the checkpoint sees it: rows by key. The runtime owns snapshot and restore.</summary>
public interface IStateTable : IDisposable
{
    /// <summary>Short and stable, unique within the operator.</summary>
    string Name { get; }

    /// <summary>Key columns first, then value columns, of flat types. With the name it is the fingerprint that a restart compares.</summary>
    Schema Schema { get; }

    /// <summary>How many of the columns are the key.</summary>
    int KeyColumns { get; }

    /// <summary>Live rows.</summary>
    long RowCount { get; }

    /// <summary>Native memory held, in bytes.</summary>
    long Bytes { get; }

    /// <summary>Whether a snapshot of the changed rows would be one of nearly all.</summary>
    bool HasMostlyChanged { get; }

    /// <summary>Copies the rows that changed since the last snapshot, or all, and starts a new generation of changes.</summary>
    /// <param name="full">All live rows instead of the changed ones.</param>
    ISnapshotRows Snapshot(bool full);

    /// <summary>Applies rows of a snapshot: weight +1 puts the row at its key, -1 deletes it. Rows of key groups that are not this
    /// shard's are skipped.</summary>
    /// <param name="owns">Whether a key group (0 to 127) belongs to this shard.</param>
    void Restore(ChangeBatch rows, Func<int, bool> owns);

    /// <summary>Called once after the last <see cref="Restore"/>: rebuilds what is derived (chains, heaps).</summary>
    void CompleteRestore();
}
