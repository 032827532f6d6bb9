namespace StreamSql.Execution.Checkpoints;

/// <summary>Which files make up the state: per table a full one and the changes since.</summary>
/// <remarks>Immutable, so that a checkpoint in the making and the one before it can both be held.</remarks>
internal sealed class LiveStateFiles(IReadOnlyList<StateFileRecord> files)
{
    // Every manifest lists them all and every recovery opens them all.
    private const int MostFiles = 64;

    public static LiveStateFiles None { get; } = new([]);

    public IReadOnlyList<StateFileRecord> All => files;

    public IEnumerable<StateFileRecord> Of(ShardedTable table) =>
        files.Where(f => f.Operator == table.Operator && f.Table == table.Table);

    /// <summary>Whether writing the whole table is due: most of it is written anyway, its files hold twice as many rows as are alive, or they
    /// have become many.</summary>
    public bool WantsFull(ShardedTable table)
    {
        if (table.Parts.All(p => p.HasMostlyChanged))
            return true;
        var (count, rows) = (0, 0L);
        foreach (var file in Of(table))
        {
            count++;
            rows += file.Rows;
        }

        return count >= MostFiles || (rows > 2 * table.RowCount && rows > 0);
    }

    /// <summary>After a checkpoint: the new files follow the old, which those of a table written in full replace.</summary>
    public LiveStateFiles With(IReadOnlyList<StateFileRecord> written, IReadOnlySet<(string Operator, string Table)> full) =>
        new([.. files.Where(f => !full.Contains((f.Operator, f.Table))), .. written]);
}
