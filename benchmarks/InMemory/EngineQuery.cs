using StreamSql.Benchmarks.Harness;
using StreamSql.Core.Text;
using StreamSql.Engine;
using StreamSql.Engine.Results;

namespace StreamSql.Benchmarks.InMemory;

/// <summary>A script that the engine runs over a table in memory: SQL, planner, job runner and all.</summary>
/// <param name="script">Reads from a table with the connector <c>memory</c>, writes to one with <c>checksum</c>.</param>
/// <param name="passes">How often the table is read.</param>
internal sealed class EngineQuery(string script, LongTable table, int passes = 1)
{
    /// <summary>Rows that a run reads.</summary>
    public long Rows => (long)table.Rows * passes;

    public Sample Run() => Run(ChecksumKind.ByColumn).Sample;

    /// <param name="checkpoint">Where the job has its checkpoints, or <see langword="null"/> for none.</param>
    public RunMeter Run(ChecksumKind kind, string? checkpoint = null)
    {
        var meter = new RunMeter(kind);
        RunAsync(meter, checkpoint).GetAwaiter().GetResult();
        return meter;
    }

    private async Task RunAsync(RunMeter meter, string? checkpoint)
    {
        await using var engine = new StreamSqlEngine(new EngineOptions
        {
            Connectors = [new MemoryConnector(table, passes, meter), new ChecksumConnector(meter)],
        });
        await using var session = engine.OpenSession();
        session.CheckpointDirectory = checkpoint;
        await foreach (var result in session.ExecuteScriptAsync(new SourceText("benchmark", script), Environment.CurrentDirectory))
        {
            if (result is StatementResult.Started { Job: var job })
                await job.Completion;
        }
    }
}
