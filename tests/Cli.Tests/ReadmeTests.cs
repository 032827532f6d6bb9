using System.Text.RegularExpressions;
using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>The README is true: every block of its tour is run, and prints what stands below it.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(RepositoryFiles.Path("README.md")).ReplaceLineEndings("\n");

    private static readonly IReadOnlyList<(string Language, string Code)> Blocks =
        [.. Fence().Matches(Text).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    [Fact]
    public async Task Every_block_of_the_shell_prints_what_stands_below_it()
    {
        using var checkout = Copy();
        var shown = 0;
        for (var i = 0; i < Blocks.Count; i++)
        {
            // What the tests are run by cannot be run by a test.
            if (Blocks[i].Language != "sh" || Blocks[i].Code.Contains("./test ", StringComparison.Ordinal))
                continue;
            var ended = await CommandLine.ShellAsync(checkout.Path, Blocks[i].Code + "\n:");
            var expected = i + 1 < Blocks.Count && Blocks[i + 1].Language == "text" ? Blocks[i + 1].Code : null;
            if (expected is null)
                Assert.True(ended.ExitCode == 0, $"{Blocks[i].Code}\n{ended}");
            else
                Assert.Equal(expected, (ended.Output + ended.Errors).TrimEnd('\n') + "\n");
            shown += expected is null ? 0 : 1;
        }

        Assert.Equal(Blocks.Zip(Blocks.Skip(1)).Count(b => b is { First.Language: "sh", Second.Language: "text" }), shown);
    }

    [Fact]
    public async Task The_first_two_commands_are_there()
    {
        var commands = Blocks[0].Code.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, commands.Length);
        Assert.StartsWith("./test ", commands[1], StringComparison.Ordinal);
        Assert.True(File.GetUnixFileMode(RepositoryFiles.Path("test")).HasFlag(UnixFileMode.UserExecute));
        using var checkout = Copy();
        var ended = await CommandLine.ShellAsync(checkout.Path, commands[0]);
        Assert.True(ended.ExitCode == 0 && ended.Output.Contains(" rows\n", StringComparison.Ordinal), ended.ToString());
    }

    [Fact]
    public async Task The_program_compiles_and_prints_what_stands_below_it()
    {
        var at = Blocks.ToList().FindIndex(b => b.Language == "csharp");
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["Program.cs"], Blocks[at].Code);
        var libraries = Directory.EnumerateFiles(Path.GetDirectoryName(CommandLine.Program)!, "*.dll").Where(f => Path.GetFileName(f) is var name
            && (name.StartsWith("StreamSql.", StringComparison.Ordinal) || name.StartsWith("Apache.Arrow", StringComparison.Ordinal)
                || name is "Antlr4.Runtime.Standard.dll" or "Confluent.Kafka.dll"));
        File.WriteAllText(folder["Tour.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(libraries.Select(l => $"<Reference Include=\"{l}\" />"))}
              </ItemGroup>
            </Project>
            """);
        // No server of the compiler may stay behind: it would hold on to the test's pipes and folder.
        var ended = await CommandLine.ShellAsync(folder.Path, """
            dotnet build -v quiet --nologo -nodeReuse:false -p:UseSharedCompilation=false -o out > log 2>&1 || { cat log; exit 1; }
            dotnet out/Tour.dll
            """);
        Assert.Equal((0, Blocks[at + 1].Code), (ended.ExitCode, ended.Output));
    }

    /// <summary>What the tour needs of a checkout, so that it leaves nothing in this one.</summary>
    private static TemporaryDirectory Copy()
    {
        var folder = new TemporaryDirectory();
        File.Copy(RepositoryFiles.Path("streamsql"), folder["streamsql"]);
        Directory.CreateDirectory(folder["examples", "data"]);
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.Path("examples"), "*", SearchOption.AllDirectories))
            File.Copy(file, folder["examples", Path.GetRelativePath(RepositoryFiles.Path("examples"), file)]);
        Directory.CreateSymbolicLink(folder["artifacts"], Path.GetDirectoryName(Path.GetDirectoryName(CommandLine.Program))!);
        return folder;
    }

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
