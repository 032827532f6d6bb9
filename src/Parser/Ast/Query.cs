namespace StreamSql.Parser.Ast;

/// <summary>Something that gives rows. Parentheses leave no trace.</summary>
public abstract record Query : SqlNode
{
    private Query() { }

    /// <summary>A query block; the parts it does not have are empty or <see langword="null"/>.</summary>
    public sealed record Select(NodeList<SelectItem> Items) : Query
    {
        public bool Distinct { get; init; }

        public NodeList<Hint> Hints { get; init; } = [];

        /// <summary><see langword="null"/> for <c>SELECT 1</c>. Tables with commas between are cross joins.</summary>
        public TableReference? From { get; init; }

        public Expression? Where { get; init; }

        public GroupBy? GroupBy { get; init; }

        public Expression? Having { get; init; }

        public NodeList<NamedWindow> Windows { get; init; } = [];

        public Expression? Qualify { get; init; }
    }

    /// <param name="Rows">At least one.</param>
    public sealed record Values(NodeList<ValuesRow> Rows) : Query;

    /// <summary><c>TABLE t</c></summary>
    public sealed record Table(QualifiedName Name) : Query;

    public sealed record SetOperation(SetOperator Operator, bool IsAll, Query Left, Query Right) : Query;

    public sealed record With(NodeList<CommonTable> Tables, bool IsRecursive, Query Body) : Query;

    /// <summary>ORDER BY, LIMIT (or FETCH FIRST) and OFFSET, at least one of them.</summary>
    /// <param name="Limit">Rows to return, <see langword="null"/> for all.</param>
    /// <param name="Offset">Rows to leave out at the start, <see langword="null"/> if not written.</param>
    public sealed record Ordered(Query Input, NodeList<OrderItem> OrderBy, Expression.NumberLiteral? Limit, Expression.NumberLiteral? Offset) : Query;
}

/// <summary><c>name (columns) AS (query)</c> of a WITH clause.</summary>
public sealed record CommonTable(Identifier Name, NodeList<Identifier> Columns, Query Query) : SqlNode;

/// <summary>The expressions between two parentheses of VALUES.</summary>
/// <param name="Values">A row of one column may be written without parentheses.</param>
public sealed record ValuesRow(NodeList<Expression> Values) : SqlNode;

/// <summary>What combines two queries of the same width.</summary>
public enum SetOperator { Union, Except, Intersect }

/// <summary>What stands between two commas of a select list.</summary>
public abstract record SelectItem : SqlNode
{
    private SelectItem() { }

    public sealed record Star : SelectItem;

    /// <summary><c>t.*</c>, or <c>t.row.*</c> for the fields of a row.</summary>
    public sealed record QualifiedStar(NodeList<Identifier> Path) : SelectItem;

    /// <param name="Alias"><see langword="null"/> if there is none.</param>
    public sealed record Column(Expression Value, Identifier? Alias) : SelectItem;
}

/// <summary>The clause GROUP BY; an empty list for <c>GROUP BY ()</c>.</summary>
/// <param name="IsDistinct"><c>GROUP BY DISTINCT</c>: equal grouping sets count once.</param>
public sealed record GroupBy(NodeList<GroupingElement> Elements, bool IsDistinct) : SqlNode;

/// <summary>What stands between two commas of GROUP BY.</summary>
public abstract record GroupingElement : SqlNode
{
    private GroupingElement() { }

    /// <summary><c>a</c>, <c>(a, b)</c> or <c>()</c></summary>
    public sealed record Set(NodeList<Expression> Expressions) : GroupingElement;

    public sealed record Rollup(NodeList<GroupingElement> Elements) : GroupingElement;

    public sealed record Cube(NodeList<GroupingElement> Elements) : GroupingElement;

    public sealed record GroupingSets(NodeList<GroupingElement> Elements) : GroupingElement;
}

/// <summary><c>/*+ NAME(arguments) */</c></summary>
/// <param name="Name">As written; hints match case-insensitively.</param>
public sealed record Hint(Identifier Name, NodeList<HintArgument> Arguments) : SqlNode;

/// <summary>An argument of an optimizer hint; names and numbers stand for their text.</summary>
/// <param name="Key"><see langword="null"/> for an argument that is a value only.</param>
public sealed record HintArgument(Expression.StringLiteral? Key, Expression.StringLiteral Value) : SqlNode;
