using StreamSql.Core.Types;
using StreamSql.Execution.State;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Checkpoints;

/// <summary>A table's rows copied out of the running engine, to be written while it goes on.</summary>
/// <param name="Full">Whether they are all of the table's rows.</param>
/// <param name="Parts">One per shard.</param>
internal sealed record StateSnapshot(ShardedTable Table, bool Full, IReadOnlyList<ISnapshotRows> Parts)
{
    /// <summary>The column that says whether a row was put (+1) or deleted (-1).</summary>
    public const string WeightColumn = "$weight";

    public long Rows => Parts.Sum(p => (long)p.Count);

    public static StateSnapshot Take(ShardedTable table, bool full) => new(table, full, [.. table.Parts.Select(p => p.Snapshot(full))]);

    /// <summary>The table's own columns and the weight.</summary>
    public static Schema FileSchema(IStateTable table) =>
        new([.. table.Schema, new Field(WeightColumn, new SqlType.TinyInt { Nullable = false })]);
}
