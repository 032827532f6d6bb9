using System.CommandLine;

namespace StreamSql.Cli.Verbs;

/// <summary><c>streamsql run FILE…</c></summary>
internal static class RunVerb
{
    public static Command Create(SessionOptions options)
    {
        var files = new Argument<string[]>("FILE") { Description = "SQL scripts, run one after the other in one session.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("run", "Runs SQL scripts.");
        command.Arguments.Add(files);
        command.SetAction(async (parsed, _) =>
        {
            List<Script> scripts;
            try
            {
                scripts = [.. parsed.GetValue(files)!.Select(Script.Read)];
            }
            catch (IOException e)
            {
                Console.Error.WriteLine($"error: {e.Message}");
                return ExitCode.Usage;
            }

            return await ScriptRunner.RunAsync(options.Read(parsed), scripts);
        });
        return command;
    }
}
