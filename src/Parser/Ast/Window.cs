namespace StreamSql.Parser.Ast;

/// <summary>The window of an OVER clause, or one named in a WINDOW clause.</summary>
/// <param name="Base">The named window that this one is (<c>OVER w</c>) or extends (<c>OVER (w ORDER BY …)</c>), or <see langword="null"/>.</param>
/// <param name="Frame"><see langword="null"/> if none is written.</param>
public sealed record WindowSpecification(
    Identifier? Base, NodeList<Expression> PartitionBy, NodeList<OrderItem> OrderBy, WindowFrame? Frame) : SqlNode;

/// <summary><c>WINDOW name AS (…)</c></summary>
public sealed record NamedWindow(Identifier Name, WindowSpecification Window) : SqlNode;

/// <summary><c>ROWS</c> or <c>RANGE BETWEEN … AND …</c>.</summary>
/// <param name="End"><see langword="null"/> if not written, which means CURRENT ROW.</param>
public sealed record WindowFrame(FrameUnit Unit, FrameBound Start, FrameBound? End) : SqlNode;

/// <summary>Whether a frame counts rows or compares values.</summary>
public enum FrameUnit { Rows, Range }

/// <summary>Where a frame starts or ends.</summary>
public abstract record FrameBound : SqlNode
{
    private FrameBound() { }

    public sealed record UnboundedPreceding : FrameBound;

    public sealed record Preceding(Expression Offset) : FrameBound;

    public sealed record CurrentRow : FrameBound;

    public sealed record Following(Expression Offset) : FrameBound;

    public sealed record UnboundedFollowing : FrameBound;
}
