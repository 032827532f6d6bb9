using System.Diagnostics;
using System.Globalization;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Schemas;

/// <summary>The Arrow types of a file's leaves, which Parquet's types do not tell apart, one word each:
/// <c>int64 utf8view duration[us] timestamp[ns,UTC]</c>.</summary>
/// <remarks>Kept in the footer. Other readers need not know them: a file without them is read as its Parquet types say.</remarks>
internal static class TypeWords
{
    /// <summary>The key in the footer.</summary>
    public const string Key = "streamsql.schema";

    public static string Write(IEnumerable<ColumnNode> columns) =>
        string.Join(' ', columns.SelectMany(c => c.Leaves()).Select(leaf => Word(leaf.Type)));

    /// <summary>The type that a word stands for, or null if it is no word of ours or not of the stored element's type.</summary>
    public static IArrowType? TryRead(string word, SchemaElement element)
    {
        var type = TryRead(word);
        if (type is null)
            return null;
        SchemaElement format;
        try
        {
            format = LeafFormat.Of(element.Name, type, element.Repetition == Repetition.Optional);
        }
        catch (NotSupportedException)
        {
            return null;
        }

        return (format.Type, format.TypeLength, format.Logical) == (element.Type, element.TypeLength, element.Logical) ? type : null;
    }

    private static string Word(IArrowType type) => type switch
    {
        TimestampType { Timezone: { } zone } t => $"timestamp[{Unit(t.Unit)},{Uri.EscapeDataString(zone)}]",
        TimestampType t => $"timestamp[{Unit(t.Unit)}]",
        DurationType t => $"duration[{Unit(t.Unit)}]",
        Time32Type t => $"time32[{Unit(t.Unit)}]",
        Time64Type t => $"time64[{Unit(t.Unit)}]",
        IntervalType => "interval[month]",
        Decimal64Type t => string.Create(CultureInfo.InvariantCulture, $"decimal64[{t.Precision},{t.Scale}]"),
        Decimal128Type t => string.Create(CultureInfo.InvariantCulture, $"decimal128[{t.Precision},{t.Scale}]"),
        FixedSizeBinaryType t => string.Create(CultureInfo.InvariantCulture, $"fixed[{t.ByteWidth}]"),
        _ => Simple.FirstOrDefault(pair => pair.Value.TypeId == type.TypeId).Key ?? throw new UnreachableException(type.Name),
    };

    private static readonly Dictionary<string, IArrowType> Simple = new()
    {
        ["null"] = NullType.Default,
        ["bool"] = BooleanType.Default,
        ["int8"] = Int8Type.Default,
        ["int16"] = Int16Type.Default,
        ["int32"] = Int32Type.Default,
        ["int64"] = Int64Type.Default,
        ["uint8"] = UInt8Type.Default,
        ["uint16"] = UInt16Type.Default,
        ["uint32"] = UInt32Type.Default,
        ["uint64"] = UInt64Type.Default,
        ["float"] = FloatType.Default,
        ["double"] = DoubleType.Default,
        ["utf8"] = StringType.Default,
        ["utf8view"] = StringViewType.Default,
        ["binary"] = BinaryType.Default,
        ["binaryview"] = BinaryViewType.Default,
        ["date32"] = Date32Type.Default,
        ["interval[month]"] = IntervalType.YearMonth,
    };

    private static IArrowType? TryRead(string word)
    {
        if (Simple.TryGetValue(word, out var simple))
            return simple;
        var open = word.IndexOf('[', StringComparison.Ordinal);
        if (open < 0 || !word.EndsWith(']'))
            return null;
        var arguments = word[(open + 1)..^1].Split(',');
        return (word[..open], arguments) switch
        {
            ("timestamp", [var unit, var zone]) when ReadUnit(unit) is { } u => new TimestampType(u, Uri.UnescapeDataString(zone)),
            ("timestamp", [var unit]) when ReadUnit(unit) is { } u => new TimestampType(u, (string?)null),
            ("duration", [var unit]) when ReadUnit(unit) is { } u => DurationType.FromTimeUnit(u),
            ("time32", [var unit]) when ReadUnit(unit) is { } u => new Time32Type(u),
            ("time64", [var unit]) when ReadUnit(unit) is { } u => new Time64Type(u),
            ("decimal64", [var p, var s]) when ReadNumber(p) is { } precision && ReadNumber(s) is { } scale => new Decimal64Type(precision, scale),
            ("decimal128", [var p, var s]) when ReadNumber(p) is { } precision && ReadNumber(s) is { } scale => new Decimal128Type(precision, scale),
            ("fixed", [var width]) when ReadNumber(width) is { } bytes and > 0 => new FixedSizeBinaryType(bytes),
            _ => null,
        };
    }

    private static int? ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1 << 20 ? number : null;

    private static string Unit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };

    private static TimeUnit? ReadUnit(string text) => text switch
    {
        "s" => TimeUnit.Second,
        "ms" => TimeUnit.Millisecond,
        "us" => TimeUnit.Microsecond,
        "ns" => TimeUnit.Nanosecond,
        _ => null,
    };
}
