using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Core.Connectors;

/// <summary>What can be wrong with the options of a table: SS4001 to SS4019. The places are added by whoever has the definition.</summary>
public static class OptionErrors
{
    public static Diagnostic NoConnector(string table, IEnumerable<string> connectors) =>
        new("SS4001", "HV00J", $"table '{table}' has no option 'connector'", TextSpan.None)
        {
            Hint = "connectors are " + Quoted(connectors),
        };

    public static Diagnostic UnknownConnector(string name, IReadOnlyCollection<string> connectors) =>
        new("SS4002", "HV024", $"there is no connector '{name}'", TextSpan.None)
        {
            Part = new TablePart.OptionValue(CommonOptions.Connector),
            Hint = Suggest.DidYouMean(name, connectors) ?? "connectors are " + Quoted(connectors),
        };

    public static Diagnostic UnknownFormat(string option, string name, IReadOnlyCollection<string> formats) =>
        new("SS4003", "HV024", $"there is no format '{name}'", TextSpan.None)
        {
            Part = new TablePart.OptionValue(option),
            Hint = Suggest.DidYouMean(name, formats) ?? "formats are " + Quoted(formats),
        };

    /// <param name="owner"><c>connector 'kafka'</c> or <c>format 'json'</c>.</param>
    public static Diagnostic UnknownOption(string owner, string option, IEnumerable<string> candidates) =>
        new("SS4004", "HV00D", $"{owner} has no option '{option}'", TextSpan.None)
        {
            Part = new TablePart.Option(option),
            Hint = Suggest.DidYouMean(option, candidates),
        };

    public static Diagnostic MissingOption(string owner, OptionSpec spec) =>
        new("SS4005", "HV00J", $"{owner} needs the option '{spec.Name}'", TextSpan.None) { Hint = spec.Doc.Split(". ")[0].TrimEnd('.') };

    public static Diagnostic MalformedValue(OptionSpec spec, string option, string value) =>
        new("SS4006", "HV024", $"option '{option}' must be {Expected(spec)}, not '{value}'", TextSpan.None)
        {
            Part = new TablePart.OptionValue(option),
            Hint = spec.Kind == OptionKind.Choice ? Suggest.DidYouMean(value, spec.Choices) : null,
        };

    public static Diagnostic Exclusive(string option, string other) =>
        new("SS4007", "HV00D", $"options '{option}' and '{other}' exclude each other", TextSpan.None) { Part = new TablePart.Option(option) };

    /// <summary>A value that is well-formed but cannot be used.</summary>
    /// <param name="reason">Why, from <c>because</c> on: <c>it is not a directory</c>.</param>
    public static Diagnostic Unusable(string option, string value, string reason) =>
        new("SS4008", "HV024", $"option '{option}' cannot be '{value}': {reason}", TextSpan.None) { Part = new TablePart.OptionValue(option) };

    private static string Expected(OptionSpec spec) => spec.Kind switch
    {
        OptionKind.Boolean => "'true' or 'false'",
        OptionKind.Integer when spec.Minimum == spec.Maximum => $"{spec.Minimum}",
        OptionKind.Integer when spec.Minimum > long.MinValue && spec.Maximum < int.MaxValue => $"a whole number from {spec.Minimum} to {spec.Maximum}",
        OptionKind.Integer when spec.Minimum > long.MinValue => $"a whole number of at least {spec.Minimum}",
        OptionKind.Integer => "a whole number",
        OptionKind.Double => "a number",
        OptionKind.Duration => "a duration such as '10 s'",
        OptionKind.Size => "a size such as '128 mb'",
        OptionKind.List => "a list such as 'a;b'",
        OptionKind.Choice => "one of " + Quoted(spec.Choices),
        _ => "a text",
    };

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
