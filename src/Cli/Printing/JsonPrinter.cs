using System.Collections;
using System.Data.SqlTypes;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>A JSON object a line; numbers that JavaScript cannot hold are strings, times are ISO 8601.</summary>
internal sealed class JsonPrinter(Schema schema, TextWriter output, bool withKind) : LinePrinter(schema, output, withKind)
{
    private const long MaxSafeInteger = 1L << 53;
    private const string LocalPattern = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
    private const string InstantPattern = LocalPattern + "'Z'";

    // Nothing here goes into HTML: text stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MemoryStream _line = new();

    public override IEnumerable<(ChangeKind Kind, string Line)> Lines(ResultBatch batch) =>
        batch.Rows().Select(row => (row.Kind, Line(row.Kind, row.Values)));

    private string Line(ChangeKind kind, IReadOnlyList<object?> values)
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            if (WithKind)
                json.WriteString("op", kind.Text());
            for (var i = 0; i < values.Count; i++)
            {
                json.WritePropertyName(Columns[i].Name);
                WriteValue(json, values[i], Columns[i].Type);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(_line.GetBuffer().AsSpan(0, (int)_line.Length));
    }

    private static void WriteValue(Utf8JsonWriter json, object? value, SqlType type)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or short or int when type is not SqlType.YearMonthInterval:
                json.WriteNumberValue(Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
            case long number and > -MaxSafeInteger and < MaxSafeInteger:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case object?[] items:
                WriteNested(json, items, type);
                break;
            case IDictionary map:
                WriteMap(json, map, type);
                break;
            default:
                json.WriteStringValue(TextOf(value, type));
                break;
        }
    }

    private static void WriteNested(Utf8JsonWriter json, object?[] items, SqlType type)
    {
        if (type is SqlType.Row row)
        {
            json.WriteStartObject();
            for (var i = 0; i < items.Length; i++)
            {
                json.WritePropertyName(row.Fields[i].Name);
                WriteValue(json, items[i], row.Fields[i].Type);
            }

            json.WriteEndObject();
            return;
        }

        json.WriteStartArray();
        foreach (var item in items)
            WriteValue(json, item, ((SqlType.Array)type).Element);
        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, IDictionary map, SqlType type)
    {
        var (key, value) = type is SqlType.Map m ? (m.Key, m.Value) : (((SqlType.Multiset)type).Element, new SqlType.Integer());
        json.WriteStartObject();
        foreach (var entry in map.Keys)
        {
            json.WritePropertyName(entry is DBNull ? "null" : TextOf(entry, key));
            WriteValue(json, map[entry], value);
        }

        json.WriteEndObject();
    }

    private static string TextOf(object value, SqlType type) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(LocalPattern, CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString(InstantPattern, CultureInfo.InvariantCulture),
        TimeSpan span => XmlConvert.ToString(span),
        int months when type is SqlType.YearMonthInterval => string.Create(CultureInfo.InvariantCulture, $"P{months / 12}Y{months % 12}M"),
        byte[] bytes => Convert.ToBase64String(bytes),
        SqlDecimal number => number.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new UnreachableException(value.GetType().Name),
    };
}
