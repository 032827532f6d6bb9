namespace StreamSql.Parser.Ast;

/// <summary><c>MATCH_RECOGNIZE (…)</c>; the parts it does not have are empty or <see langword="null"/>.</summary>
public sealed record MatchRecognize(MatchPattern Pattern, NodeList<MatchDefinition> Definitions) : SqlNode
{
    public NodeList<Expression> PartitionBy { get; init; } = [];

    public NodeList<OrderItem> OrderBy { get; init; } = [];

    public NodeList<MatchMeasure> Measures { get; init; } = [];

    /// <summary>ALL ROWS PER MATCH; otherwise one.</summary>
    public bool AllRows { get; init; }

    public AfterMatch? AfterMatch { get; init; }

    /// <summary><c>^</c> before the pattern.</summary>
    public bool StartsPartition { get; init; }

    /// <summary><c>$</c> after the pattern.</summary>
    public bool EndsPartition { get; init; }

    /// <summary>The interval after WITHIN, or <see langword="null"/>.</summary>
    public Expression? Within { get; init; }

    public NodeList<MatchSubset> Subsets { get; init; } = [];
}

/// <summary><c>value AS name</c> of MEASURES.</summary>
public sealed record MatchMeasure(Expression Value, Identifier Name) : SqlNode;

/// <summary><c>A AS condition</c> of DEFINE.</summary>
public sealed record MatchDefinition(Identifier Variable, Expression Condition) : SqlNode;

/// <summary><c>S = (A, B)</c> of SUBSET.</summary>
public sealed record MatchSubset(Identifier Name, NodeList<Identifier> Variables) : SqlNode;

/// <summary>Where the search goes on when a match has been found.</summary>
public abstract record AfterMatch : SqlNode
{
    private AfterMatch() { }

    public sealed record SkipPastLastRow : AfterMatch;

    public sealed record SkipToNextRow : AfterMatch;

    public sealed record SkipToFirst(Identifier Variable) : AfterMatch;

    public sealed record SkipToLast(Identifier Variable) : AfterMatch;
}

/// <summary>A regular expression over pattern variables.</summary>
public abstract record MatchPattern : SqlNode
{
    private MatchPattern() { }

    public sealed record Variable(Identifier Name) : MatchPattern;

    public sealed record Sequence(NodeList<MatchPattern> Parts) : MatchPattern;

    public sealed record Alternatives(NodeList<MatchPattern> Parts) : MatchPattern;

    /// <param name="Max"><see langword="null"/> for no bound.</param>
    /// <param name="IsReluctant">Followed by <c>?</c>: as few as possible.</param>
    public sealed record Repeated(MatchPattern Part, int Min, int? Max, bool IsReluctant) : MatchPattern;

    public sealed record Permute(NodeList<MatchPattern> Parts) : MatchPattern;

    /// <summary><c>{- part -}</c>: matched but left out of the result.</summary>
    public sealed record Excluded(MatchPattern Part) : MatchPattern;
}
