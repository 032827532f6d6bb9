using System.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Binding;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Checks;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Optimizer;
using StreamSql.Planner.Optimizer.Rules;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner;

/// <summary>From statements to plans and to objects of the catalog. Throws <see cref="Core.Diagnostics.SqlException"/> for all that is wrong
/// with a statement; its diagnostics have spans but no text, which the caller adds.</summary>
/// <param name="constants">Computes constants; <see langword="null"/> to leave them to the run.</param>
public sealed class QueryPlanner(IFunctionCatalog functions, IConnectorDirectory connectors, IConstantEvaluator? constants = null)
{
    private readonly ExprBuilder _expressions = new(functions);

    /// <summary>Plans a SELECT, an INSERT or a statement set.</summary>
    public PlannedJob Plan(Statement statement, CatalogManager catalog, PlanningOptions options) =>
        PlanningDepth.Run(statement.Span.Length, () => PlanHere(statement, catalog, options));

    private PlannedJob PlanHere(Statement statement, CatalogManager catalog, PlanningOptions options)
    {
        var context = new BindingContext(catalog, connectors, ExpressionsOf(catalog), options);
        var bound = Bind(statement, Queries(context));
        var logical = PlanRewriter.BottomUp(PruneColumns.Hidden(bound), Projection.TrimIfTrivial);
        var optimized = new LogicalOptimizer(_expressions, constants).Optimize(logical);
        var batch = options.Mode == RuntimeMode.Batch || options.Mode == RuntimeMode.Automatic && optimized.All(Boundedness.IsBounded);
        var decided = batch ? BatchResults.Decide(optimized) : SinkKeys.Decide(optimized, options.Sinks.Materialize);
        return new PlannedJob(logical, decided, PlanCheck.Run(decided, batch), batch);
    }

    /// <summary>The table of CREATE TABLE, not yet in the catalog.</summary>
    /// <param name="baseDirectory">What relative paths in the options are relative to: the script's directory.</param>
    /// <param name="source">The text that the statement's spans point into.</param>
    public CatalogTable CreateTable(Statement.CreateTable statement, CatalogManager catalog, string baseDirectory, SourceText source) =>
        PlanningDepth.Run(statement.Span.Length, () => new TableFactory(catalog, ExpressionsOf(catalog)).Create(statement, baseDirectory, source));

    /// <summary>Carries out ALTER TABLE in the catalog.</summary>
    /// <param name="source">The text that the statement's spans point into.</param>
    public void AlterTable(Statement.AlterTable statement, CatalogManager catalog, SourceText source) =>
        new TableAlteration(catalog, new TableFactory(catalog, ExpressionsOf(catalog))).Apply(statement, source);

    /// <summary>The view of CREATE VIEW, its query checked, not yet in the catalog.</summary>
    /// <param name="source">The text that the statement's spans point into.</param>
    public CatalogView CreateView(Statement.CreateView statement, CatalogManager catalog, PlanningOptions options, SourceText? source)
    {
        var context = new BindingContext(catalog, connectors, ExpressionsOf(catalog), options);
        return PlanningDepth.Run(statement.Span.Length, () => ViewFactory.Create(statement, Queries(context), source));
    }

    private ExprBuilder ExpressionsOf(CatalogManager catalog) => new(functions) { CurrentDatabase = catalog.CurrentDatabase };

    private static QueryBinder Queries(BindingContext context) =>
        new(context, new ObjectPath(context.Catalog.CurrentCatalog, context.Catalog.CurrentDatabase, ""));

    private static IReadOnlyList<LogicalPlan> Bind(Statement statement, QueryBinder queries) => statement switch
    {
        Statement.Select select => [new LogicalPlan.Collect(WithoutHidden(queries.Bind(select.Query))) { Span = new Origin(select.Span) }],
        Statement.Insert insert => [new InsertBinder(queries).Bind(insert)],
        Statement.StatementSet set => [.. Failures.All(set.Statements, s => Bind(s, queries)).SelectMany(plans => plans)],
        _ => throw new UnreachableException($"{statement.GetType().Name} has no plan"),
    };

    /// <summary>What the user sees of a relation.</summary>
    private static LogicalPlan WithoutHidden(Relation relation)
    {
        var plan = Projection.OfScope(relation);
        return plan.Schema.Any(f => f.Hidden) ? Projection.Of(plan, Projection.Visible(plan.Schema), keepHidden: false) : plan;
    }
}
