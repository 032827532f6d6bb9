using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Formats.Json;

/// <summary>What becomes of a MAP entry whose key is NULL.</summary>
internal enum MapNullKey
{
    Fail,
    Drop,
    Literal,
}

/// <summary>The options of json and of the formats that wrap it.</summary>
internal sealed record JsonOptions
{
    public bool FailOnMissingField { get; init; }

    public bool IgnoreParseErrors { get; init; }

    public TimestampStyle Timestamps { get; init; }

    public MapNullKey NullKey { get; init; }

    public string NullKeyLiteral { get; init; } = "null";

    public bool PlainDecimals { get; init; }

    public bool IgnoreNullFields { get; init; }

    /// <summary>The options that json shares with the formats that wrap it.</summary>
    public static IReadOnlyList<OptionSpec> SharedSpecs(string format) =>
    [
        new($"{format}.ignore-parse-errors", OptionKind.Boolean, "false",
            "A field that cannot be read becomes NULL and a row that cannot be read is skipped, instead of failing the job."),
        new($"{format}.timestamp-format.standard", OptionKind.Choice, "SQL",
            "SQL is 'yyyy-MM-dd HH:mm:ss.f', ISO-8601 is 'yyyy-MM-ddTHH:mm:ss.f'; TIMESTAMP_LTZ ends with 'Z' in both.")
        {
            Choices = ["SQL", "ISO-8601"],
        },
        new($"{format}.map-null-key.mode", OptionKind.Choice, "FAIL",
            "What is written for a NULL key of a MAP: FAIL fails the job, DROP leaves the entry out, LITERAL writes map-null-key.literal.")
        {
            Choices = ["FAIL", "DROP", "LITERAL"],
        },
        new($"{format}.map-null-key.literal", OptionKind.Text, "null", "The key that is written for NULL in mode LITERAL."),
        new($"{format}.encode.decimal-as-plain-number", OptionKind.Boolean, "false",
            "Writes DECIMAL without an exponent, however small it is."),
        new($"{format}.encode.ignore-null-fields", OptionKind.Boolean, "false", "Leaves fields that are NULL out of what is written."),
    ];

    /// <param name="format">The name its options start with.</param>
    public static JsonOptions From(string format, OptionValues options) => new()
    {
        FailOnMissingField = options.Find($"{format}.fail-on-missing-field") == "true",
        IgnoreParseErrors = options.Boolean($"{format}.ignore-parse-errors"),
        Timestamps = options.Text($"{format}.timestamp-format.standard") == "SQL" ? TimestampStyle.Sql : TimestampStyle.Iso8601,
        NullKey = Enum.Parse<MapNullKey>(options.Text($"{format}.map-null-key.mode"), ignoreCase: true),
        NullKeyLiteral = options.Text($"{format}.map-null-key.literal"),
        PlainDecimals = options.Boolean($"{format}.encode.decimal-as-plain-number"),
        IgnoreNullFields = options.Boolean($"{format}.encode.ignore-null-fields"),
    };
}
