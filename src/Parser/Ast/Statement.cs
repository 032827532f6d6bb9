namespace StreamSql.Parser.Ast;

/// <summary>One statement of a script.</summary>
public abstract record Statement : SqlNode
{
    private Statement() { }

    /// <summary>SELECT, VALUES and so on at the top.</summary>
    public sealed record Select(Query Query) : Statement;

    /// <summary><c>CREATE TABLE … (…) WITH (…)</c>, also with LIKE or AS.</summary>
    public sealed record CreateTable(QualifiedName Name) : Statement
    {
        /// <summary>What <c>CREATE TABLE</c>, <c>CREATE OR REPLACE TABLE</c> and <c>REPLACE TABLE</c> differ in.</summary>
        public CreateMode Mode { get; init; }

        public bool IsTemporary { get; init; }

        public bool IfNotExists { get; init; }

        public NodeList<ColumnDefinition> Columns { get; init; } = [];

        /// <summary>Names only, for <c>CREATE TABLE t (b, a) AS SELECT …</c>: the order of the query's columns.</summary>
        public NodeList<Identifier> ColumnOrder { get; init; } = [];

        /// <summary>Those written at a column are here, too.</summary>
        public NodeList<TableConstraint> Constraints { get; init; } = [];

        public NodeList<WatermarkDefinition> Watermarks { get; init; } = [];

        /// <summary><see langword="null"/> if there is none.</summary>
        public string? Comment { get; init; }

        public Distribution? Distribution { get; init; }

        public NodeList<Identifier> PartitionedBy { get; init; } = [];

        /// <summary>The connection of USING CONNECTION, or <see langword="null"/>.</summary>
        public QualifiedName? Connection { get; init; }

        public NodeList<TableOption> Options { get; init; } = [];

        /// <summary>The table it derives from, or <see langword="null"/>.</summary>
        public LikeClause? Like { get; init; }

        /// <summary>The query that fills it, or <see langword="null"/>.</summary>
        public Query? As { get; init; }
    }

    /// <param name="Columns">Empty if the query's names stay.</param>
    public sealed record CreateView(QualifiedName Name, NodeList<Identifier> Columns, Query Query) : Statement
    {
        public bool OrReplace { get; init; }

        public bool IsTemporary { get; init; }

        public bool IfNotExists { get; init; }

        /// <summary><see langword="null"/> if there is none.</summary>
        public string? Comment { get; init; }
    }

    public sealed record Drop(DropKind Kind, QualifiedName Name, bool IsTemporary, bool IfExists) : Statement;

    /// <summary>ALTER TABLE with an action that this engine has; the others are <see cref="Unsupported"/>.</summary>
    public sealed record AlterTable(QualifiedName Name, AlterTableAction Action, bool IfExists) : Statement;

    /// <param name="Partition">Values of <c>PARTITION (…)</c>, or empty.</param>
    /// <param name="Columns">Target columns in the order of the query's, or empty for all.</param>
    public sealed record Insert(
        QualifiedName Table, NodeList<PartitionValue> Partition, NodeList<Identifier> Columns, Query Query, bool IsOverwrite) : Statement
    {
        /// <summary>Dynamic options of the target.</summary>
        public NodeList<Hint> Hints { get; init; } = [];

        public ConflictAction OnConflict { get; init; }
    }

    /// <summary><c>EXECUTE STATEMENT SET BEGIN … END</c> or <c>BEGIN STATEMENT SET; … END;</c>: one job with several sinks.</summary>
    /// <param name="Statements">Every one an <see cref="Insert"/>.</param>
    public sealed record StatementSet(NodeList<Statement> Statements) : Statement;

    /// <summary>A <c>BEGIN STATEMENT SET</c> whose END was not in the same text.</summary>
    public sealed record BeginStatementSet : Statement;

    /// <summary>An <c>END</c> whose BEGIN was not in the same text.</summary>
    public sealed record EndStatementSet : Statement;

    /// <param name="Details">Empty for <c>EXPLAIN</c> and <c>EXPLAIN PLAN FOR</c>.</param>
    public sealed record Explain(Statement Explained, NodeList<ExplainDetail> Details) : Statement;

    public sealed record Describe(QualifiedName Table, bool IsExtended) : Statement;

    /// <param name="Database">Of FROM or IN, or <see langword="null"/> for the current one.</param>
    /// <param name="Filter"><see langword="null"/> for all.</param>
    public sealed record Show(ShowKind Kind, QualifiedName? Database, ShowFilter? Filter) : Statement;

    public sealed record ShowCreate(DropKind Kind, QualifiedName Name) : Statement;

    /// <summary><c>USE [catalog.]database</c></summary>
    public sealed record Use(QualifiedName Database) : Statement;

    /// <summary><c>USE CATALOG catalog</c></summary>
    public sealed record UseCatalog(Identifier Catalog) : Statement;

    /// <param name="Key"><see langword="null"/> to list all settings.</param>
    /// <param name="Value"><see langword="null"/> if there is no key.</param>
    public sealed record Set(Expression.StringLiteral? Key, Expression.StringLiteral? Value) : Statement;

    /// <param name="Key"><see langword="null"/> to reset all settings.</param>
    public sealed record Reset(Expression.StringLiteral? Key) : Statement;

    /// <summary>A correct statement of the dialect that this engine does not run.</summary>
    /// <param name="Kind">What to call it: <c>CREATE CATALOG</c>.</param>
    /// <param name="Text">The statement as written.</param>
    public sealed record Unsupported(string Kind, string Text) : Statement;
}

/// <summary>What happens to a table of that name.</summary>
public enum CreateMode { Create, CreateOrReplace, Replace }

/// <summary>What the statement says that the object is.</summary>
public enum DropKind { Table, View }

/// <summary>Which objects are listed.</summary>
public enum ShowKind { Tables, Views }

/// <summary>What EXPLAIN is asked for beside the plan.</summary>
public enum ExplainDetail { EstimatedCost, ChangelogMode, JsonExecutionPlan, PlanAdvice }

/// <summary><c>ON CONFLICT DO …</c>: what becomes of rows with the same primary key.</summary>
public enum ConflictAction { None, Error, Nothing, Deduplicate }

/// <summary><c>LIKE</c> or <c>ILIKE</c> of SHOW.</summary>
/// <param name="IsNegated"><c>NOT LIKE</c>.</param>
/// <param name="IgnoreCase"><c>ILIKE</c>.</param>
public sealed record ShowFilter(string Pattern, bool IsNegated, bool IgnoreCase) : SqlNode;

/// <summary>What ALTER TABLE changes.</summary>
public abstract record AlterTableAction : SqlNode
{
    private AlterTableAction() { }

    public sealed record SetOptions(NodeList<TableOption> Options) : AlterTableAction;

    public sealed record ResetOptions(NodeList<Expression.StringLiteral> Keys) : AlterTableAction;

    public sealed record RenameTo(QualifiedName NewName) : AlterTableAction;

    /// <param name="Column">A path for a field of a row.</param>
    public sealed record RenameColumn(QualifiedName Column, QualifiedName NewName) : AlterTableAction;
}
