using System.CommandLine;
using System.CommandLine.Parsing;
using StreamSql.Cli.Printing;
using StreamSql.Engine;

namespace StreamSql.Cli;

/// <summary>What the command line says about a session.</summary>
/// <param name="Settings">Of <c>-D</c>, in order.</param>
/// <param name="CheckpointDirectory">Of <c>--checkpoint</c>, or <see langword="null"/>.</param>
/// <param name="Format">How results are shown.</param>
internal sealed record SessionArguments(
    IReadOnlyList<KeyValuePair<string, string>> Settings, string? CheckpointDirectory, OutputFormat Format)
{
    /// <exception cref="Core.Diagnostics.SqlException">A setting does not exist or its value is malformed.</exception>
    public void Apply(Session session)
    {
        foreach (var (key, value) in Settings)
            session.Set(key, value);
        session.CheckpointDirectory = CheckpointDirectory;
    }
}

/// <summary>The options of a session; they may stand before or after the verb.</summary>
internal sealed class SessionOptions
{
    private readonly Option<KeyValuePair<string, string>[]> _settings = new("-D")
    {
        Description = "Sets a setting, as SET does: -D key=value. May be repeated.",
        HelpName = "key=value",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ParseSettings,
        Arity = ArgumentArity.ZeroOrMore,
        Recursive = true,
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "The directory of the job's checkpoints: the same script with the same directory goes on where it stopped.",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<OutputFormat> _format = new("--format")
    {
        Description = "How results are shown.",
        DefaultValueFactory = _ => OutputFormat.Table,
        Recursive = true,
    };

    /// <summary>SQL given on the command line itself.</summary>
    public Option<string?> Command { get; } = new("-c", "--command")
    {
        Description = "Runs SQL given on the command line.",
        HelpName = "SQL",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_settings);
        root.Options.Add(_checkpoint);
        root.Options.Add(_format);
        root.Options.Add(Command);
    }

    /// <summary>What is given and has no meaning for the verb: nothing is ignored silently.</summary>
    public IEnumerable<string> Misplaced(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        if (verb is RootCommand || verb.Name == "run")
            yield break;
        if (IsGiven(parsed, Command))
            yield return $"-c does not go with '{verb.Name}'";
        if (IsGiven(parsed, _checkpoint))
            yield return $"--checkpoint does not go with '{verb.Name}'";
        if (IsGiven(parsed, _format))
            yield return $"--format does not go with '{verb.Name}'";
    }

    public SessionArguments Read(ParseResult parsed) =>
        new(parsed.GetValue(_settings) ?? [], parsed.GetValue(_checkpoint), parsed.GetValue(_format));

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

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
