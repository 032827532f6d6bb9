using System.CommandLine;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine;

namespace StreamSql.Cli.Verbs;

/// <summary><c>streamsql check FILE</c></summary>
internal static class CheckVerb
{
    public static Command Create(SessionOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "The script to check." };
        var json = new Option<bool>("--json") { Description = "Shows each error and warning as a JSON object." };
        var syntax = new Option<bool>("--syntax") { Description = "Stops after parsing and looks nothing up." };
        var command = new Command("check", "Parses and plans a script without running it and shows all errors and warnings.") { file, json, syntax };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var script = Script.Read(parsed.GetValue(file)!);
                var problems = await CheckAsync(script, options.Read(parsed), parsed.GetValue(syntax));
                if (parsed.GetValue(json))
                    ErrorOutput.WriteJson(problems, Console.Out);
                else
                    Console.Error.Write(string.Concat(problems.Select(Snippet.Render)));
                return problems.Any(p => p.Severity == Severity.Error) ? ExitCode.SqlError : ExitCode.Ok;
            }
            catch (IOException e)
            {
                Console.Error.WriteLine($"error: {e.Message}");
                return ExitCode.Usage;
            }
        });
        return command;
    }

    private static async Task<IReadOnlyList<Diagnostic>> CheckAsync(Script script, SessionArguments arguments, bool syntaxOnly)
    {
        var source = new SourceText(script.Name, script.Text);
        if (syntaxOnly)
            return ScriptChecker.CheckSyntax(source);
        var problems = new List<Diagnostic>();
        await using var engine = new StreamSqlEngine(new EngineOptions { Warning = problems.Add });
        await using var session = engine.OpenSession();
        try
        {
            arguments.Apply(session);
        }
        catch (SqlException e)
        {
            problems.AddRange(e.Diagnostics);
        }

        problems.AddRange(session.Check(source, script.Directory));
        return problems;
    }
}
