using System.CommandLine;
using System.CommandLine.Parsing;
using StreamSql.Cli.Printing;

namespace StreamSql.Cli;

/// <summary>What the command line says about a session.</summary>
/// <param name="Settings">Of <c>-D</c>, in order.</param>
/// <param name="CheckpointDirectory">Of <c>--checkpoint</c>, or <see langword="null"/>.</param>
/// <param name="Format">How results are shown.</param>
internal sealed record SessionArguments(
    IReadOnlyList<KeyValuePair<string, string>> Settings, string? CheckpointDirectory, OutputFormat Format);

/// <summary>The options that every verb which runs SQL has.</summary>
internal sealed class SessionOptions
{
    private readonly Option<KeyValuePair<string, string>[]> _settings = new("-D")
    {
        Description = "Sets a setting, as SET does: -D key=value. May be repeated.",
        HelpName = "key=value",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ParseSettings,
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "The directory of the job's checkpoints: the same script with the same directory goes on where it stopped.",
        HelpName = "DIR",
    };

    private readonly Option<OutputFormat> _format = new("--format")
    {
        Description = "How results are shown.",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    public Option<string?> Command { get; } = new("-c", "--command")
    {
        Description = "Runs SQL given on the command line.",
        HelpName = "SQL",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_settings);
        command.Options.Add(_checkpoint);
        command.Options.Add(_format);
    }

    public SessionArguments Read(ParseResult parsed) =>
        new(parsed.GetValue(_settings) ?? [], parsed.GetValue(_checkpoint), parsed.GetValue(_format));

    private static KeyValuePair<string, string>[] ParseSettings(ArgumentResult result)
    {
        var settings = new List<KeyValuePair<string, string>>();
        foreach (var token in result.Tokens)
        {
            var split = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
                result.AddError($"-D takes key=value, not '{token.Value}'");
            else
                settings.Add(KeyValuePair.Create(token.Value[..split], token.Value[(split + 1)..]));
        }

        return [.. settings];
    }
}
