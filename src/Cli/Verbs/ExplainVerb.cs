using System.CommandLine;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine;

namespace StreamSql.Cli.Verbs;

/// <summary><c>streamsql explain FILE</c></summary>
internal static class ExplainVerb
{
    public static Command Create(SessionOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "The script whose queries are explained." };
        var command = new Command("explain", "Shows how a script's queries are planned: AST, logical, optimized, physical.") { file };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var script = Script.Read(parsed.GetValue(file)!);
                await using var engine = new StreamSqlEngine(new EngineOptions { Warning = ErrorOutput.Warn });
                await using var session = engine.OpenSession();
                options.Read(parsed).Apply(session);
                foreach (var text in session.Explain(new SourceText(script.Name, script.Text), script.Directory))
                    Console.Out.WriteLine(text);
                return ExitCode.Ok;
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
}
