using System.CommandLine;
using StreamSql.Cli.Verbs;

namespace StreamSql.Cli;

/// <summary>The command line.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("StreamSQL runs Apache Flink SQL scripts in one process.");
        var common = new SessionOptions();
        common.AddTo(root);
        root.Options.Add(common.Command);
        root.Subcommands.Add(RunVerb.Create());
        root.Subcommands.Add(CheckVerb.Create());
        root.Subcommands.Add(ExplainVerb.Create());
        root.Subcommands.Add(VersionVerb.Create());
        root.SetAction(async (parsed, cancellationToken) => parsed.GetValue(common.Command) is { } sql
            ? await ScriptRunner.RunAsync(common.Read(parsed), [new Script("<command line>", sql, Environment.CurrentDirectory)])
            : await new Repl(common.Read(parsed)).RunAsync());

        var result = root.Parse(arguments);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
                Console.Error.WriteLine($"error: {error.Message}");
            Console.Error.WriteLine("try 'streamsql --help'");
            return ExitCode.Usage;
        }

        return await result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Signals stop a job cleanly; see Interrupts.
            ProcessTerminationTimeout = null,
        });
    }
}
