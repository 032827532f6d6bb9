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
        if (!sink.Materialize && KeysDiffer(sink))
            yield return StreamingErrors.KeysDiffer(sink, UpsertKeys.Best(sink.Input));
    }

    /// <summary>Whether the table takes changes and has a key to tell whose they are.</summary>
    public static bool GoesByKey(LogicalPlan.Sink sink) =>
        sink.Table.Sink != ChangelogSupport.InsertOnly && sink.Table.Connector.PrimaryKey.Count > 0;

    /// <summary>Whether the table goes by a key of which the input can have several rows.</summary>
    /// <remarks>Rows that are never taken back replace each other in the table, as long as they come in their order.</remarks>
    public static bool KeysDiffer(LogicalPlan.Sink sink) =>
        GoesByKey(sink) && !ChangelogMode.Of(sink.Input).IsInsertOnly && !UpsertKeys.Of(sink.Input).Any(k => k.All(sink.Table.Connector.PrimaryKey.Contains));

    /// <summary>The lowest node that makes changes other than inserts of inputs that have none.</summary>
    private static LogicalPlan Culprit(LogicalPlan plan)
    {
        while (plan.Inputs.FirstOrDefault(i => !ChangelogMode.Of(i).IsInsertOnly) is { } input)
            plan = input;
        return plan;
    }
}
