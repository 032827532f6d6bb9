using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Formats.Csv;

/// <summary>The options of csv.</summary>
/// <param name="Quote">Null if there is none.</param>
/// <param name="Escape">Null if there is none.</param>
/// <param name="ElementDelimiter">Between the elements of an ARRAY and the fields of a ROW.</param>
/// <param name="NullLiteral">Null if nothing stands for NULL.</param>
internal sealed record CsvOptions(byte Delimiter, byte? Quote, byte? Escape, byte[] ElementDelimiter, byte[]? NullLiteral)
{
    /// <summary>What may stand around quotes: blanks and tabs, unless they are the delimiter.</summary>
    public byte[] Blanks { get; } = [.. " \t"u8.ToArray().Where(b => b != Delimiter)];

    public bool AllowComments { get; init; }

    public bool IgnoreParseErrors { get; init; }

    public bool PlainDecimals { get; init; }

    public bool TrimSpaces { get; init; }

    public bool IgnoreTrailing { get; init; }

    public bool AllowTrailingComma { get; init; }

    public bool FailOnMissingColumns { get; init; }

    public bool EmptyStringAsNull { get; init; }

    public static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        new("csv.field-delimiter", OptionKind.Text, ",", "The character between fields; \\t is a tab."),
        new("csv.disable-quote-character", OptionKind.Boolean, "false", "Fields are never quoted."),
        new("csv.quote-character", OptionKind.Text, null, "The character around fields that contain special characters; a double quote if left out."),
        new("csv.allow-comments", OptionKind.Boolean, "false", "Passes over lines that start with '#'."),
        new("csv.ignore-parse-errors", OptionKind.Boolean, "false",
            "A field that cannot be read becomes NULL and a row that cannot be read is skipped, instead of failing the job."),
        new("csv.array-element-delimiter", OptionKind.Text, ";", "Stands between the elements of an ARRAY and the fields of a ROW."),
        new("csv.escape-character", OptionKind.Text, null, "Takes the special meaning from the character after it."),
        new("csv.null-literal", OptionKind.Text, null, "The text that stands for NULL."),
        new("csv.write-bigdecimal-in-scientific-notation", OptionKind.Boolean, "true", "Writes DECIMAL with an exponent where that is shorter: 1E+2."),
        new("csv.trim-spaces", OptionKind.Boolean, "false", "Drops blanks around fields."),
        new("csv.ignore-trailing-unmappable", OptionKind.Boolean, "false", "Passes over fields for which there are no columns."),
        new("csv.allow-trailing-comma", OptionKind.Boolean, "true", "Allows a delimiter after the last field."),
        new("csv.fail-on-missing-columns", OptionKind.Boolean, "false", "Too few fields are an error even if parse errors are ignored."),
        new("csv.empty-string-as-null", OptionKind.Boolean, "false", "Reads empty fields as NULL."),
    ];

    /// <exception cref="SqlException">An option that must be one character is not.</exception>
    public static CsvOptions From(OptionValues options)
    {
        var quoted = !options.Boolean("csv.disable-quote-character");
        if (!quoted && options.Has("csv.quote-character"))
            throw new SqlException(OptionErrors.Exclusive("csv.quote-character", "csv.disable-quote-character"));
        return new CsvOptions(
            Character(options, "csv.field-delimiter")!.Value,
            quoted ? Character(options, "csv.quote-character") ?? (byte)'"' : null,
            Character(options, "csv.escape-character"),
            Encoding.UTF8.GetBytes(options.Text("csv.array-element-delimiter")),
            options.Find("csv.null-literal") is { } literal ? Encoding.UTF8.GetBytes(literal) : null)
        {
            AllowComments = options.Boolean("csv.allow-comments"),
            IgnoreParseErrors = options.Boolean("csv.ignore-parse-errors"),
            PlainDecimals = !options.Boolean("csv.write-bigdecimal-in-scientific-notation"),
            TrimSpaces = options.Boolean("csv.trim-spaces"),
            IgnoreTrailing = options.Boolean("csv.ignore-trailing-unmappable"),
            AllowTrailingComma = options.Boolean("csv.allow-trailing-comma"),
            FailOnMissingColumns = options.Boolean("csv.fail-on-missing-columns"),
            EmptyStringAsNull = options.Boolean("csv.empty-string-as-null"),
        };
    }

    private static byte? Character(OptionValues options, string name)
    {
        if (options.Find(name) is not { } text)
            return null;
        var character = text switch
        {
            "\\t" => "\t",
            "\\\\" => "\\",
            "\\n" => "\n",
            "\\r" => "\r",
            ['\\', 'u', _, _, _, _] when ushort.TryParse(
                text.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) => ((char)unit).ToString(),
            _ => text,
        };
        return character is [< (char)0x80 and not ('\n' or '\r')]
            ? (byte)character[0]
            : throw new SqlException(OptionErrors.Unusable(name, text, "it must be one ASCII character other than a line break"));
    }
}
