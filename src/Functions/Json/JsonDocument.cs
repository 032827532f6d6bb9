using System.Buffers;

namespace StreamSql.Functions.Json;

/// <summary>A document and the strings in it. One object serves one kernel for all rows.</summary>
internal sealed class JsonDocument
{
    private readonly JsonTape _tape = new();
    private readonly List<int> _keys = [];
    private byte[] _text = [];
    private byte[] _scratch = [];
    private byte[] _otherScratch = [];
    private int _length;

    /// <summary>The value of the whole document.</summary>
    public const int Root = 0;

    /// <summary>Reads a document; nothing else may be asked if it is no JSON.</summary>
    public bool TryRead(ReadOnlySpan<byte> text)
    {
        if (_text.Length < text.Length)
            (_text, _scratch, _otherScratch) = (new byte[text.Length], new byte[text.Length], new byte[text.Length]);
        text.CopyTo(_text);
        _length = text.Length;
        return _tape.TryRead(_text.AsSpan(0, _length));
    }

    public ref readonly JsonNode this[int node] => ref _tape[node];

    /// <summary>The text of a scalar: of a string, what it says. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(int node) => Text(node, _scratch);

    /// <summary>The value of the last member with the key, or -1.</summary>
    public int Member(int node, ReadOnlySpan<byte> key)
    {
        var found = -1;
        var end = _tape[node].End;
        for (var member = node + 1; member < end; member = _tape[member + 1].End)
        {
            if (Text(member).SequenceEqual(key))
                found = member + 1;
        }

        return found;
    }

    /// <summary>Writes a value without blanks and with the members of objects in the order of their keys, as Flink does.</summary>
    public void Write(IBufferWriter<byte> output, int node)
    {
        var value = _tape[node];
        switch (value.Kind)
        {
            case JsonKind.Object:
                WriteObject(output, node);
                break;
            case JsonKind.Array:
                output.Write("["u8);
                for (var item = node + 1; item < value.End; item = _tape[item].End)
                {
                    if (item > node + 1)
                        output.Write(","u8);
                    Write(output, item);
                }

                output.Write("]"u8);
                break;
            case JsonKind.Text:
                JsonText.WriteString(output, Text(node));
                break;
            default:
                output.Write(Text(node));
                break;
        }
    }

    private ReadOnlySpan<byte> Text(int node, byte[] scratch)
    {
        ref readonly var value = ref _tape[node];
        var raw = _text.AsSpan(value.Start, value.Length);
        return value.IsEscaped ? scratch.AsSpan(0, JsonText.Unescape(raw, scratch)) : raw;
    }

    private void WriteObject(IBufferWriter<byte> output, int node)
    {
        var first = _keys.Count;
        var end = _tape[node].End;
        for (var member = node + 1; member < end; member = _tape[member + 1].End)
            Insert(first, member);
        output.Write("{"u8);
        for (var i = first; i < _keys.Count; i++)
        {
            if (i > first)
                output.Write(","u8);
            JsonText.WriteString(output, Text(_keys[i]));
            output.Write(":"u8);
            Write(output, _keys[i] + 1);
        }

        output.Write("}"u8);
        _keys.RemoveRange(first, _keys.Count - first);
    }

    // Of two members with one key the later counts.
    private void Insert(int first, int key)
    {
        var place = _keys.Count;
        for (; place > first; place--)
        {
            var order = Text(_keys[place - 1], _otherScratch).SequenceCompareTo(Text(key));
            if (order == 0)
            {
                _keys[place - 1] = key;
                return;
            }

            if (order < 0)
                break;
        }

        _keys.Insert(place, key);
    }
}
