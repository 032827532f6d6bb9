using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using StreamSql.Execution.State;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Checkpoints;

/// <summary>A table's rows copied out of the running engine, to be written while it goes on.</summary>
internal sealed class StateSnapshot(ShardedTable table, bool full) : ISnapshotConsumer, IDisposable
{
    /// <summary>The column that says whether a row was put (+1) or deleted (-1).</summary>
    public const string WeightColumn = "$weight";

    private readonly BatchArena _copies = new();
    private readonly List<ChangeBatch> _batches = [];

    public ShardedTable Table => table;

    public bool Full => full;

    public long Rows { get; private set; }

    public IReadOnlyList<ChangeBatch> Batches => _batches;

    /// <summary>The table's own columns and the weight.</summary>
    public static Schema FileSchema(IStateTable table) =>
        new([.. table.Schema, new Field(WeightColumn, new SqlType.TinyInt { Nullable = false })]);

    public void OnRows(ChangeBatch rows, ReadOnlySpan<byte> keyGroups)
    {
        if (rows.Count == 0)
            return;
        Rows += rows.Count;
        var columns = new IArrowArray[rows.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ColumnClone.Clone(rows.Columns[i], _copies);
        var weights = _copies.Allocate(rows.WeightMemory.Length);
        rows.WeightMemory.Span.CopyTo(weights.Span);
        _batches.Add(new ChangeBatch(rows.Schema, columns, rows.Count, weights));
    }

    public void Dispose() => _copies.Dispose();
}
