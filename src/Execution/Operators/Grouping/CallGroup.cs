using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>One aggregate call of a GROUP BY, or several that are kept together: what it keeps in the group's row and beside it.</summary>
internal abstract class CallGroup : IDisposable
{
    /// <summary>Which of the query's calls it answers.</summary>
    public abstract IReadOnlyList<int> Calls { get; }

    /// <summary>What it keeps in the group's row.</summary>
    public abstract IReadOnlyList<StateField> Fields { get; }

    /// <summary>How many numbers of rows of its own tables it keeps in the group's row.</summary>
    public virtual int Links => 0;

    /// <summary>What it keeps beside the groups.</summary>
    public virtual StateTable? Table => null;

    /// <summary>Says where in the group's row its fields and links are.</summary>
    public abstract void Bind(Groups groups, ReadOnlySpan<FieldPlace> fields, ReadOnlySpan<int> links);

    /// <summary>Makes anew what a checkpoint has not brought back; called before groups are looked at, mostly for nothing.</summary>
    public virtual void Prepare(BatchArena arena)
    {
    }

    /// <summary>Adds the rows of a batch.</summary>
    /// <param name="rows">The group's row for each.</param>
    public abstract void Add(GroupInput input, ReadOnlySpan<int> rows, BatchArena arena);

    /// <summary>Adds what another of the same kind keeps in the rows of a pane's groups.</summary>
    public virtual void Merge(CallGroup source, ref readonly PaneMerge merge, BatchArena arena)
    {
    }

    /// <summary>Adds what another of the same kind keeps beside the groups of a pane.</summary>
    /// <param name="pane">The source's.</param>
    /// <param name="into">The pane that it is added to, or <see langword="null"/> where there are no panes.</param>
    public virtual void MergeValues(CallGroup source, long pane, long? into, BatchArena arena)
    {
    }

    /// <summary>Brings the fields of changed groups up to date, before results are read.</summary>
    public virtual void Settle(ReadOnlySpan<int> rows)
    {
    }

    /// <summary>Writes the values of a call.</summary>
    /// <param name="call">One of <see cref="Calls"/>.</param>
    /// <param name="store">The groups' rows, or copies of them.</param>
    /// <param name="result">It is reset here.</param>
    public abstract void Result(int call, RowStore store, ReadOnlySpan<int> rows, Vector result, BatchArena arena);

    /// <summary>Lets go of what it keeps for groups that are about to be deleted.</summary>
    public virtual void End(ReadOnlySpan<int> rows)
    {
    }

    /// <summary>Lets go of what has become superfluous in the micro-batch.</summary>
    public virtual void EndMicroBatch(BatchArena arena)
    {
    }

    public virtual void Dispose() => Table?.Dispose();
}

/// <summary>Adding groups of a pane to others.</summary>
/// <param name="from">Where the pane is.</param>
/// <param name="sources">Rows of the pane.</param>
/// <param name="targets">The row that each is added to.</param>
internal readonly ref struct PaneMerge(RowStore from, ReadOnlySpan<int> sources, ReadOnlySpan<int> targets)
{
    public readonly RowStore From = from;
    public readonly ReadOnlySpan<int> Sources = sources;
    public readonly ReadOnlySpan<int> Targets = targets;
}
