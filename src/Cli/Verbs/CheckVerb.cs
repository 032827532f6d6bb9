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
        var json = new Option<bool>("--json") { Description = "Shows each error as a JSON object." };
        var syntax = new Option<bool>("--syntax") { Description = "Stops after parsing and looks nothing up." };
        var command = new Command("check", "Parses and plans a script without running it and shows all errors.") { file, json, syntax };
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
                return problems.Count == 0 ? ExitCode.Ok : ExitCode.SqlError;
            }
            catch (SqlException e)
            {
                return ErrorOutput.Report(e);
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
        await using var engine = new StreamSqlEngine(new EngineOptions { Notice = text => Console.Error.WriteLine("note: " + text) });
        await using var session = engine.OpenSession();
        arguments.Apply(session);
        return session.Check(source, script.Directory);
    }
}
