using StreamSql.Core.Connectors;

namespace StreamSql.Engine.Tests.Documents;

/// <summary>What a value must look like, in a word or two.</summary>
internal static class OptionValueText
{
    public static string Of(OptionKind kind, IReadOnlyList<string> choices) => kind switch
    {
        OptionKind.Boolean => "`true`, `false`",
        OptionKind.Integer => "whole number",
        OptionKind.Double => "number",
        OptionKind.Duration => "duration",
        OptionKind.Size => "size",
        OptionKind.List => "list",
        OptionKind.Choice => string.Join(", ", choices.Select(c => $"`{c}`")),
        _ => "text",
    };
}
