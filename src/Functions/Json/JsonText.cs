using System.Buffers;
using System.Globalization;
using System.Text;

namespace StreamSql.Functions.Json;

/// <summary>Strings in and out of JSON.</summary>
internal static class JsonText
{
    private const string HexDigits = "0123456789ABCDEF";

    private static readonly SearchValues<byte> MustEscape = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>Writes a string with quotes; all but quotes, backslashes and control characters stay as they are.</summary>
    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        while (text.IndexOfAny(MustEscape) is var special and >= 0)
        {
            output.Write(text[..special]);
            WriteEscape(output, text[special]);
            text = text[(special + 1)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }

    /// <summary>Resolves the escapes of a valid JSON string without its quotes.</summary>
    /// <param name="target">At least as long as the text.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '\\')
            {
                target[length++] = text[i++];
                continue;
            }

            var escape = (char)text[i + 1];
            if (escape != 'u')
            {
                target[length++] = (byte)(escape switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escape });
                i += 2;
                continue;
            }

            var unit = Unit(text, i);
            i += 6;
            var rune = Rune.ReplacementChar;
            var hasNext = i + 6 <= text.Length && text[i] == '\\' && text[i + 1] == 'u';
            if (char.IsHighSurrogate(unit) && hasNext && Rune.TryCreate(unit, Unit(text, i), out var pair))
                (rune, i) = (pair, i + 6);
            else if (!char.IsSurrogate(unit))
                rune = new Rune(unit);
            length += rune.EncodeToUtf8(target[length..]);
        }

        return length;
    }

    private static char Unit(ReadOnlySpan<byte> text, int escape) =>
        (char)ushort.Parse(text.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void WriteEscape(IBufferWriter<byte> output, byte special)
    {
        var letter = (char)special switch { '"' => '"', '\\' => '\\', '\b' => 'b', '\f' => 'f', '\n' => 'n', '\r' => 'r', '\t' => 't', _ => 'u' };
        var target = output.GetSpan(6);
        (target[0], target[1]) = ((byte)'\\', (byte)letter);
        if (letter != 'u')
        {
            output.Advance(2);
            return;
        }

        (target[2], target[3]) = ((byte)'0', (byte)'0');
        (target[4], target[5]) = ((byte)HexDigits[special >> 4], (byte)HexDigits[special & 15]);
        output.Advance(6);
    }
}
