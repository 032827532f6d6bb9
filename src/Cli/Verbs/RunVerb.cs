using System.CommandLine;

namespace StreamSql.Cli.Verbs;

/// <summary><c>streamsql run FILE…</c>, or <c>-c SQL</c>, or both: the files first.</summary>
internal static class RunVerb
{
    public static Command Create(SessionOptions options)
    {
        var files = new Argument<string[]>("FILE") { Description = "SQL scripts, run one after the other in one session.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("run", "Runs SQL scripts.");
        command.Arguments.Add(files);
        command.Validators.Add(result =>
        {
            if (result.GetValue(files) is not { Length: > 0 } && result.GetValue(options.Command) is null)
                result.AddError("'run' needs a FILE, or SQL after -c");
        });
        command.SetAction(async (parsed, _) =>
        {
            List<Script> scripts;
            try
            {
                scripts = [.. parsed.GetValue(files)!.Select(Script.Read)];
                if (parsed.GetValue(options.Command) is { } sql)
                    scripts.Add(Script.OfCommandLine(sql));
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
