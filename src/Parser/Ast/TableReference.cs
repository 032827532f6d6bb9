namespace StreamSql.Parser.Ast;

/// <summary>What stands in FROM. Clauses that follow a table wrap it, innermost first: snapshot, match, alias, sample.</summary>
public abstract record TableReference : SqlNode
{
    private TableReference() { }

    public sealed record Named(QualifiedName Name) : TableReference
    {
        public NodeList<Hint> Hints { get; init; } = [];
    }

    /// <summary>A query in parentheses.</summary>
    /// <param name="IsLateral">It may refer to the tables before it.</param>
    public sealed record Derived(Query Query, bool IsLateral) : TableReference;

    /// <summary><c>TABLE(f(…))</c>, <c>LATERAL TABLE(f(…))</c> or just <c>f(…)</c>.</summary>
    public sealed record Function(Expression.FunctionCall Call, bool IsLateral) : TableReference;

    public sealed record Unnest(NodeList<Expression> Collections, bool WithOrdinality) : TableReference;

    public sealed record Join(JoinKind Kind, TableReference Left, TableReference Right, JoinCondition Condition) : TableReference;

    /// <summary><c>table FOR SYSTEM_TIME AS OF expression</c></summary>
    public sealed record Snapshot(TableReference Input, Expression AsOf) : TableReference;

    public sealed record Match(TableReference Input, MatchRecognize Clause) : TableReference;

    /// <param name="Columns">Empty if the input's names stay.</param>
    public sealed record Aliased(TableReference Input, Identifier Alias, NodeList<Identifier> Columns) : TableReference;

    /// <summary><c>TABLESAMPLE BERNOULLI(percentage) REPEATABLE(seed)</c></summary>
    /// <param name="Method">BERNOULLI, SYSTEM or SUBSTITUTE.</param>
    /// <param name="Argument">The percentage, or the sample's name for SUBSTITUTE.</param>
    /// <param name="Seed"><see langword="null"/> if not repeatable.</param>
    public sealed record Sample(TableReference Input, string Method, Expression Argument, Expression? Seed) : TableReference;
}

/// <summary>Which rows without a partner stay.</summary>
public enum JoinKind { Inner, Left, Right, Full, Cross }

/// <summary>How the sides of a join are matched.</summary>
public abstract record JoinCondition : SqlNode
{
    private JoinCondition() { }

    /// <summary>A cross join, or one whose condition was not written.</summary>
    public sealed record None : JoinCondition;

    public sealed record On(Expression Condition) : JoinCondition;

    public sealed record Using(NodeList<Identifier> Columns) : JoinCondition;

    public sealed record Natural : JoinCondition;
}
