using StreamSql.Core.Types;

namespace StreamSql.Core.Functions;

/// <summary>An aggregate call that fits.</summary>
/// <param name="Result">Nullable if a group can yield NULL.</param>
/// <param name="Arguments">The types to cast the arguments to first; keywords among the arguments have none.</param>
/// <param name="CreateAccumulator">Makes the accumulator of one call in one plan.</param>
public sealed record ResolvedAggregate(SqlType Result, EquatableList<SqlType> Arguments, Func<Accumulator> CreateAccumulator)
{
    /// <summary>How the value is made of the group's rows, or <see langword="null"/> if an accumulator is all that it needs.</summary>
    public SequenceAggregate? Sequence { get; init; }

    /// <summary>A call that has no accumulator.</summary>
    public static ResolvedAggregate OfRows(SqlType result, EquatableList<SqlType> arguments, SequenceAggregate sequence) =>
        new(result, arguments, () => throw new System.Diagnostics.UnreachableException("an aggregate of rows has no accumulator")) { Sequence = sequence };

    public bool Equals(ResolvedAggregate? other) =>
        other is not null && Result == other.Result && Arguments.Equals(other.Arguments)
        && (Sequence?.Form, Sequence?.KeepsNulls) == (other.Sequence?.Form, other.Sequence?.KeepsNulls);

    public override int GetHashCode() => HashCode.Combine(Result, Arguments);
}

/// <summary>What an aggregate needs to take a row back.</summary>
public enum RetractionNeed
{
    /// <summary>Nothing: its accumulator can subtract.</summary>
    None,

    /// <summary>The group's values in ascending order, of which it yields the first (MIN).</summary>
    Smallest,

    /// <summary>The group's values in ascending order, of which it yields the last (MAX).</summary>
    Largest,
}

/// <summary>An aggregate function as data.</summary>
/// <param name="Name">Upper case.</param>
/// <param name="Signature">As the documentation shows it.</param>
/// <param name="Doc">One sentence.</param>
/// <param name="Resolve">The call for these arguments, or <see langword="null"/> if none fits.</param>
public sealed record AggregateFunction(
    string Name, string Signature, string Doc, Func<IReadOnlyList<ArgumentInfo>, ResolvedAggregate?> Resolve)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What the engine keeps beside the accumulator where the input retracts.</summary>
    public RetractionNeed Retraction { get; init; }

    /// <summary>Whether DISTINCT makes no difference, so that the engine need not keep the values (MIN, MAX).</summary>
    public bool IgnoresDistinct { get; init; }

    /// <summary>Whether a call may say IGNORE NULLS or RESPECT NULLS, which it then has as its last argument, a keyword.</summary>
    public bool TakesNullTreatment { get; init; }
}
