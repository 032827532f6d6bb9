using StreamSql.Core.Functions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;

namespace StreamSql.Planner.Expressions;

/// <summary>A bound expression: every name is a column position, every call a resolved function, every conversion explicit.</summary>
/// <remarks>Equality ignores <see cref="Span"/>: two expressions are equal when they compute the same.</remarks>
public abstract record Expr
{
    private Expr(SqlType type) => Type = type;

    public SqlType Type { get; init; }

    /// <summary>Where it stands in the script, for errors at run time.</summary>
    public Origin Span { get; init; } = new(TextSpan.None);

    /// <summary>A column of the input.</summary>
    /// <param name="Name">For EXPLAIN alone.</param>
    public sealed record Column(int Index, string Name, SqlType ColumnType) : Expr(ColumnType)
    {
        public bool Equals(Column? other) => other is not null && Index == other.Index && Type == other.Type;

        public override int GetHashCode() => Index;
    }

    /// <summary>A constant.</summary>
    /// <param name="Value"><see langword="null"/> for NULL; bool; long for all integers, dates (days), times (ms), timestamps (ticks) and
    /// intervals (months, µs); <see cref="System.Int128"/> for DECIMAL, scaled; double for FLOAT and DOUBLE; string; byte[].</param>
    public sealed record Literal(object? Value, SqlType LiteralType) : Expr(LiteralType)
    {
        public bool Equals(Literal? other) => other is not null && Type == other.Type && (Value, other.Value) switch
        {
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            var (a, b) => Equals(a, b),
        };

        public override int GetHashCode() => Value is byte[] bytes ? bytes.Length : Value?.GetHashCode() ?? 0;
    }

    /// <summary>A function or operator, a cast included (named <c>CAST</c> or <c>TRY_CAST</c>).</summary>
    /// <param name="Name">The function's canonical name.</param>
    /// <param name="Arguments">Already of the types that the function asks for.</param>
    public sealed record Call(string Name, ResolvedFunction Function, EquatableList<Expr> Arguments, Volatility Volatility = Volatility.Immutable)
        : Expr(Function.Result);

    /// <summary>Three-valued AND of two or more; a later term is evaluated only where no earlier one is false.</summary>
    public sealed record And(EquatableList<Expr> Terms) : Expr(BooleanOf(Terms));

    /// <summary>Three-valued OR of two or more; a later term is evaluated only where no earlier one is true.</summary>
    public sealed record Or(EquatableList<Expr> Terms) : Expr(BooleanOf(Terms));

    /// <summary>The first branch whose condition is true, else <paramref name="Otherwise"/>; branches not taken are not evaluated.</summary>
    /// <param name="Branches">At least one; results and <paramref name="Otherwise"/> all of the result's type.</param>
    public sealed record Case(EquatableList<CaseBranch> Branches, Expr Otherwise, SqlType ResultType) : Expr(ResultType);

    /// <summary>The first argument that is not NULL; later ones are evaluated only where earlier ones are NULL.</summary>
    /// <param name="Arguments">All of the result's type.</param>
    public sealed record Coalesce(EquatableList<Expr> Arguments, SqlType ResultType) : Expr(ResultType);

    private static SqlType BooleanOf(EquatableList<Expr> terms) =>
        new SqlType.Boolean { Nullable = terms.Any(t => t.Type.Nullable) };
}

/// <summary>WHEN condition THEN result.</summary>
public sealed record CaseBranch(Expr Condition, Expr Result);

/// <summary>A place that does not take part in equality.</summary>
/// <param name="Source">The text that the span points into; <see langword="null"/> for that of the statement being planned.</param>
public readonly record struct Origin(TextSpan Span, SourceText? Source = null)
{
    public static readonly Origin None = new(TextSpan.None);

    /// <summary>The same place in its text, if it is one and does not have a text yet.</summary>
    public Origin In(SourceText source) => Source is null && !Span.IsNone ? this with { Source = source } : this;

    public bool Equals(Origin other) => true;

    public override int GetHashCode() => 0;
}
