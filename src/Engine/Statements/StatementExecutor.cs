using System.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine.Results;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;

namespace StreamSql.Engine.Statements;

/// <summary>Runs one statement of a session.</summary>
/// <param name="baseDirectory">What relative paths are relative to.</param>
/// <param name="place">Where it stands in its script, if it is a job.</param>
internal sealed class StatementExecutor(
    SessionContext context, SourceText source, string baseDirectory, JobPlace place, StatementWarnings warnings)
{
    public StatementResult Execute(Statement statement) => statement switch
    {
        Statement.Select or Statement.Insert or Statement.StatementSet => new JobStarter(context, source, place, warnings).Start(statement),
        Statement.CreateTable create => Create(create),
        Statement.CreateView create => Create(create),
        Statement.Drop drop => Drop(drop),
        Statement.AlterTable alter => Alter(alter),
        Statement.Use use => Use(use),
        Statement.UseCatalog use => Use(use),
        Statement.Set { Key: null } => Settings(),
        Statement.Set set => Set(set, set.Key!.Value, set.Value!.Value),
        Statement.Reset reset => Reset(reset),
        Statement.Explain explain => Text("result", PlanExplainer.Explain(context, explain)),
        Statement.Describe describe => CatalogListings.Describe(context.Catalog, describe),
        Statement.ShowCreate show => Text("result", TableText.Of(context.Catalog.Get(show.Name))),
        Statement.Show show => CatalogListings.Show(context.Catalog, show),
        Statement.Unsupported other => throw StatementErrors.NotSupported(other.Kind, other.Span),
        Statement.BeginStatementSet begin => throw StatementErrors.Unbalanced("BEGIN STATEMENT SET", "END;", begin.Span),
        Statement.EndStatementSet end => throw StatementErrors.Unbalanced("END", "BEGIN STATEMENT SET;", end.Span),
        _ => throw new UnreachableException(statement.GetType().Name),
    };

    /// <summary>Runs a statement that changes the catalog or the settings, and nothing else.</summary>
    /// <returns>Whether it was one.</returns>
    public bool TryPrepare(Statement statement)
    {
        if (statement is not (Statement.CreateTable or Statement.CreateView or Statement.Drop or Statement.AlterTable
            or Statement.Use or Statement.UseCatalog or Statement.Set or Statement.Reset))
        {
            return false;
        }

        Execute(statement);
        return true;
    }

    private StatementResult.Done Create(Statement.CreateTable statement)
    {
        if (statement.As is not null)
            throw StatementErrors.NotSupported("CREATE TABLE AS", statement.Span);
        var table = context.Planner.CreateTable(statement, context.Catalog, baseDirectory, source);
        var added = context.Catalog.Add(table, statement.Name, statement.IfNotExists, statement.Mode != CreateMode.Create);
        return Done(added ? $"table '{table.Path.Name}' created" : $"table '{table.Path.Name}' exists");
    }

    private StatementResult.Done Create(Statement.CreateView statement)
    {
        var view = context.Planner.CreateView(statement, context.Catalog, context.PlanningOptions, source);
        var added = context.Catalog.Add(view, statement.Name, statement.IfNotExists);
        return Done(added ? $"view '{view.Path.Name}' created" : $"view '{view.Path.Name}' exists");
    }

    private StatementResult.Done Drop(Statement.Drop statement)
    {
        var kind = statement.Kind == DropKind.View ? "view" : "table";
        return Done(context.Catalog.Remove(statement) ? $"{kind} '{statement.Name}' dropped" : $"{kind} '{statement.Name}' does not exist");
    }

    private StatementResult.Done Alter(Statement.AlterTable statement)
    {
        if (statement.IfExists && context.Catalog.Find(context.Catalog.Qualify(statement.Name)) is null)
            return Done($"table '{statement.Name}' does not exist");
        context.Planner.AlterTable(statement, context.Catalog, source);
        return Done($"table '{statement.Name}' altered");
    }

    private StatementResult.Done Use(Statement.Use statement)
    {
        context.Catalog.Use(statement.Database);
        return Done($"database '{context.Catalog.CurrentDatabase}' is current");
    }

    private StatementResult.Done Use(Statement.UseCatalog statement)
    {
        context.Catalog.UseCatalog(statement.Catalog);
        return Done($"catalog '{context.Catalog.CurrentCatalog}' is current");
    }

    private StatementResult.Done Set(Statement.Set statement, string key, string value)
    {
        if (context.Settings.Set(key, value) is { } warning)
            warnings.Add(warning, statement, source);
        return Done($"'{key}' is '{value}'");
    }

    private StatementResult.Done Reset(Statement.Reset statement)
    {
        if (statement.Key is { } key)
            context.Settings.Reset(key.Value);
        else
            context.Settings.ResetAll();
        return Done(statement.Key is { } one ? $"'{one.Value}' is back at its default" : "all settings are back at their defaults");
    }

    private StatementResult.Listing Settings() => new(
        ["key", "value"], [.. context.Settings.Changed.Select(s => new[] { s.Key, s.Value })]);

    private static StatementResult.Done Done(string message) => new(message);

    private static StatementResult.Listing Text(string column, string text) => new([column], [[text]]) { IsText = true };
}
