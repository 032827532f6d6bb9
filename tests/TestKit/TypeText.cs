using System.Globalization;
using System.Text.RegularExpressions;
using StreamSql.Core.Types;

namespace StreamSql.TestKit;

/// <summary>Types from their SQL text, as far as the tests need them.</summary>
public static class TypeText
{
    public static SqlType Parse(string text)
    {
        text = text.Trim();
        if (text.EndsWith(" NOT NULL", StringComparison.Ordinal))
            return Parse(text[..^" NOT NULL".Length]).NotNull();
        var match = Regex.Match(text, @"^(\w+)(?:[(<](.*)[)>])?$", RegexOptions.Singleline);
        var arguments = Split(match.Groups[2].Value);
        int Number(int index, int otherwise) =>
            index < arguments.Count ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
        return match.Groups[1].Value switch
        {
            "BOOLEAN" => new SqlType.Boolean(),
            "TINYINT" => new SqlType.TinyInt(),
            "SMALLINT" => new SqlType.SmallInt(),
            "INT" => new SqlType.Integer(),
            "BIGINT" => new SqlType.BigInt(),
            "FLOAT" => new SqlType.Float(),
            "DOUBLE" => new SqlType.Double(),
            "DECIMAL" => new SqlType.Decimal(Number(0, 10), Number(1, 0)),
            "STRING" => SqlType.String,
            "CHAR" => new SqlType.Char(Number(0, 1)),
            "VARCHAR" => new SqlType.VarChar(Number(0, 1)),
            "BINARY" => new SqlType.Binary(Number(0, 1)),
            "VARBINARY" => new SqlType.VarBinary(Number(0, 1)),
            "BYTES" => SqlType.Bytes,
            "DATE" => new SqlType.Date(),
            "TIME" => new SqlType.Time(Number(0, 0)),
            "TIMESTAMP" => new SqlType.Timestamp(Number(0, 6)),
            "TIMESTAMP_LTZ" => new SqlType.TimestampLtz(Number(0, 6)),
            "ARRAY" => new SqlType.Array(Parse(arguments[0])),
            "MAP" => new SqlType.Map(Parse(arguments[0]), Parse(arguments[1])),
            "MULTISET" => new SqlType.Multiset(Parse(arguments[0])),
            "ROW" => new SqlType.Row(new EquatableList<RowField>([.. arguments.Select(RowField)])),
            var name => throw new ArgumentException(name),
        };
    }

    private static RowField RowField(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return new RowField(text[..space], Parse(text[space..]));
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                if (i > start)
                    parts.Add(text[start..i].Trim());
                start = i + 1;
            }
            else
            {
                depth += text[i] is '<' or '(' ? 1 : text[i] is '>' or ')' ? -1 : 0;
            }
        }

        return parts;
    }
}
