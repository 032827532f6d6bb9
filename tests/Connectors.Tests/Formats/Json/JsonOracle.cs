using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Tests.Formats.Json;

/// <summary>What a JSON record means, by <see cref="JsonDocument"/> and plain arithmetic.</summary>
/// <param name="ignore">As <c>json.ignore-parse-errors</c>.</param>
internal sealed partial class JsonOracle(Schema schema, bool ignore, bool failOnMissing)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>Rows, or why there are none.</summary>
    /// <param name="Rows">The values of each row.</param>
    /// <param name="Skipped">How many rows are reported as skipped.</param>
    /// <param name="Codes">The errors that may be raised; empty if none is.</param>
    internal sealed record Meaning(List<object?[]> Rows, int Skipped, string[] Codes);

    public Meaning Read(ReadOnlyMemory<byte> record)
    {
        if (record.Span.TrimStart(" \t\r\n"u8).IsEmpty)
            return new Meaning([], 0, []);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(record, Options);
            CheckStrings(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ignore ? new Meaning([], 1, []) : new Meaning([], 0, ["SS5101", "SS5102", "SS5105"]);
        }

        using (document)
            return Read(document.RootElement);
    }

    private Meaning Read(JsonElement root)
    {
        var rows = new List<object?[]>();
        var skipped = 0;
        try
        {
            foreach (var element in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root])
            {
                try
                {
                    if (element.ValueKind == JsonValueKind.Null)
                        continue;
                    rows.Add(Object(element, schema.Select(f => (f.Name, f.Type)).ToList()));
                }
                catch (NoValueException) when (ignore)
                {
                    skipped++;
                }
            }
        }
        catch (NoValueException e)
        {
            return new Meaning([], 0, [e.Code]);
        }

        return new Meaning(rows, skipped, []);
    }

    /// <summary>The parser leaves the content of strings unchecked until it is asked for.</summary>
    private static void CheckStrings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    CheckStrings(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    CheckStrings(property.Value);
                }

                break;
        }
    }

    private object?[] Object(JsonElement element, List<(string Name, SqlType Type)> fields)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new NoValueException("SS5102");
        var values = new object?[fields.Count];
        var seen = new bool[fields.Count];
        foreach (var property in element.EnumerateObject())
        {
            var index = fields.FindIndex(f => f.Name == property.Name);
            if (index < 0)
                continue;
            seen[index] = true;
            values[index] = Value(property.Value, fields[index].Type);
        }

        for (var i = 0; i < seen.Length; i++)
        {
            if (!seen[i] && (failOnMissing || !fields[i].Type.Nullable))
                throw new NoValueException("SS5105");
        }

        return values;
    }

    private object? Value(JsonElement element, SqlType type)
    {
        try
        {
            if (element.ValueKind != JsonValueKind.Null)
                return NonNull(element, type);
            return type.Nullable ? null : throw new NoValueException("SS5102");
        }
        catch (NoValueException) when (ignore && type.Nullable)
        {
            return null;
        }
    }

    private object NonNull(JsonElement element, SqlType type) => (type, element.ValueKind) switch
    {
        (SqlType.Array t, JsonValueKind.Array) => element.EnumerateArray().Select(e => Value(e, t.Element)).ToArray(),
        (SqlType.Row t, JsonValueKind.Object) => Object(element, [.. t.Fields.Select(f => (f.Name, f.Type))]),
        (SqlType.Map t, JsonValueKind.Object) => Map(element, t.Key, t.Value),
        (SqlType.Multiset t, JsonValueKind.Object) => Map(element, t.Element, new SqlType.Integer()),
        (SqlType.VarChar or SqlType.Char, JsonValueKind.Object or JsonValueKind.Array) => Compact(element),
        (SqlType.VarChar or SqlType.Char, JsonValueKind.String) => element.GetString()!,
        (SqlType.VarChar or SqlType.Char, _) => element.GetRawText(),
        (SqlType.Boolean, JsonValueKind.True or JsonValueKind.False) => element.GetBoolean(),
        (SqlType.Boolean, JsonValueKind.String) => string.Equals(Trim(element), "true", StringComparison.OrdinalIgnoreCase),
        (_, JsonValueKind.Number) => Number(element.GetRawText(), type, quoted: false),
        (_, JsonValueKind.String) => OfText(element, type),
        _ => throw new NoValueException("SS5102"),
    };

    /// <summary>The last entry of each name, where it stands.</summary>
    private (object, object?)[] Map(JsonElement element, SqlType key, SqlType value)
    {
        var entries = new List<(string Name, object Key, object? Value)>();
        foreach (var property in element.EnumerateObject())
            entries.Add((property.Name, key is SqlType.VarChar ? property.Name : Number(property.Name.Trim(), key, quoted: true), Value(property.Value, value)));
        return [.. entries.Where((e, i) => entries.FindLastIndex(o => o.Name == e.Name) == i).Select(e => (e.Key, e.Value))];
    }

    private static object OfText(JsonElement element, SqlType type)
    {
        var text = element.GetString()!;
        switch (type)
        {
            case SqlType.VarBinary:
                var bytes = new byte[text.Length];
                return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : throw new NoValueException("SS5102");
            case SqlType.Date:
                return (int)(Exact(text, "yyyy-MM-dd").Ticks - DateTime.UnixEpoch.Ticks).DivideDown(TimeSpan.TicksPerDay);
            case SqlType.Time:
                return (int)(Exact(text, "HH:mm:ss").TimeOfDay.Ticks / TimeSpan.TicksPerMillisecond) + (int)(Nanos(text) / 1_000_000);
            case SqlType.Timestamp t:
                return Ticks(text, t.Precision, zoned: false);
            case SqlType.TimestampLtz t:
                return Ticks(text, t.Precision, zoned: true);
            default:
                return Number(Trim(element), type, quoted: true);
        }
    }

    private static long Ticks(string text, int precision, bool zoned)
    {
        if (zoned != text.EndsWith('Z'))
            throw new NoValueException("SS5102");
        text = zoned ? text[..^1] : text;
        var seconds = (Exact(text, "yyyy-MM-dd HH:mm:ss").Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        var nanos = Nanos(text);
        nanos -= nanos % (long)Math.Pow(10, 9 - precision);
        var perSecond = precision > 6 ? 1_000_000_000L : 1_000_000L;
        var ticks = ((BigInteger)seconds * perSecond) + (nanos / (1_000_000_000 / perSecond));
        return ticks >= long.MinValue && ticks <= long.MaxValue ? (long)ticks : throw new NoValueException("SS5102");
    }

    /// <summary>A date or time of whole seconds; a fraction may follow where there are seconds.</summary>
    private static DateTime Exact(string text, string format)
    {
        var whole = format.EndsWith("ss", StringComparison.Ordinal) && Fraction().Match(text) is { Success: true } match ? text[..match.Index] : text;
        return DateTime.TryParseExact(whole, format, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var value) && whole.All(char.IsAscii)
            ? value
            : throw new NoValueException("SS5102");
    }

    private static long Nanos(string text) =>
        Fraction().Match(text) is { Success: true } match ? long.Parse(match.Value[1..].PadRight(9, '0'), CultureInfo.InvariantCulture) : 0;

    private static object Number(string text, SqlType type, bool quoted)
    {
        var match = NumberText().Match(text);
        if (type is SqlType.Double or SqlType.Float)
        {
            var value = match.Success ? double.Parse(text, CultureInfo.InvariantCulture) : NotFinite(text, quoted);
            if (!quoted && double.IsInfinity(value))
                throw new NoValueException("SS5102");
            return type is SqlType.Double ? value : (object)(float)value;
        }

        if (!match.Success)
            throw new NoValueException("SS5102");
        var digits = match.Groups["whole"].Value + match.Groups["fraction"].Value;
        var exponent = BigInteger.Parse("0" + match.Groups["exponent"].Value, CultureInfo.InvariantCulture) * (match.Groups["down"].Success ? -1 : 1);
        exponent -= match.Groups["fraction"].Length;
        var mantissa = BigInteger.Parse("0" + digits, CultureInfo.InvariantCulture);
        var negative = text[0] == '-';
        var isWhole = !match.Groups["point"].Success && !match.Groups["exponent"].Success;
        if (type is SqlType.Decimal d)
        {
            var scaled = Scale(mantissa, exponent + d.Scale, roundHalfUp: true);
            if (scaled is null || scaled >= BigInteger.Pow(10, d.Precision))
                throw new NoValueException("SS5102");
            var signed = negative ? -scaled.Value : scaled.Value;
            return d.Precision <= 18 ? (object)(long)signed : (Int128)signed;
        }

        if (!isWhole && (quoted || type is SqlType.TinyInt or SqlType.SmallInt))
            throw new NoValueException("SS5102");
        var whole = Scale(mantissa, exponent, roundHalfUp: false);
        return Integer(whole is { } some ? negative ? -some : some : null, type);
    }

    private static object Integer(BigInteger? value, SqlType type) => (type, value) switch
    {
        (SqlType.TinyInt, { } v) when v >= sbyte.MinValue && v <= sbyte.MaxValue => (object)(sbyte)v,
        (SqlType.SmallInt, { } v) when v >= short.MinValue && v <= short.MaxValue => (short)v,
        (SqlType.Integer, { } v) when v >= int.MinValue && v <= int.MaxValue => (int)v,
        (SqlType.BigInt, { } v) when v >= long.MinValue && v <= long.MaxValue => (long)v,
        _ => throw new NoValueException("SS5102"),
    };

    /// <summary>The number times a power of ten, without fraction; null if it is too large for any type.</summary>
    private static BigInteger? Scale(BigInteger mantissa, BigInteger exponent, bool roundHalfUp)
    {
        if (mantissa.IsZero)
            return BigInteger.Zero;
        if (exponent >= 0)
            return exponent > 100 ? null : mantissa * BigInteger.Pow(10, (int)exponent);
        if (exponent < -5000)
            return BigInteger.Zero;
        var divisor = BigInteger.Pow(10, (int)-exponent);
        var quotient = BigInteger.DivRem(mantissa, divisor, out var rest);
        return roundHalfUp && rest * 2 >= divisor ? quotient + 1 : quotient;
    }

    private static double NotFinite(string text, bool quoted) => (quoted, text.TrimStart('+')) switch
    {
        (true, "NaN") or (true, "-NaN") => double.NaN,
        (true, "Infinity") => double.PositiveInfinity,
        (true, "-Infinity") => double.NegativeInfinity,
        _ => throw new NoValueException("SS5102"),
    };

    private static string Trim(JsonElement element)
    {
        var text = element.GetString()!;
        return text.Trim([.. Enumerable.Range(0, 33).Select(c => (char)c)]);
    }

    private static string Compact(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().Select(p => Quote(p.Name) + ":" + Compact(p.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Compact)) + "]",
        JsonValueKind.String => Quote(element.GetString()!),
        _ => element.GetRawText(),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[+-]?(?<whole>[0-9]*)((?<point>\.)(?<fraction>[0-9]*))?(?<=[0-9]\.?)([eE](?:\+|(?<down>-))?(?<exponent>[0-9]+))?\z")]
    private static partial Regex NumberText();

    [GeneratedRegex(@"\.[0-9]{1,9}\z")]
    private static partial Regex Fraction();

    private sealed class NoValueException(string code) : Exception
    {
        public string Code { get; } = code;
    }
}

file static class LongExtensions
{
    /// <summary>Rounds towards the past.</summary>
    public static long DivideDown(this long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}
