using System.Globalization;
using System.Text;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Tests.Formats.Json;

/// <summary>Random schemas, and random JSON that mostly fits them: in the same layout again and again, as real sources write it, with
/// deviations of every kind in between.</summary>
internal sealed class RandomJson(Random random)
{
    private static readonly string[] Texts =
        ["", "a", "twelve bytes", "thirteen bytes", "größer", "日本語", "𝄞 clef", "tab\tand\nbreak", "quote \" and \\ and /", "\u0001\u001f", "ünï" + new string('x', 60)];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "7", "12", "127", "128", "-128", "-129", "32767", "32768", "2147483647", "2147483648", "-2147483648", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "12345678", "123456789", "1234567890123456", "12345678901234567", "1.5",
        "-1.9", "0.1", "1e3", "1E-3", "1e400", "-1e-400", "12345678901234567890123456789012345678", "99999999999999999999999999999999999999.5", "0.005", "2.675",
        "123456789012345678.123456789", "4.9e-324", "1.7976931348623157e308", "0.00000000000000000000000000000000000001", "100000000000000000000000000000000000000e-30", "1e38",
    ];

    private static readonly string[] Foreign = ["null", "true", "false", "\"x\"", "{}", "[]", "[1,\"two\",{\"three\":[ ]}]", "{\"k\" : {\"l\":[ 1 , 2.0e1]} }", "\" 12 \"", "1.25"];

    public Schema Schema()
    {
        var fields = new List<Field>();
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var name = random.Next(8) == 0 ? "größe \"" + i : new string((char)('a' + random.Next(26)), random.Next(1, 40)) + i.ToString(CultureInfo.InvariantCulture);
            fields.Add(new Field(name, random.Next(8) == 0 ? Type(2).NotNull() : Type(2)));
        }

        return new Schema(fields);
    }

    /// <summary>Records of one source: UTF-8, most of them valid.</summary>
    public List<byte[]> Records(Schema schema, int count)
    {
        var fields = schema.Select(f => (f.Name, f.Type)).ToList();
        Shuffle(fields);
        var records = new List<byte[]>();
        for (var i = 0; i < count; i++)
        {
            if (random.Next(10) == 0)
                Shuffle(fields);
            var record = Encoding.UTF8.GetBytes(Record(fields));
            records.Add(random.Next(8) == 0 ? Damage(record) : record);
        }

        return records;
    }

    private string Record(List<(string, SqlType)> fields) => random.Next(30) switch
    {
        0 => "[" + string.Join(random.Next(2) == 0 ? "," : " , ", Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(5) == 0 ? Foreign[random.Next(Foreign.Length)] : Object(fields))) + "]",
        1 => random.Next(2) == 0 ? "  " : Foreign[random.Next(Foreign.Length)],
        2 => " " + Object(fields) + "\r",
        3 => Deep(),
        _ => Object(fields),
    };

    private string Deep()
    {
        var levels = random.Next(3) == 0 ? random.Next(990, 1010) : random.Next(1, 200);
        return "{\"deep\":" + new string('[', levels - 1) + "1" + new string(']', levels - 1) + "}";
    }

    private string Object(List<(string Name, SqlType Type)> fields)
    {
        var blanks = random.Next(12) == 0;
        var text = new StringBuilder("{");
        foreach (var (name, type) in fields)
        {
            if (random.Next(25) == 0)
                continue;
            AppendMember(text, name, Value(type), blanks);
            if (random.Next(40) == 0)
                AppendMember(text, random.Next(2) == 0 ? name : Text(), random.Next(2) == 0 ? Value(type) : Foreign[random.Next(Foreign.Length)], blanks);
        }

        return text.Append('}').ToString();
    }

    private void AppendMember(StringBuilder text, string name, string value, bool blanks)
    {
        if (text.Length > 1)
            text.Append(',').Append(Blanks(blanks));
        text.Append(Quote(name, escapeAll: random.Next(60) == 0)).Append(Blanks(blanks)).Append(':').Append(Blanks(blanks)).Append(value).Append(Blanks(blanks));
    }

    private string Blanks(bool wanted) => wanted ? new string([.. Enumerable.Range(0, random.Next(4)).Select(_ => " \t\r\n"[random.Next(4)])]) : "";

    private string Value(SqlType type) => random.Next(20) switch
    {
        0 => "null",
        1 => Foreign[random.Next(Foreign.Length)],
        _ => Fitting(type),
    };

    private string Fitting(SqlType type) => type switch
    {
        SqlType.Array t => "[" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Value(t.Element))) + "]",
        SqlType.Row t => Object([.. t.Fields.Select(f => (f.Name, f.Type))]),
        SqlType.Map t => Entries(t.Key, t.Value),
        SqlType.Multiset t => Entries(t.Element, new SqlType.Integer()),
        SqlType.Boolean => random.Next(4) == 0 ? Quote(random.Next(2) == 0 ? " TRUE" : "no", random.Next(3) == 0) : random.Next(2) == 0 ? "true" : "false",
        SqlType.VarChar => random.Next(6) == 0 ? Foreign[random.Next(Foreign.Length)] : Quote(Text(), random.Next(20) == 0),
        SqlType.VarBinary => Quote(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text())), random.Next(5) == 0),
        SqlType.Date => Quote(Date(), random.Next(20) == 0),
        SqlType.Time => Quote(Clock() + Fraction(), random.Next(20) == 0),
        SqlType.Timestamp => Quote(Date() + " " + Clock() + Fraction(), random.Next(20) == 0),
        SqlType.TimestampLtz => Quote(Date() + " " + Clock() + Fraction() + "Z", random.Next(20) == 0),
        SqlType.Float or SqlType.Double when random.Next(10) == 0 => Quote(new[] { "NaN", "Infinity", "-Infinity", " 1.5 ", ".5", "+3" }[random.Next(6)], random.Next(4) == 0),
        _ when random.Next(8) == 0 => Quote((random.Next(2) == 0 ? " " : "") + Number(), random.Next(4) == 0),
        _ => Number(),
    };

    private string Entries(SqlType key, SqlType value) => "{" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ =>
        Quote(key is SqlType.VarChar ? Text() : random.Next(10) == 0 ? "x" : random.Next(5).ToString(CultureInfo.InvariantCulture), random.Next(20) == 0) + ":" + Value(value))) + "}";

    private string Number() => random.Next(3) == 0 ? Numbers[random.Next(Numbers.Length)] : random.Next(3) switch
    {
        0 => random.Next(-200, 200).ToString(CultureInfo.InvariantCulture),
        1 => random.NextInt64(-(1L << random.Next(1, 63)), 1L << random.Next(1, 63)).ToString(CultureInfo.InvariantCulture),
        _ => (random.NextDouble() * Math.Pow(10, random.Next(-10, 12))).ToString("R", CultureInfo.InvariantCulture),
    };

    private string Text() => random.Next(3) == 0 ? Texts[random.Next(Texts.Length)] : new string((char)('a' + random.Next(26)), random.Next(70));

    private string Date() => random.Next(6) switch
    {
        0 => "2023-02-29",
        1 => $"{random.Next(1, 9999):0000}-{random.Next(1, 13):00}-{random.Next(1, 32):00}",
        _ => "2024-05-17",
    };

    private string Clock() => random.Next(30) == 0 ? "24:00:00" : $"{random.Next(24):00}:{random.Next(60):00}:{random.Next(60):00}";

    private string Fraction() => random.Next(2) == 0 ? "" : "." + random.NextInt64(1_000_000_000).ToString("000000000", CultureInfo.InvariantCulture)[..random.Next(1, 10)];

    private SqlType Type(int depth) => random.Next(depth > 0 ? 20 : 15) switch
    {
        0 => new SqlType.Boolean(),
        1 => new SqlType.TinyInt(),
        2 => new SqlType.SmallInt(),
        3 => new SqlType.Integer(),
        4 or 5 => new SqlType.BigInt(),
        6 => new SqlType.Float(),
        7 => new SqlType.Double(),
        8 => Decimal(),
        9 => SqlType.Bytes,
        10 => new SqlType.Date(),
        11 => new SqlType.Time(3),
        12 => new SqlType.Timestamp(random.Next(10)),
        13 => new SqlType.TimestampLtz(random.Next(10)),
        15 => new SqlType.Array(Nested(depth)),
        16 => new SqlType.Map(random.Next(3) == 0 ? new SqlType.BigInt() : SqlType.String, Nested(depth)),
        17 => new SqlType.Multiset(SqlType.String),
        18 or 19 => new SqlType.Row([.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new RowField("f" + i.ToString(CultureInfo.InvariantCulture), Nested(depth)))]),
        _ => SqlType.String,
    };

    private SqlType Nested(int depth) => random.Next(8) == 0 ? Type(depth - 1).NotNull() : Type(depth - 1);

    private SqlType.Decimal Decimal()
    {
        var precision = random.Next(1, 39);
        return new SqlType.Decimal(precision, random.Next(precision + 1));
    }

    /// <param name="escapeAll">Whether every character is written as an escape.</param>
    private string Quote(string text, bool escapeAll)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (escapeAll)
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else if (character is '"' or '\\' || (character == '/' && random.Next(2) == 0))
                quoted.Append('\\').Append(character);
            else if (character < ' ')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    private byte[] Damage(byte[] record)
    {
        if (record.Length == 0)
            return record;
        var at = random.Next(record.Length);
        var some = (byte)random.Next(256);
        ReadOnlySpan<byte> likely = "\"\\{}[]:,0e.-+ \n\u00e9nt"u8;
        return random.Next(6) switch
        {
            0 => record[..at],
            1 => [.. record[..at], some, .. record[at..]],
            2 => [.. record[..at], .. record[(at + 1)..]],
            3 => [.. record[..at], likely[random.Next(likely.Length)], .. record[(at + 1)..]],
            4 => [.. record[..at], .. "\\ud834"u8, .. record[at..]],
            _ => [.. record[..at], some, .. record[(at + 1)..]],
        };
    }

    private void Shuffle<T>(List<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
