using System.Buffers;
using System.Text;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Json;

/// <summary>Whether a text is JSON of one kind.</summary>
internal readonly struct IsJson(JsonTest test) : IOperation<Text, BitSink>
{
    private readonly JsonTape _tape = new();

    public bool Invoke(in Text a, int row, ref BitSink sink)
    {
        var isJson = _tape.TryRead(a[row]) && test switch
        {
            JsonTest.Object => _tape[0].Kind == JsonKind.Object,
            JsonTest.Array => _tape[0].Kind == JsonKind.Array,
            JsonTest.Scalar => _tape[0].IsScalar,
            _ => true,
        };
        return sink.Set(row, isJson);
    }
}

/// <summary>What IS JSON may ask for.</summary>
internal enum JsonTest
{
    Value,
    Object,
    Array,
    Scalar,
}

/// <summary>A text that is JSON, in the form that all JSON functions give.</summary>
internal readonly struct Canonical() : IOperation<Text, TextSink>
{
    private readonly JsonDocument _document = new();
    private readonly ArrayBufferWriter<byte> _text = new();

    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        if (!_document.TryRead(a[row]))
            throw FunctionErrors.InvalidArgument("JSON", "the text is no JSON");
        _text.ResetWrittenCount();
        _document.Write(_text, JsonDocument.Root);
        return sink.Set(row, _text.WrittenSpan);
    }
}

/// <summary>A text as a JSON string in ASCII; slashes are escaped as well.</summary>
internal readonly struct Quote() : IOperation<Text, TextSink>
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        _text.ResetWrittenCount();
        _text.Write("\""u8);
        var rest = a[row];
        Span<char> units = stackalloc char[2];
        while (Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done || !rest.IsEmpty)
        {
            rest = rest[length..];
            var letter = rune.Value switch { '"' => '"', '\\' => '\\', '/' => '/', '\b' => 'b', '\f' => 'f', '\n' => 'n', '\r' => 'r', '\t' => 't', _ => '\0' };
            if (letter != 0)
                Put('\\', letter);
            else if (rune.IsAscii)
                Put((char)rune.Value);
            else
                PutUnits(units[..rune.EncodeToUtf16(units)]);
        }

        _text.Write("\""u8);
        return sink.Set(row, _text.WrittenSpan);
    }

    private void PutUnits(ReadOnlySpan<char> units)
    {
        foreach (var unit in units)
        {
            Put('\\', 'u');
            ((ushort)unit).TryFormat(_text.GetSpan(4), out var written, "x4", System.Globalization.CultureInfo.InvariantCulture);
            _text.Advance(written);
        }
    }

    private void Put(params ReadOnlySpan<char> ascii)
    {
        foreach (var c in ascii)
        {
            _text.GetSpan(1)[0] = (byte)c;
            _text.Advance(1);
        }
    }
}

/// <summary>What a JSON string says; any other text as it is.</summary>
internal readonly struct Unquote() : IOperation<Text, TextSink>
{
    private readonly JsonDocument _document = new();

    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        return text is [(byte)'"', .., (byte)'"'] && _document.TryRead(text) && _document[JsonDocument.Root].Kind == JsonKind.Text
            ? sink.Set(row, _document.Text(JsonDocument.Root))
            : sink.Slice(row, 0, in a.At(row), text, 0, text.Length);
    }
}
