using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>Calls that keep beside the groups a table of the values of every group, each with how often it occurs.</summary>
/// <param name="values">Its key is the group's, then the arguments (then the pane).</param>
internal abstract class ValueCalls(StateTable values) : CallGroup
{
    private readonly IntList _emptied = new();
    private Groups? _groups;

    public sealed override StateTable Table => values;

    protected Groups Groups => _groups!;

    public override void Bind(Groups groups, ReadOnlySpan<FieldPlace> fields, ReadOnlySpan<int> links) => _groups = groups;

    public sealed override void MergeValues(CallGroup source, long pane, long? into, BatchArena arena)
    {
        var from = source.Table!;
        var all = ((PaneTable)from).RowsOf(pane);
        for (var start = 0; start < all.Length; start += ChangeBatch.MaxRows)
        {
            var mark = arena.Mark();
            Merge(from, all.Slice(start, Math.Min(ChangeBatch.MaxRows, all.Length - start)), into, arena);
            arena.Release(mark);
        }
    }

    public sealed override void EndMicroBatch(BatchArena arena)
    {
        // A window's values go with their pane.
        if (values is KeyedTable)
        {
            var gone = 0;
            foreach (var value in _emptied.Span)
            {
                if ((values.FlagsOf(value) & RowFlags.Live) != 0 && IsUnused(value))
                    _emptied[gone++] = value;
            }

            values.DeleteAny(_emptied.Items[..gone], arena);
        }

        _emptied.Clear();
    }

    public override void Dispose()
    {
        _emptied.Dispose();
        base.Dispose();
    }

    /// <summary>Adds the counts of rows of another such table.</summary>
    /// <param name="sources">The rows.</param>
    /// <param name="groups">The group's row for each.</param>
    /// <param name="targets">The value's row here for each.</param>
    /// <param name="arguments">The value itself.</param>
    protected abstract void Merge(
        StateTable from, ReadOnlySpan<int> sources, ReadOnlySpan<int> groups, ReadOnlySpan<int> targets, ReadOnlySpan<Vector> arguments, BatchArena arena);

    /// <summary>Whether a value occurs no more.</summary>
    protected abstract bool IsUnused(int value);

    /// <summary>Has a value looked at when the micro-batch ends.</summary>
    protected void NoteEmptied(int value) => _emptied.Add(value);

    private void Merge(StateTable from, ReadOnlySpan<int> sources, long? into, BatchArena arena)
    {
        var keys = new Vector[from.KeyColumns - 1];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = from.Columns[i].Read(sources, arena);
        var panes = Groups.PanesOf(into, sources.Length, arena);
        var groups = arena.Take<int>(sources.Length);
        Groups.FindKeys(keys.AsSpan(0, Groups.Keys.Count), panes, sources.Length, groups, arena);
        var hashes = arena.Take<ulong>(sources.Length);
        RowHash.Compute(keys, hashes, arena);
        var targets = arena.Take<int>(sources.Length);
        values.FindOrAdd(keys, panes, hashes, [], targets, arena);
        Merge(from, sources, groups, targets, keys.AsSpan(Groups.Keys.Count), arena);
    }
}
