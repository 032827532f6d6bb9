using StreamSql.Engine.Settings;
using StreamSql.Execution.Checkpoints;
using StreamSql.Execution.Expressions;
using StreamSql.Parser.Ast;
using StreamSql.Planner;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Optimizer;

namespace StreamSql.Engine.Statements;

/// <summary>What all statements of a session share.</summary>
internal sealed class SessionContext(StreamSqlEngine engine)
{
    private readonly Dictionary<string, JobDirectories> _directories = new(StringComparer.Ordinal);

    public StreamSqlEngine Engine => engine;

    public CatalogManager Catalog { get; } = new();

    public SessionSettings Settings { get; } = new(engine.Options.LocalTimeZone);

    /// <summary>Plans a query, an INSERT or a statement set.</summary>
    public PlannedJob Plan(Statement statement)
    {
        using var constants = new ConstantEvaluator(Settings.Zone);
        return PlannerWith(constants).Plan(statement, Catalog, PlanningOptions);
    }

    /// <summary>For what is planned without computing constants: the catalog's statements.</summary>
    public QueryPlanner Planner => PlannerWith(null);

    public string? CheckpointDirectory { get; set; }

    /// <summary>The directories of jobs below a checkpoint directory; the same object for the whole session.</summary>
    public JobDirectories DirectoriesBelow(string root)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (!_directories.TryGetValue(root, out var found))
            _directories.Add(root, found = new JobDirectories(root));
        return found;
    }

    public int? StopAfterMicroBatches { get; set; }

    public PlanningOptions PlanningOptions => new(
        Settings.Duration(SettingTable.IdleTimeout), Settings.Boolean(SettingTable.DynamicOptions), Settings.Choice<RuntimeMode>(SettingTable.RuntimeMode))
    {
        DuplicateChanges = Settings.Boolean(SettingTable.DuplicateChanges),
        Sinks = new SinkOptions
        {
            DropNulls = Settings.Text(SettingTable.NotNullEnforcer) == "DROP",
            Lengths = Settings.Choice<SinkLengths>(SettingTable.LengthEnforcer),
            Nesting = Settings.Choice<SinkNesting>(SettingTable.NestedEnforcer),
            Materialize = Settings.Choice<SinkMaterialize>(SettingTable.UpsertMaterialize),
        },
    };

    private QueryPlanner PlannerWith(IConstantEvaluator? constants) => new(engine.Functions, engine.Directory, constants);

    public void Notice(string text) => engine.Options.Notice(text);
}
