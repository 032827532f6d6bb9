using StreamSql.Core.Types;

namespace StreamSql.Core.Functions;

/// <summary>How often a function's value may change for the same arguments.</summary>
public enum Volatility
{
    /// <summary>Never: calls on constants are evaluated when the plan is made.</summary>
    Immutable,

    /// <summary>From micro-batch to micro-batch: NOW() and its kin, whose clock is logged.</summary>
    PerMicroBatch,

    /// <summary>From row to row: RAND(), UUID(); drawn from the micro-batch's logged seed.</summary>
    PerRow,
}

/// <summary>What is known of an argument when a call is resolved.</summary>
/// <param name="Type">Its type as written, before coercion.</param>
/// <param name="Literal">The value if the argument is a constant that was written down (with a sign before it or not), else
/// <see langword="null"/>, also for NULL: bool; long for all integers; <see cref="System.Int128"/>, scaled, for DECIMAL; double; string for text and for a
/// keyword (<c>BOTH</c>, <c>SECOND</c>); a <see cref="SqlType"/> for a type (RETURNING); byte[] for bytes.</param>
public readonly record struct ArgumentInfo(SqlType Type, object? Literal = null)
{
    /// <summary>The name of the function that the argument is a call of, or <see langword="null"/>: the result of JSON_ARRAY goes into
    /// JSON_OBJECT as JSON, not as a text.</summary>
    public string? Function { get; init; }
}

/// <summary>A call that fits: what its arguments are coerced to, what it yields and how.</summary>
/// <param name="Result">Nullable if the value can be NULL for these arguments.</param>
/// <param name="Arguments">The types to cast the arguments to first; equal to the given type where no cast is due.</param>
/// <param name="CreateKernel">Makes the kernel of one call in one plan; a kernel may keep scratch memory, so it is not shared.</param>
public sealed record ResolvedFunction(SqlType Result, EquatableList<SqlType> Arguments, Func<ScalarKernel> CreateKernel)
{
    public bool Equals(ResolvedFunction? other) =>
        other is not null && Result == other.Result && Arguments.Equals(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Result, Arguments);
}

/// <summary>A scalar function as data: what it is called, how a call of it is typed, and one sentence about it.</summary>
/// <param name="Name">Upper case; operators by their sign, as <c>+</c>, <c>&lt;=</c>, <c>IS NULL</c>.</param>
/// <param name="Signature">As the documentation shows it: <c>SUBSTRING(string, start [, length])</c>.</param>
/// <param name="Doc">One sentence.</param>
/// <param name="Resolve">The call for these arguments, or <see langword="null"/> if none fits; throws only <see cref="Diagnostics.SqlException"/>.</param>
public sealed record ScalarFunction(
    string Name, string Signature, string Doc, Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> Resolve)
{
    /// <summary>The heading it stands under in the documentation: <c>String</c>, <c>Temporal</c>, …</summary>
    public required string Family { get; init; }

    public Volatility Volatility { get; init; }

    /// <summary>Other names for the same function.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
