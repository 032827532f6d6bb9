using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.State;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Checkpoints;

/// <summary>A table's rows copied out of the running engine, to be written while it goes on.</summary>
internal sealed class StateSnapshot(ShardedTable table, bool full) : ISnapshotConsumer
{
    /// <summary>The column that says whether a row was put (+1) or deleted (-1).</summary>
    public const string WeightColumn = "$weight";

    private readonly List<ChangeBatch> _batches = [];

    public ShardedTable Table => table;

    public bool Full => full;

    public long Rows { get; private set; }

    public IReadOnlyList<ChangeBatch> Batches => _batches;

    /// <summary>The table's own columns and the weight.</summary>
    public static Schema FileSchema(IStateTable table) =>
        new([.. table.Schema, new Field(WeightColumn, new SqlType.TinyInt { Nullable = false })]);

    public void OnRows(ChangeBatch rows)
    {
        Rows += rows.Count;
        _batches.Add(rows);
    }
}
