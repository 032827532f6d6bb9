using System.CommandLine;
using StreamSql.Cli.Output;
using StreamSql.Cli.Verbs;

namespace StreamSql.Cli;

/// <summary>The command line.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        Console.SetOut(StandardOutput.Open());
        var root = new RootCommand("StreamSQL runs Apache Flink SQL scripts in one process.");
        var options = new SessionOptions();
        options.AddTo(root);
        root.Subcommands.Add(RunVerb.Create(options));
        root.Subcommands.Add(CheckVerb.Create(options));
        root.Subcommands.Add(ExplainVerb.Create(options));
        root.Subcommands.Add(VersionVerb.Create());
        root.SetAction(async (parsed, _) => parsed.GetValue(options.Command) is { } sql
            ? await ScriptRunner.RunAsync(options.Read(parsed), [Script.OfCommandLine(sql)])
            : await Repl.RunAsync(options.Read(parsed)));

        var result = root.Parse(arguments);
        var errors = result.Errors.Select(e => e.Message).Concat(options.Misplaced(result)).ToList();
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                Console.Error.WriteLine($"error: {error}");
            Console.Error.WriteLine("try 'streamsql --help'");
            return ExitCode.Usage;
        }

        try
        {
            var code = await result.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Signals stop a job cleanly; see Interrupts.
                ProcessTerminationTimeout = null,
            });
            Console.Out.Flush();
            return code;
        }
        catch (OutputClosedException)
        {
            // As with 'head': whoever reads has enough, which is no failure.
            return ExitCode.Ok;
        }
    }
}
