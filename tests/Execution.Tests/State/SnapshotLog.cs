using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Tests.State;

/// <summary>Keeps the snapshots of one table as a checkpoint does: a full one makes all before it superfluous.</summary>
internal sealed class SnapshotLog
{
    private readonly List<(Schema Schema, IReadOnlyList<Change> Rows)> _batches = [];

    public int RowCount => _batches.Sum(b => b.Rows.Count);

    public ISnapshotConsumer Next(bool full)
    {
        if (full)
            _batches.Clear();
        return new Consumer(this);
    }

    public void RestoreInto(IStateTable table, Func<int, bool> owns)
    {
        foreach (var (schema, rows) in _batches)
            table.Restore(Changes.Batch(schema, rows), owns);
        table.CompleteRestore();
    }

    private sealed class Consumer(SnapshotLog log) : ISnapshotConsumer
    {
        public void OnRows(ChangeBatch rows) => log._batches.Add((rows.Schema, Changes.Rows(rows)));
    }
}
