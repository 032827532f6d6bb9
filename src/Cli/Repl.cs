using StreamSql.Cli.Input;
using StreamSql.Cli.Output;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine;

namespace StreamSql.Cli;

/// <summary>The prompt: statements of several lines end with a semicolon, dot commands with the line. Ctrl-C stops the query that runs
/// or drops what is typed, not the prompt.</summary>
internal sealed class Repl(SessionArguments arguments, Session session)
{
    private readonly IStatementInput _input = Console.IsInputRedirected
        ? new PipedStatements(Console.In)
        : new StatementEditor(new InputHistory(InputHistory.DefaultPath));

    private int _lastFailure = ExitCode.Ok;

    /// <summary>Runs until the input ends. A person leaves with 0; of statements out of a pipe the last failure counts.</summary>
    public static async Task<int> RunAsync(SessionArguments arguments)
    {
        await using var engine = new StreamSqlEngine(new EngineOptions { Warning = ErrorOutput.Warn, Notice = text => StatusLine.Say("note: " + text) });
        await using var session = engine.OpenSession();
        try
        {
            arguments.Apply(session);
        }
        catch (SqlException e)
        {
            return ErrorOutput.Report(e);
        }

        var repl = new Repl(arguments, session);
        await repl.LoopAsync();
        return Console.IsInputRedirected ? repl._lastFailure : ExitCode.Ok;
    }

    private async Task LoopAsync()
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine("StreamSQL: Flink SQL in one process. Type .help for help, .quit to leave.");
            Console.TreatControlCAsInput = true;
        }

        while (true)
        {
            string? text;
            try
            {
                text = _input.Read();
            }
            catch (OperationCanceledException)
            {
                continue;
            }

            if (text is null)
                return;
            if (!IStatementInput.IsCommand(text))
                await ExecuteAsync(new Script(Console.IsInputRedirected ? "<stdin>" : "<prompt>", text, Environment.CurrentDirectory));
            else if (await CommandAsync(text.Trim()))
                return;
        }
    }

    private async Task ExecuteAsync(Script script)
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
        catch (Exception e) when (e is not OutputClosedException)
        {
            // Whatever a statement does, the prompt stays.
            _lastFailure = ErrorOutput.Report(e);
        }
        finally
        {
            if (!Console.IsInputRedirected)
                Console.TreatControlCAsInput = true;
        }
    }

    private async Task<bool> CommandAsync(string command)
    {
        var words = command.Split(' ', 2, StringSplitOptions.TrimEntries);
        switch (words[0])
        {
            case ".quit" or ".exit":
                return true;
            case ".help":
                Console.Out.WriteLine(Help);
                Console.Out.Flush();
                break;
            case ".tables":
                await ExecuteAsync(new Script("<prompt>", "SHOW TABLES;", Environment.CurrentDirectory));
                break;
            case ".settings":
                await ExecuteAsync(new Script("<prompt>", "SET;", Environment.CurrentDirectory));
                break;
            case ".read" when words.Length == 2:
                try
                {
                    await ExecuteAsync(Script.Read(words[1]));
                }
                catch (IOException e)
                {
                    Console.Error.WriteLine($"error: {e.Message}");
                    _lastFailure = ExitCode.Usage;
                }

                break;
            default:
                Console.Error.WriteLine($"error: no command '{command}', .help shows all");
                _lastFailure = ExitCode.Usage;
                break;
        }

        return false;
    }

    private const string Help = """
        Statements end with ; and may have several lines. Ctrl-C stops the query that runs, or drops what is typed.
        Up and Down bring back what was run before.
          .help         shows this
          .tables       shows the tables
          .settings     shows the settings
          .read FILE    runs a script
          .quit         leaves (as does Ctrl-D)
        Try: SELECT page, COUNT(*) FROM (VALUES ('/home'), ('/cart'), ('/home')) AS t(page) GROUP BY page;
        """;
}
