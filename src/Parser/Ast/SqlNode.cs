using StreamSql.Core.Text;

namespace StreamSql.Parser.Ast;

/// <summary>What every part of a statement is: immutable, with the place it was read from.</summary>
/// <remarks>Two nodes are equal if they mean the same; where they stand in the text does not count.</remarks>
public abstract record SqlNode
{
    /// <summary>The text it was read from; <see cref="TextSpan.None"/> if it was not read.</summary>
    public TextSpan Span { get; init; } = TextSpan.None;

    public virtual bool Equals(SqlNode? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
