using System.Globalization;
using StreamSql.Core.Connectors;
using StreamSql.Core.Text;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;
using StreamSql.Engine.Settings;
using StreamSql.Execution.Planning;
using StreamSql.Execution.Runtime;
using StreamSql.Parser.Ast;
using StreamSql.Planner;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Engine.Statements;

/// <summary>Turns a query, an INSERT or a statement set into a running job.</summary>
internal sealed class JobStarter(SessionContext context, SourceText source, string? jobDirectory)
{
    public StatementResult Start(Statement statement)
    {
        var planned = context.Plan(statement);
        context.Warn(planned.Warnings);
        var bounded = planned.Optimized.All(Boundedness.IsBounded);
        var settings = Settings(statement, planned, bounded);
        var skipped = new SkippedRows(context.Notice);
        var services = new ConnectorServices(
            context.Engine.Options.Clock,
            settings.Zone,
            context.Engine.Options.Output,
            context.Engine.Options.Error,
            settings.CheckpointDirectory is not null,
            Guid.CreateVersion7(context.Engine.Options.Clock.GetUtcNow()).ToString("N"),
            skipped.Add);
        var collect = statement is Statement.Select ? new CollectSink() : null;
        var directory = context.Engine.Directory;
        var job = Job.Start(new JobSpec(
            source,
            source.Text.Substring(Math.Max(0, statement.Span.Start), statement.Span.Length),
            planned.Optimized,
            settings,
            (table, columns) => directory.OpenSource(table, columns, services),
            table => directory.OpenSink(table, services),
            collect,
            context.Engine.Options.Clock,
            context.Notice,
            services.RunId));
        var streaming = new StreamingJob(NameOf(statement), job, bounded, skipped);
        if (collect is null)
            return new StatementResult.Started(streaming);
        _ = job.Completion.ContinueWith(
            done => collect.Complete(done.Exception?.InnerException), TaskScheduler.Default);
        return new StatementResult.Query(
            planned.Optimized[0].Schema, streaming, collect, PhysicalPlanner.Plan(planned.Optimized)[0].IsInsertOnly, settings.Zone);
    }

    private JobSettings Settings(Statement statement, PlannedJob planned, bool bounded)
    {
        var all = context.Settings;
        var batch = all.Text(SettingTable.RuntimeMode) == "batch";
        if (batch && !bounded)
            throw StatementErrors.UnboundedInBatch(FirstUnbounded(planned.Optimized));
        var parallelism = all.Integer(SettingTable.TableParallelism);
        return new JobSettings(
            batch ? int.MaxValue : all.Integer(SettingTable.MaxRows),
            all.Duration(SettingTable.MaxDelay),
            all.Text(SettingTable.EndOfInput) == "hold" ? EndOfInput.Hold : EndOfInput.Close,
            statement is Statement.Select ? null : CheckpointDirectory(),
            all.Duration(SettingTable.CheckpointInterval),
            all.Integer(SettingTable.RetainedCheckpoints),
            parallelism > 0 ? parallelism : all.Integer(SettingTable.Parallelism),
            all.Zone)
        {
            Batch = batch,
            StopAfterMicroBatches = statement is Statement.Select ? null : context.StopAfterMicroBatches,
        };
    }

    private string? CheckpointDirectory()
    {
        if ((context.CheckpointDirectory ?? context.Settings.Find(SettingTable.CheckpointDirectory)) is not { } root)
            return null;
        // Flink's setting may be a URI.
        var path = root.StartsWith("file://", StringComparison.Ordinal) ? root["file://".Length..] : root;
        return jobDirectory is null ? path : Path.Combine(path, jobDirectory);
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
