using System.Text.Json;

namespace StreamSql.Functions.Json;

/// <summary>What a piece of JSON is.</summary>
internal enum JsonKind : byte
{
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

/// <summary>A value of a document or, before each value of an object, its key.</summary>
/// <param name="Start">Of its text in the document; of a string, after the quote.</param>
/// <param name="Length">Of its text, quotes excluded; 0 of objects and arrays.</param>
/// <param name="End">The node after it and all that is inside it.</param>
/// <param name="IsEscaped">Whether a string has backslashes.</param>
internal readonly record struct JsonNode(JsonKind Kind, int Start, int Length, int End, bool IsEscaped)
{
    public bool IsScalar => Kind >= JsonKind.Text;
}

/// <summary>A JSON document as a list of nodes, each before those inside it. Used for one document after the other.</summary>
internal sealed class JsonTape
{
    private const int MaxDepth = 1000;

    private readonly int[] _open = new int[MaxDepth];
    private JsonNode[] _nodes = new JsonNode[64];
    private int _count;

    public ref readonly JsonNode this[int node] => ref _nodes[node];

    /// <summary>Reads a document; the nodes refer to its text.</summary>
    /// <returns>Whether the text is exactly one JSON value.</returns>
    public bool TryRead(ReadOnlySpan<byte> text)
    {
        _count = 0;
        var depth = 0;
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        _open[depth++] = _count;
                        Add(reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.Array, (int)reader.TokenStartIndex, 0, false);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var opened = _open[--depth];
                        _nodes[opened] = _nodes[opened] with { End = _count };
                        break;
                    case JsonTokenType.PropertyName or JsonTokenType.String:
                        Add(JsonKind.Text, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
                        break;
                    default:
                        Add(KindOf(reader.TokenType), (int)reader.TokenStartIndex, reader.ValueSpan.Length, false);
                        break;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return _count > 0;
    }

    private static JsonKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => JsonKind.Number,
        JsonTokenType.True => JsonKind.True,
        JsonTokenType.False => JsonKind.False,
        _ => JsonKind.Null,
    };

    private void Add(JsonKind kind, int start, int length, bool isEscaped)
    {
        if (_count == _nodes.Length)
            Array.Resize(ref _nodes, _nodes.Length * 2);
        _nodes[_count] = new JsonNode(kind, start, length, _count + 1, isEscaped);
        _count++;
    }
}
