using StreamSql.Core.Diagnostics;
using StreamSql.Engine.Settings;
using StreamSql.Planner;
using StreamSql.Planner.Catalog;

namespace StreamSql.Engine.Statements;

/// <summary>What all statements of a session share.</summary>
internal sealed class SessionContext(StreamSqlEngine engine)
{
    public StreamSqlEngine Engine => engine;

    public CatalogManager Catalog { get; } = new();

    public SessionSettings Settings { get; } = new(engine.Options.LocalTimeZone);

    public QueryPlanner Planner { get; } = new(engine.Functions, engine.Directory);

    public string? CheckpointDirectory { get; set; }

    public int? StopAfterMicroBatches { get; set; }

    public PlanningOptions PlanningOptions => new(
        Settings.Duration(SettingTable.IdleTimeout), Settings.Boolean(SettingTable.DynamicOptions));

    public void Notice(string text) => engine.Options.Notice(text);

    public void Warn(IEnumerable<Diagnostic> warnings)
    {
        foreach (var warning in warnings)
            Notice(warning.Message + (warning.Hint is { } hint ? $" ({hint})" : ""));
    }
}
