using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Engine.Settings;

/// <summary>What can be wrong with SET: SS4201 to SS4299.</summary>
internal static class SettingErrors
{
    public static SqlException Unknown(string key) => new(
        new Diagnostic("SS4201", "42704", $"setting '{key}' does not exist", TextSpan.None)
        {
            Hint = Suggest.DidYouMean(key, SettingTable.All.Select(s => s.Name)),
        });

    public static SqlException Malformed(SettingSpec spec, string value) => new(
        new Diagnostic("SS4202", "22023", $"setting '{spec.Name}' cannot be '{value}'", TextSpan.None)
        {
            Hint = "it takes " + Expected(spec),
        });

    /// <summary>Flink takes any key; so do we, but not silently.</summary>
    public static Diagnostic NoEffect(string key) =>
        new("SS4203", "01000", $"setting '{key}' has no effect here", TextSpan.None)
        {
            Hint = Suggest.DidYouMean(key, SettingTable.All.Select(s => s.Name)),
        };

    private static string Expected(SettingSpec spec) => spec switch
    {
        { Name: SettingTable.LocalTimeZone } => "a zone as 'Europe/Berlin', 'UTC' or '+02:00'",
        { Name: SettingTable.Parallelism or SettingTable.TableParallelism } => "a number from 1 to 128",
        { Kind: OptionKind.Boolean } => "true or false",
        { Kind: OptionKind.Double } => "a number as 1.5",
        { Kind: OptionKind.Integer } => "a whole number, at least 1",
        { Kind: OptionKind.Duration } => "a duration as '10 s', '5 min' or '200 ms'",
        { Kind: OptionKind.Choice } => "one of " + string.Join(", ", spec.Choices),
        _ => "text",
    };
}
