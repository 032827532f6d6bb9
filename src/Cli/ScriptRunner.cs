using StreamSql.Cli.Output;
using StreamSql.Cli.Printing;
using StreamSql.Core.Text;
using StreamSql.Engine;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;

namespace StreamSql.Cli;

/// <summary>Runs scripts statement by statement: data to stdout, the rest to stderr. Jobs over unbounded input run side by side and are
/// waited for at the end.</summary>
internal sealed class ScriptRunner(Session session, SessionArguments arguments, Interrupts interrupts)
{
    private readonly List<StreamingJob> _running = [];

    /// <summary>Runs all scripts in one session.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(SessionArguments arguments, IReadOnlyList<Script> scripts)
    {
        using var interrupts = new Interrupts();
        try
        {
            await using var engine = new StreamSqlEngine(new EngineOptions { Warning = ErrorOutput.Warn, Notice = text => StatusLine.Say("note: " + text) });
            await using var session = engine.OpenSession();
            arguments.Apply(session);
            var runner = new ScriptRunner(session, arguments, interrupts);
            foreach (var script in scripts)
                await runner.ExecuteAsync(script);
            await runner.AwaitRunningAsync();
            return interrupts.Requested ? ExitCode.Interrupted : ExitCode.Ok;
        }
        catch (Exception e)
        {
            return interrupts.Requested && e is OperationCanceledException ? ExitCode.Interrupted : ErrorOutput.Report(e);
        }
    }

    /// <summary>Shows what one statement gave, waiting for jobs whose input ends.</summary>
    public async Task ShowAsync(StatementResult result)
    {
        switch (result)
        {
            case StatementResult.Done done:
                if (StatusLine.IsPossible)
                    StatusLine.Say(done.Message);
                break;
            case StatementResult.Listing listing:
                Show(listing);
                break;
            case StatementResult.Query rows:
                await ShowAsync(rows);
                break;
            case StatementResult.Started { Job.Bounded: true } started:
                await AwaitAsync(started.Job);
                break;
            case StatementResult.Started started:
                _running.Add(started.Job);
                break;
        }
    }

    private async Task ExecuteAsync(Script script)
    {
        var source = new SourceText(script.Name, script.Text);
        await foreach (var result in session.ExecuteScriptAsync(source, script.Directory))
        {
            await ShowAsync(result);
            if (interrupts.Requested)
                break;
        }
    }

    /// <summary>Waits for the jobs over unbounded input.</summary>
    public async Task AwaitRunningAsync()
    {
        if (_running.Count == 0)
            return;
        // The first one to fail takes the others with it, cleanly.
        var pending = _running.ToDictionary(j => (Task)j.Completion);
        using var stop = interrupts.Stop.Register(() => StopAll(_running));
        using var abort = interrupts.Abort.Register(() => AbortAll(_running));
        await using var progress = ProgressLine.Start(_running[0]);
        while (pending.Count > 0)
        {
            var done = await Task.WhenAny(pending.Keys);
            pending.Remove(done);
            if (done.IsFaulted)
                await Task.WhenAll(pending.Values.Select(j => j.StopAsync()));
            await done;
        }
    }

    private async Task AwaitAsync(StreamingJob job)
    {
        using var stop = interrupts.Stop.Register(() => StopAll([job]));
        using var abort = interrupts.Abort.Register(() => AbortAll([job]));
        await using var progress = ProgressLine.Start(job);
        await job.Completion;
    }

    private async Task ShowAsync(StatementResult.Query rows)
    {
        using var stop = interrupts.Stop.Register(() => StopAll([rows.Job]));
        using var abort = interrupts.Abort.Register(() => AbortAll([rows.Job]));
        var printer = ResultPrinters.Create(arguments.Format, rows, Console.Out);
        await using (ProgressLine.Start(rows.Job))
        {
            await foreach (var batch in rows.BatchesAsync())
                printer.Write(batch);
        }

        printer.End(interrupts.Requested);
    }

    private void Show(StatementResult.Listing listing)
    {
        if (listing.IsText)
            Console.Out.WriteLine(listing.Rows[0][0]);
        else
        {
            TextTable.Write(
                [.. listing.Columns], new bool[listing.Columns.Count],
                [.. listing.Rows.Select(r => r.Select(c => c ?? "NULL").ToArray())], Console.Out);
            Console.Out.WriteLine(TablePrinter.Count(listing.Rows.Count));
        }

        Console.Out.Flush();
    }

    private static void StopAll(IEnumerable<StreamingJob> jobs)
    {
        foreach (var job in jobs)
            _ = job.StopAsync();
    }

    private static void AbortAll(IEnumerable<StreamingJob> jobs)
    {
        foreach (var job in jobs)
            _ = job.DisposeAsync().AsTask();
    }
}
