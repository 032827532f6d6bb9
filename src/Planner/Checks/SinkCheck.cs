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
        if (sink.Materialize)
            yield return StreamingErrors.KeysDiffer(sink, UpsertKeys.Best(sink.Input));
    }

    /// <summary>Whether the rows of one primary key of the table can be several rows of the input.</summary>
    public static bool NeedsMaterialization(LogicalPlan.Sink sink)
    {
        var key = sink.Table.Connector.PrimaryKey;
        return sink.Table.Sink == ChangelogSupport.Upsert
            && key.Count > 0
            && !ChangelogMode.Of(sink.Input).IsInsertOnly
            && !UpsertKeys.Of(sink.Input).Any(k => k.All(key.Contains));
    }

    /// <summary>The lowest node that makes changes other than inserts of inputs that have none.</summary>
    private static LogicalPlan Culprit(LogicalPlan plan)
    {
        while (plan.Inputs.FirstOrDefault(i => !ChangelogMode.Of(i).IsInsertOnly) is { } input)
            plan = input;
        return plan;
    }
}
