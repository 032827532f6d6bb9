using System.Globalization;
using StreamSql.Core.Connectors;
using StreamSql.Core.Text;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;
using StreamSql.Engine.Settings;
using StreamSql.Execution.Checkpoints;
using StreamSql.Execution.Runtime;
using StreamSql.Parser;
using StreamSql.Parser.Ast;
using StreamSql.Planner;
using StreamSql.Planner.Explain;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Engine.Statements;

/// <summary>Turns a query, an INSERT or a statement set into a running job.</summary>
internal sealed class JobStarter(SessionContext context, SourceText source, JobPlace place, StatementWarnings warnings)
{
    public StatementResult Start(Statement statement)
    {
        var planned = context.Plan(statement);
        foreach (var warning in planned.Warnings)
            warnings.Add(warning, statement, source);
        var bounded = planned.Optimized.All(Boundedness.IsBounded);
        var directories = statement is Statement.Select ? null : Directories();
        var query = directories is null ? [] : Canonical(statement, planned);
        var settings = Settings(statement, planned, bounded, directories?.Find(query, place.Left, place.IsAlone, place.Script));
        var skipped = new SkippedRows(context.Notice);
        var services = new ConnectorServices(
            context.Engine.Options.Clock,
            settings.Zone,
            context.Engine.Options.Output,
            context.Engine.Options.Error,
            settings.CheckpointDirectory is not null,
            "",
            skipped.Add);
        var collect = statement is Statement.Select ? new CollectSink() : null;
        var directory = context.Engine.Directory;
        var job = Job.Start(new JobSpec(
            source,
            query,
            planned.Optimized,
            settings,
            (table, columns, run) => directory.OpenSource(table, columns, services with { RunId = run.Value }),
            (table, run) => directory.OpenSink(table, services with { RunId = run.Value }),
            collect,
            context.Engine.Options.Clock,
            context.Notice));
        if (settings.CheckpointDirectory is { } own)
            directories!.Take(own, job.Completion, place.Script);
        var streaming = new StreamingJob(NameOf(statement), job, bounded, skipped);
        if (collect is null)
            return new StatementResult.Started(streaming);
        _ = job.Completion.ContinueWith(
            done => collect.Complete(done.Exception?.InnerException), TaskScheduler.Default);
        return new StatementResult.Query(
            planned.Optimized[0].Schema, streaming, collect, ChangelogMode.Of(planned.Optimized[0]).IsInsertOnly, settings.Zone);
    }

    private static IReadOnlyList<string> Canonical(Statement statement, PlannedJob planned) =>
        [SqlWriter.Write(statement), .. PlanText.Of(planned.Logical).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private JobSettings Settings(Statement statement, PlannedJob planned, bool bounded, string? checkpointDirectory)
    {
        var all = context.Settings;
        if (planned.Batch && !bounded)
            throw StatementErrors.UnboundedInBatch(FirstUnbounded(planned.Optimized));
        var parallelism = all.Integer(SettingTable.TableParallelism);
        return new JobSettings(
            planned.Batch ? int.MaxValue : all.Integer(SettingTable.MaxRows),
            all.Duration(SettingTable.MaxDelay),
            all.Text(SettingTable.EndOfInput) == "hold" ? EndOfInput.Hold : EndOfInput.Close,
            checkpointDirectory,
            all.Duration(SettingTable.CheckpointInterval),
            all.Integer(SettingTable.RetainedCheckpoints),
            parallelism > 0 ? parallelism : all.Integer(SettingTable.Parallelism),
            all.Zone)
        {
            Batch = planned.Batch,
            Restart = statement is Statement.Select ? new RestartStrategy.None() : RestartSettings.Read(all, checkpointDirectory is not null),
            StopAfterMicroBatches = statement is Statement.Select ? null : context.StopAfterMicroBatches,
        };
    }

    private JobDirectories? Directories()
    {
        if ((context.CheckpointDirectory ?? context.Settings.Find(SettingTable.CheckpointDirectory)) is not { } root)
            return null;
        // Flink's setting may be a URI.
        return context.DirectoriesBelow(root.StartsWith("file://", StringComparison.Ordinal) ? root["file://".Length..] : root);
    }

    private string NameOf(Statement statement) => context.Settings.Find(SettingTable.JobName) ?? statement switch
    {
        Statement.Insert insert => $"insert into {insert.Table}",
        Statement.StatementSet set => string.Create(CultureInfo.InvariantCulture, $"statement set of {set.Statements.Count}"),
        _ => "query",
    };

    private static string FirstUnbounded(IEnumerable<LogicalPlan> plans)
    {
        var pending = new Queue<LogicalPlan>(plans);
        while (pending.TryDequeue(out var plan))
        {
            if (plan is LogicalPlan.Scan { Table: { Source.Bounded: false } table })
                return table.Table.Path.Name;
            foreach (var input in plan.Inputs)
                pending.Enqueue(input);
        }

        return "?";
    }
}
