using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Tests.State;

/// <summary>Keeps the snapshots of one table as a checkpoint does: a full one makes all before it superfluous. A snapshot is read as late as
/// may be, when the table has gone on.</summary>
internal sealed class SnapshotLog
{
    private const int BatchRows = 1000;

    private readonly List<(Schema Schema, IReadOnlyList<Change> Rows)> _batches = [];
    private ISnapshotRows? _unread;

    public int RowCount
    {
        get
        {
            Complete();
            return _batches.Sum(b => b.Rows.Count);
        }
    }

    /// <summary>Takes a snapshot of the table.</summary>
    public void Add(IStateTable table, bool full)
    {
        Complete();
        if (full)
            _batches.Clear();
        _unread = table.Snapshot(full);
    }

    /// <summary>Reads the last snapshot; to be called before its table is disposed.</summary>
    public void Complete()
    {
        using var arena = new BatchArena();
        for (var start = 0; start < _unread?.Count; start += BatchRows)
        {
            var batch = _unread.Read(start, Math.Min(BatchRows, _unread.Count - start), arena);
            _batches.Add((batch.Schema, Changes.Rows(batch)));
        }

        _unread = null;
    }

    public void RestoreInto(IStateTable table, Func<int, bool> owns)
    {
        Complete();
        foreach (var (schema, rows) in _batches)
            table.Restore(Changes.Batch(schema, rows), owns);
        table.CompleteRestore();
    }
}
