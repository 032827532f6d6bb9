using StreamSql.Core.Text;
using StreamSql.Engine;

namespace StreamSql.Cli;

/// <summary>The prompt: statements of several lines end with a semicolon, dot commands with the line. Ctrl-C stops the query that runs
/// or drops the line, not the prompt.</summary>
internal sealed class Repl(SessionArguments arguments)
{
    private const string Prompt = "streamsql> ";
    private const string Continuation = "        -> ";

    private readonly InputHistory _history = new(InputHistory.DefaultPath);

    public async Task<int> RunAsync()
    {
        await using var engine = new StreamSqlEngine(new EngineOptions { Notice = text => Console.Error.WriteLine("note: " + text) });
        await using var session = engine.OpenSession();
        foreach (var (key, value) in arguments.Settings)
            session.Set(key, value);
        session.CheckpointDirectory = arguments.CheckpointDirectory;
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine("StreamSQL: Flink SQL in one process. Type .help for help, .quit to leave.");
            Console.TreatControlCAsInput = true;
        }

        var editor = new LineEditor(_history);
        var pending = "";
        while (true)
        {
            string? line;
            try
            {
                line = editor.Read(pending.Length == 0 ? Prompt : Continuation);
            }
            catch (OperationCanceledException)
            {
                pending = "";
                continue;
            }

            if (line is null)
                return ExitCode.Ok;
            _history.Add(line);
            if (pending.Length == 0 && line.TrimStart().StartsWith('.'))
            {
                if (await CommandAsync(session, line.Trim()))
                    return ExitCode.Ok;
                continue;
            }

            pending = pending.Length == 0 ? line : pending + "\n" + line;
            if (string.IsNullOrWhiteSpace(pending))
                pending = "";
            else if (ScriptChecker.IsComplete(pending))
            {
                await ExecuteAsync(session, new Script("<prompt>", pending, Environment.CurrentDirectory));
                pending = "";
            }
        }
    }

    private async Task ExecuteAsync(Session session, Script script)
    {
        if (!Console.IsInputRedirected)
            Console.TreatControlCAsInput = false;
        try
        {
            using var interrupts = new Interrupts();
            var runner = new ScriptRunner(session, arguments, interrupts);
            await foreach (var result in session.ExecuteScriptAsync(new SourceText(script.Name, script.Text), script.Directory))
                await runner.ShowAsync(result);
            await runner.AwaitRunningAsync();
        }
        catch (Exception e)
        {
            // Whatever a statement does, the prompt stays.
            ErrorOutput.Report(e);
        }
        finally
        {
            if (!Console.IsInputRedirected)
                Console.TreatControlCAsInput = true;
        }
    }

    private async Task<bool> CommandAsync(Session session, string command)
    {
        var words = command.Split(' ', 2, StringSplitOptions.TrimEntries);
        switch (words[0])
        {
            case ".quit" or ".exit":
                return true;
            case ".help":
                Console.Out.WriteLine(Help);
                break;
            case ".tables":
                await ExecuteAsync(session, new Script("<prompt>", "SHOW TABLES;", Environment.CurrentDirectory));
                break;
            case ".settings":
                await ExecuteAsync(session, new Script("<prompt>", "SET;", Environment.CurrentDirectory));
                break;
            case ".read" when words.Length == 2:
                try
                {
                    await ExecuteAsync(session, Script.Read(words[1]));
                }
                catch (IOException e)
                {
                    Console.Error.WriteLine($"error: {e.Message}");
                }

                break;
            default:
                Console.Error.WriteLine($"error: no command '{command}', .help shows all");
                break;
        }

        return false;
    }

    private const string Help = """
        Statements end with ; and may have several lines. Ctrl-C stops the query that runs, or drops the line.
          .help         shows this
          .tables       shows the tables
          .settings     shows the settings
          .read FILE    runs a script
          .quit         leaves (as does Ctrl-D)
        Try: SELECT page, COUNT(*) FROM (VALUES ('/home'), ('/cart'), ('/home')) AS t(page) GROUP BY page;
        """;
}
