using System.Diagnostics;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser;

public sealed partial class SqlWriter
{
    private void AddStatement(Statement statement)
    {
        switch (statement)
        {
            case Statement.Select s:
                AddQuery(s.Query);
                break;
            case Statement.CreateTable s:
                CreateTable(s);
                break;
            case Statement.CreateView s:
                Add("CREATE ").If(s.OrReplace, "OR REPLACE ").If(s.IsTemporary, "TEMPORARY ").Add("VIEW ").If(s.IfNotExists, "IF NOT EXISTS ");
                Name(s.Name);
                Clause(" (", s.Columns, Name, ")");
                Comment(s.Comment);
                Add(" AS ");
                AddQuery(s.Query);
                break;
            case Statement.Drop s:
                Add("DROP ").If(s.IsTemporary, "TEMPORARY ").Add(Word(s.Kind)).Add(" ").If(s.IfExists, "IF EXISTS ");
                Name(s.Name);
                break;
            case Statement.AlterTable s:
                Add("ALTER TABLE ").If(s.IfExists, "IF EXISTS ");
                Name(s.Name);
                Alteration(s.Action);
                break;
            case Statement.Insert s:
                Insert(s);
                break;
            case Statement.StatementSet s:
                Add("EXECUTE STATEMENT SET BEGIN ");
                Members(s);
                break;
            case Statement.BeginStatementSet:
                Add("BEGIN STATEMENT SET");
                break;
            case Statement.EndStatementSet:
                Add("END");
                break;
            case Statement.Explain s:
                Add("EXPLAIN ").Clause("", s.Details, detail => Add(Word(detail)), " ");
                Explained(s.Explained);
                break;
            case Statement.Describe s:
                Add("DESCRIBE ").If(s.IsExtended, "EXTENDED ");
                Name(s.Table);
                break;
            case Statement.Show s:
                Show(s);
                break;
            case Statement.ShowCreate s:
                Add("SHOW CREATE ").Add(Word(s.Kind)).Add(" ");
                Name(s.Name);
                break;
            case Statement.Use s:
                Add("USE ");
                Name(s.Database);
                break;
            case Statement.UseCatalog s:
                Add("USE CATALOG ");
                Name(s.Catalog);
                break;
            case Statement.Set { Key: { } key, Value: { } value }:
                Add("SET ");
                Option(key, value);
                break;
            case Statement.Set:
                Add("SET");
                break;
            case Statement.Reset s:
                Add("RESET").If(s.Key is not null, " ");
                if (s.Key is not null)
                    String(s.Key.Value);
                break;
            case Statement.Unsupported s:
                Add(s.Text);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void CreateTable(Statement.CreateTable table)
    {
        Add(table.Mode switch
        {
            CreateMode.Replace => "REPLACE ",
            CreateMode.CreateOrReplace => "CREATE OR REPLACE ",
            _ => "CREATE ",
        }).If(table.IsTemporary, "TEMPORARY ").Add("TABLE ").If(table.IfNotExists, "IF NOT EXISTS ");
        Name(table.Name);
        NodeList<Action> elements =
        [
            .. table.ColumnOrder.Select(name => (Action)(() => Name(name))),
            .. table.Columns.Select(column => (Action)(() => Column(column))),
            .. table.Watermarks.Select(watermark => (Action)(() => Watermark(watermark))),
            .. table.Constraints.Select(constraint => (Action)(() => Constraint(constraint))),
        ];
        Clause(" (", elements, write => write(), ")");
        Comment(table.Comment);
        Distributed(table.Distribution);
        Clause(" PARTITIONED BY (", table.PartitionedBy, Name, ")");
        if (table.Connection is { } connection)
        {
            Add(" USING CONNECTION ");
            Name(connection);
        }

        Clause(" WITH (", table.Options, option => Option(option.Key, option.Value), ")");
        if (table.Like is { } like)
        {
            Add(" LIKE ");
            Name(like.Table);
            Add(like.Options.Count == 0 ? "" : " (").List(like.Options, o => Add(Word(o.Mode)).Add(" ").Add(Word(o.Feature)), " ").If(like.Options.Count > 0, ")");
        }

        if (table.As is { } query)
        {
            Add(" AS ");
            AddQuery(query);
        }
    }

    private void Column(ColumnDefinition column)
    {
        Name(column.Name);
        Add(" ");
        switch (column)
        {
            case ColumnDefinition.Physical c:
                Type(c.Type);
                break;
            case ColumnDefinition.Computed c:
                Add("AS ");
                AddExpression(c.Value);
                break;
            case ColumnDefinition.Metadata c:
                Type(c.Type);
                Add(" METADATA").If(c.Key is not null, " FROM ");
                if (c.Key is not null)
                    String(c.Key.Value);
                If(c.IsVirtual, " VIRTUAL");
                break;
            default:
                throw new UnreachableException();
        }

        Comment(column.Comment);
    }

    private void Watermark(WatermarkDefinition watermark)
    {
        Add("WATERMARK FOR ");
        Name(watermark.Column);
        Add(" AS ");
        AddExpression(watermark.Strategy);
    }

    private void Constraint(TableConstraint constraint)
    {
        if (constraint.Name is { } name)
        {
            Add("CONSTRAINT ");
            Name(name);
            Add(" ");
        }

        Add(constraint.IsPrimaryKey ? "PRIMARY KEY (" : "UNIQUE (").List(constraint.Columns, Name).Add(")").If(!constraint.IsEnforced, " NOT ENFORCED");
    }

    private void Comment(string? comment)
    {
        if (comment is null)
            return;
        Add(" COMMENT ");
        String(comment);
    }

    private void Distributed(Distribution? distribution)
    {
        if (distribution is null)
            return;
        Add(" DISTRIBUTED").If(distribution.Columns.Count > 0, " BY ").If(distribution.Method is not null, distribution.Method ?? "");
        Clause("(", distribution.Columns, Name, ")");
        if (distribution.Buckets is not { } buckets)
            return;
        Add(" INTO ");
        Number(buckets);
        Add(" BUCKETS");
    }

    private void Option(Expression.StringLiteral key, Expression.StringLiteral value)
    {
        String(key.Value);
        Add(" = ");
        String(value.Value);
    }

    private void Alteration(AlterTableAction action)
    {
        switch (action)
        {
            case AlterTableAction.SetOptions a:
                Add(" SET (").List(a.Options, option => Option(option.Key, option.Value)).Add(")");
                break;
            case AlterTableAction.ResetOptions a:
                Add(" RESET (").List(a.Keys, key => String(key.Value)).Add(")");
                break;
            case AlterTableAction.RenameTo a:
                Add(" RENAME TO ");
                Name(a.NewName);
                break;
            case AlterTableAction.RenameColumn a:
                Add(" RENAME ");
                Name(a.Column);
                Add(" TO ");
                Name(a.NewName);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Insert(Statement.Insert insert)
    {
        Add(insert.IsOverwrite ? "INSERT OVERWRITE " : "INSERT INTO ");
        Name(insert.Table);
        Hints(" ", insert.Hints, "");
        Clause(" PARTITION (", insert.Partition, value =>
        {
            Name(value.Column);
            Optional(" = ", value.Value);
        }, ")");
        Clause(" (", insert.Columns, Name, ")").Add(" ");
        AddQuery(insert.Query);
        If(insert.OnConflict != ConflictAction.None, $" ON CONFLICT DO {Word(insert.OnConflict)}");
    }

    private void Members(Statement.StatementSet set) => List(set.Statements, member =>
    {
        AddStatement(member);
        Add("; ");
    }, "").Add("END");

    private void Explained(Statement statement)
    {
        if (statement is Statement.StatementSet set)
        {
            Add("STATEMENT SET BEGIN ");
            Members(set);
            return;
        }

        AddStatement(statement);
    }

    private void Show(Statement.Show show)
    {
        Add("SHOW ").Add(Word(show.Kind));
        if (show.Database is { } database)
        {
            Add(" FROM ");
            Name(database);
        }

        if (show.Filter is not { } filter)
            return;
        Add(filter.IsNegated ? " NOT" : "").Add(filter.IgnoreCase ? " ILIKE " : " LIKE ");
        String(filter.Pattern);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value switch
    {
        ExplainDetail.EstimatedCost => "ESTIMATED_COST",
        ExplainDetail.ChangelogMode => "CHANGELOG_MODE",
        ExplainDetail.JsonExecutionPlan => "JSON_EXECUTION_PLAN",
        ExplainDetail.PlanAdvice => "PLAN_ADVICE",
        _ => value.ToString().ToUpperInvariant(),
    };
}
