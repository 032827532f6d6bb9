using System.CommandLine;
using System.Reflection;

namespace StreamSql.Cli.Verbs;

/// <summary><c>streamsql version</c></summary>
internal static class VersionVerb
{
    public static Command Create()
    {
        var command = new Command("version", "Shows the version.");
        command.SetAction(_ =>
        {
            Console.Out.WriteLine(typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
            return ExitCode.Ok;
        });
        return command;
    }
}
