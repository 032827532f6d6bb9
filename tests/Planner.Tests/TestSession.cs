using StreamSql.Core.Functions;
using StreamSql.Functions;
using StreamSql.Core.Text;
using StreamSql.Parser;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Optimizer;

namespace StreamSql.Planner.Tests;

/// <summary>Runs the DDL of a script and plans its queries.</summary>
internal sealed class TestSession(IConstantEvaluator? constants = null)
{
    public static IFunctionCatalog Functions => BuiltinFunctions.Instance;

    public CatalogManager Catalog { get; } = new();

    public QueryPlanner Planner { get; } = new(Functions, new TestDirectory(), constants);

    public PlanningOptions Options { get; init; } = new();

    /// <summary>The plan of a query or INSERT, or <see langword="null"/> for a statement that changes the catalog.</summary>
    public PlannedJob? Run(Statement statement, SourceText source)
    {
        switch (statement)
        {
            case Statement.CreateTable create:
                Catalog.Add(Planner.CreateTable(create, Catalog, "/scripts", source), create.Name, create.IfNotExists);
                return null;
            case Statement.CreateView create:
                Catalog.Add(Planner.CreateView(create, Catalog, Options, source), create.Name, create.IfNotExists);
                return null;
            case Statement.Drop drop:
                Catalog.Remove(drop);
                return null;
            case Statement.Use use:
                Catalog.Use(use.Database);
                return null;
            default:
                return Planner.Plan(statement, Catalog, Options);
        }
    }

    /// <summary>The plan of the script's last statement.</summary>
    public PlannedJob Plan(string script)
    {
        var source = new SourceText("test.sql", script);
        PlannedJob? last = null;
        foreach (var statement in SqlParser.ParseScript(source))
            last = Run(statement, source);
        return last ?? throw new InvalidOperationException("the last statement has no plan");
    }
}
