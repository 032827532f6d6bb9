using StreamSql.Core.Data;

namespace StreamSql.Core.Functions;

/// <summary>An aggregate whose value is made of the group's rows themselves, in the order in which they came: the engine keeps them, as
/// values of a state table.</summary>
/// <param name="Form">Which of the rows the value depends on.</param>
/// <param name="Create">Makes what computes the values of one call in one plan.</param>
public sealed record SequenceAggregate(SequenceForm Form, Func<SequenceKernel> Create)
{
    /// <summary>Whether rows in which an argument is NULL belong to the sequence.</summary>
    public bool KeepsNulls { get; init; }

    /// <summary>Whether the accumulator is enough as long as no row is taken back.</summary>
    public bool OnlyToRetract { get; init; }
}

/// <summary>Which of a group's rows an aggregate reads.</summary>
public enum SequenceForm
{
    /// <summary>All of them.</summary>
    Rows,

    /// <summary>The first one.</summary>
    First,

    /// <summary>The last one.</summary>
    Last,

    /// <summary>Each value once, with how often it occurs.</summary>
    Counts,
}

/// <summary>Computes the values of a <see cref="SequenceAggregate"/>.</summary>
public abstract class SequenceKernel
{
    /// <summary>Writes the aggregate's value per group.</summary>
    /// <param name="ends">Where each group's rows end in the arguments; they begin where those of the group before end.</param>
    /// <param name="arguments">The rows of all groups behind one another.</param>
    /// <param name="counts">How often each value occurs, for <see cref="SequenceForm.Counts"/>; else empty.</param>
    /// <param name="result">Reset by the caller to as many rows as there are groups.</param>
    public abstract void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena);
}
