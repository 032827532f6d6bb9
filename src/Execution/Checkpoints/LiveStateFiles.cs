namespace StreamSql.Execution.Checkpoints;

/// <summary>Which files make up the state: per table a full one and the changes since.</summary>
/// <remarks>Immutable, so that a checkpoint in the making and the one before it can both be held.</remarks>
internal sealed class LiveStateFiles(IReadOnlyList<StateFileRecord> files)
{
    public static LiveStateFiles None { get; } = new([]);

    public IReadOnlyList<StateFileRecord> All => files;

    public IEnumerable<StateFileRecord> Of(ShardedTable table) =>
        files.Where(f => f.Operator == table.Operator && f.Table == table.Table);

    /// <summary>Whether writing the whole table is due: its files hold twice as many rows as are alive.</summary>
    public bool WantsFull(ShardedTable table)
    {
        var rows = Of(table).Sum(f => f.Rows);
        return rows > 2 * table.RowCount && rows > 0;
    }

    /// <summary>After a checkpoint: the new files follow the old, which those of a table written in full replace.</summary>
    public LiveStateFiles With(IReadOnlyList<StateFileRecord> written, IReadOnlySet<(string Operator, string Table)> full) =>
        new([.. files.Where(f => !full.Contains((f.Operator, f.Table))), .. written]);
}
