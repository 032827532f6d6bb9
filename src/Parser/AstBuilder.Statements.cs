using System.Diagnostics;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using StreamSql.Parser.Ast;
using StreamSql.Parser.Generated;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    public Statement Build(SingleStatementContext context)
    {
        var statement = context.statement();
        return Statement(statement) with { Span = SpanOf(statement) };
    }

    private Statement Statement(StatementContext context) => context switch
    {
        QueryStatementContext c => new Statement.Select(Query(c.query())),
        InsertStatementContext c => Insert(c.insert()),
        CreationContext c => Create(c.createStatement()),
        ReplaceTableStatementContext c => ReplaceTable(c.replaceTable()),
        AlterationContext c => Alter(c.alterStatement()),
        RemovalContext c => Drop(c.dropStatement()),
        ListingContext c => Show(c.showStatement()),
        DescriptionContext c => Describe(c.describeStatement()),
        UseContext c => Use(c.useStatement()),
        ExplainContext c => Explain(c),
        SetContext c when c.stringLiteral() is [var key, var value] => new Statement.Set(String(key), String(value)),
        SetContext => new Statement.Set(null, null),
        ResetContext c => new Statement.Reset(c.stringLiteral() is { } key ? String(key) : null),
        BeginStatementSetContext => new Statement.BeginStatementSet(),
        EndStatementSetContext => new Statement.EndStatementSet(),
        ExecuteContext c => Execute(c.executed()),
        _ => Unsupported(context),
    };

    private Statement Insert(InsertContext context) => context.insertMode() is UpsertIntoContext
        ? Unsupported("UPSERT", context)
        : new Statement.Insert(
            Name(context.qualifiedName()), Partition(context.partition()), Names(context.columnNames()), Query(context.query()),
            context.insertMode() is InsertOverwriteContext)
        {
            Span = SpanOf(context),
            Hints = Hints(context.hints()),
            OnConflict = context.conflictAction()?.Start.Type switch
            {
                null => ConflictAction.None,
                StreamSqlLexer.ERROR => ConflictAction.Error,
                StreamSqlLexer.NOTHING => ConflictAction.Nothing,
                StreamSqlLexer.DEDUPLICATE => ConflictAction.Deduplicate,
                _ => throw new UnreachableException(),
            },
        };

    private NodeList<PartitionValue> Partition(PartitionContext? context) => context?.partitionValue()
        .Select(p => new PartitionValue(Identifier(p.identifier()), Optional(p.expression())) { Span = SpanOf(p) }).ToNodeList() ?? [];

    private Statement StatementSet(StatementSetContext context)
    {
        var members = context.insert().Select(Insert).ToNodeList();
        return members.Any(m => m is Statement.Unsupported)
            ? Unsupported("UPSERT", context)
            : new Statement.StatementSet(members) { Span = SpanOf(context) };
    }

    private Statement Execute(ExecutedContext context) => context switch
    {
        ExecuteStatementSetContext c => StatementSet(c.statementSet()),
        ExecuteInsertContext c => Insert(c.insert()),
        ExecuteQueryContext c => new Statement.Select(Query(c.query())) { Span = SpanOf(c) },
        ExecutePlanContext c => Unsupported("EXECUTE PLAN", (ParserRuleContext)c.Parent),
        _ => throw new UnreachableException(),
    };

    private Statement.Explain Explain(ExplainContext context)
    {
        Statement explained = context.explained() switch
        {
            ExplainQueryContext c => new Statement.Select(Query(c.query())),
            ExplainInsertContext c => Insert(c.insert()),
            ExplainStatementSetContext c => StatementSet(c.statementSet()),
            ExplainCreationContext c => Create(c.createStatement()),
            ExplainReplaceTableContext c => ReplaceTable(c.replaceTable()),
            _ => throw new UnreachableException(),
        };
        NodeList<ExplainDetail> details = context.explainDetails() is ChosenDetailsContext chosen
            ? chosen.explainDetail().Select(Detail).ToNodeList()
            : [];
        return new Statement.Explain(explained with { Span = SpanOf(context.explained()) }, details);
    }

    private static ExplainDetail Detail(ExplainDetailContext context) => context.Start.Type switch
    {
        StreamSqlLexer.ESTIMATED_COST => ExplainDetail.EstimatedCost,
        StreamSqlLexer.CHANGELOG_MODE => ExplainDetail.ChangelogMode,
        StreamSqlLexer.JSON_EXECUTION_PLAN => ExplainDetail.JsonExecutionPlan,
        StreamSqlLexer.PLAN_ADVICE => ExplainDetail.PlanAdvice,
        _ => throw new UnreachableException(),
    };

    private Statement Alter(AlterStatementContext context)
    {
        if (context is not AlterTableContext table)
            return Unsupported(context);
        AlterTableAction? action = table.tableAlteration() switch
        {
            SetTableOptionsContext c => new AlterTableAction.SetOptions(Options(c.optionList())),
            ResetTableOptionsContext c => new AlterTableAction.ResetOptions(c.optionKeys().stringLiteral().Select(String).ToNodeList()),
            RenameTableContext c => new AlterTableAction.RenameTo(Name(c.qualifiedName())),
            RenameColumnContext c => new AlterTableAction.RenameColumn(Name(c.qualifiedName(0)), Name(c.qualifiedName(1))),
            _ => null,
        };
        return action is null
            ? Unsupported(context)
            : new Statement.AlterTable(
                Name(table.qualifiedName()), action with { Span = SpanOf(table.tableAlteration()) }, table.ifExists() is not null);
    }

    private Statement Drop(DropStatementContext context) => context switch
    {
        DropTableContext c => new Statement.Drop(DropKind.Table, Name(c.qualifiedName()), c.TEMPORARY() is not null, c.ifExists() is not null),
        DropViewContext c => new Statement.Drop(DropKind.View, Name(c.qualifiedName()), c.TEMPORARY() is not null, c.ifExists() is not null),
        _ => Unsupported(context),
    };

    private Statement Show(ShowStatementContext context) => context switch
    {
        ShowTablesContext c => new Statement.Show(ShowKind.Tables, Optional(c.inDatabase()?.qualifiedName()), Filter(c.nameFilter())),
        ShowViewsContext c => new Statement.Show(ShowKind.Views, Optional(c.inDatabase()?.qualifiedName()), Filter(c.nameFilter())),
        ShowCreateTableContext c => new Statement.ShowCreate(DropKind.Table, Name(c.qualifiedName())),
        ShowCreateViewContext c => new Statement.ShowCreate(DropKind.View, Name(c.qualifiedName())),
        _ => Unsupported(context),
    };

    private static QualifiedName? Optional(QualifiedNameContext? context) => context is null ? null : Name(context);

    private static ShowFilter? Filter(NameFilterContext? context) => context is null
        ? null
        : new ShowFilter(String(context.stringLiteral()).Value, context.NOT() is not null, context.ILIKE() is not null) { Span = SpanOf(context) };

    private Statement Describe(DescribeStatementContext context) => context is DescribeTableContext c
        ? new Statement.Describe(Name(c.qualifiedName()), c.EXTENDED() is not null)
        : Unsupported(context);

    private Statement Use(UseStatementContext context) => context switch
    {
        UseDatabaseContext c => new Statement.Use(Name(c.qualifiedName())),
        UseCatalogContext c => new Statement.UseCatalog(Identifier(c.identifier())),
        _ => Unsupported(context),
    };
}
