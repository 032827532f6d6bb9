using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Checks;

/// <summary>Whether a table can take the changes that a query makes.</summary>
internal static class SinkCheck
{
    public static IEnumerable<Diagnostic> Errors(LogicalPlan.Sink sink)
    {
        var mode = ChangelogMode.Of(sink.Input);
        if (!mode.IsInsertOnly && sink.Table.Sink == ChangelogSupport.InsertOnly)
            yield return StreamingErrors.AppendOnlySink(sink, mode, Culprit(sink.Input));
    }

    public static IEnumerable<Diagnostic> Warnings(LogicalPlan.Sink sink)
    {
        if (sink.Table.Sink != ChangelogSupport.InsertOnly && KeysDiffer(sink))
            yield return StreamingErrors.KeysDiffer(sink, UpsertKeys.Best(sink.Input));
    }

    /// <summary>Whether the table goes by a key of which the input can have several rows.</summary>
    public static bool NeedsMaterialization(LogicalPlan.Sink sink) => sink.Table.Sink == ChangelogSupport.Upsert && KeysDiffer(sink);

    private static bool KeysDiffer(LogicalPlan.Sink sink)
    {
        var key = sink.Table.Connector.PrimaryKey;
        return key.Count > 0 && !ChangelogMode.Of(sink.Input).IsInsertOnly && !UpsertKeys.Of(sink.Input).Any(k => k.All(key.Contains));
    }

    /// <summary>The lowest node that makes changes other than inserts of inputs that have none.</summary>
    private static LogicalPlan Culprit(LogicalPlan plan)
    {
        while (plan.Inputs.FirstOrDefault(i => !ChangelogMode.Of(i).IsInsertOnly) is { } input)
            plan = input;
        return plan;
    }
}
