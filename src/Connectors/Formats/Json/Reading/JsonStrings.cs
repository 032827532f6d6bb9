using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>The inside of JSON strings: where they end, what their escapes mean.</summary>
internal static class JsonStrings
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    /// <summary>The first quote, backslash or control character, or -1.</summary>
    public static int IndexOfSpecial(ReadOnlySpan<byte> text) => text.IndexOfAny(Special);

    /// <summary>The first quote, backslash or control character, or -1.</summary>
    /// <param name="foreign">Set if there is a byte outside ASCII before it.</param>
    public static int IndexOfSpecial(ReadOnlySpan<byte> text, ref bool foreign)
    {
        if (text.Length < Vector256<byte>.Count)
            return IndexInShort(text, ref foreign);
        ref var start = ref MemoryMarshal.GetReference(text);
        var last = text.Length - Vector256<byte>.Count;
        var high = 0u;
        // The last step looks again at bytes that are known to be plain.
        for (var position = 0; ; position = Math.Min(position + Vector256<byte>.Count, last))
        {
            var chunk = Vector256.LoadUnsafe(ref start, (nuint)position);
            var special = SpecialBits(chunk);
            if (special != 0)
            {
                var first = BitOperations.TrailingZeroCount(special);
                foreign |= (high | (chunk.ExtractMostSignificantBits() & ((1u << first) - 1))) != 0;
                return position + first;
            }

            high |= chunk.ExtractMostSignificantBits();
            if (position == last)
                break;
        }

        foreign |= high != 0;
        return -1;
    }

    /// <summary>A bit for every quote, backslash and control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SpecialBits(Vector256<byte> chunk) =>
        (Vector256.Equals(chunk, Vector256.Create((byte)'"'))
            | Vector256.Equals(chunk, Vector256.Create((byte)'\\'))
            | Vector256.Equals(chunk & Vector256.Create((byte)0xE0), Vector256<byte>.Zero)).ExtractMostSignificantBits();

    /// <summary>Goes past a string without escapes or a number without fraction.</summary>
    /// <param name="text">Padded, see <see cref="PaddedText"/>.</param>
    /// <returns>The place after it, or -1 if it is not so.</returns>
    public static int TrySkipUsual(ref byte text, int position, int length)
    {
        if (Unsafe.Add(ref text, position) == '"')
            return TrySkipString(ref text, position + 1, length);
        var digits = Values.NumberScan.LeadingDigits(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, position)));
        var end = position + digits;
        return digits is > 0 and < 8 && end < length && Unsafe.Add(ref text, end) is (byte)',' or (byte)'}'
            && (digits == 1 || Unsafe.Add(ref text, position) != '0')
            ? end
            : -1;
    }

    private static int TrySkipString(ref byte text, int start, int length)
    {
        for (var at = start; at < length; at += Vector256<byte>.Count)
        {
            var chunk = Vector256.LoadUnsafe(ref text, (nuint)at);
            var special = SpecialBits(chunk);
            var high = chunk.ExtractMostSignificantBits();
            if ((special | high) == 0)
                continue;
            var end = at + BitOperations.TrailingZeroCount(special);
            return special != 0 && (high & (special ^ (special - 1))) == 0 && end < length && Unsafe.Add(ref text, end) == '"' ? end + 1 : -1;
        }

        return -1;
    }

    private static int IndexInShort(ReadOnlySpan<byte> text, ref bool foreign)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < 0x20 or (byte)'"' or (byte)'\\')
                return i;
            foreign |= text[i] >= 0x80;
        }

        return -1;
    }

    /// <summary>The length of the escape that the text starts with, or 0 if it is malformed; half a surrogate pair is.</summary>
    public static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
            return 0;
        if (text[1] != 'u')
            return text[1] is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' ? 2 : 0;
        if (!TryUnit(text, out var unit))
            return 0;
        if (!char.IsSurrogate(unit))
            return 6;
        return char.IsHighSurrogate(unit) && text.Length >= 12 && text[6] == '\\' && text[7] == 'u'
            && TryUnit(text[6..], out var low) && char.IsLowSurrogate(low) ? 12 : 0;
    }

    /// <summary>Writes the content of a string without its escapes, all of which are well-formed.</summary>
    /// <param name="target">As long as the content at least: no escape is shorter than what it stands for.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var next = content.IndexOf((byte)'\\');
            var plain = next < 0 ? content : content[..next];
            plain.CopyTo(target[written..]);
            written += plain.Length;
            if (next < 0)
                return written;
            content = content[next..];
            var length = EscapeLength(content);
            written += Write(content, length, target[written..]);
            content = content[length..];
        }
    }

    private static int Write(ReadOnlySpan<byte> escape, int length, Span<byte> target)
    {
        if (length == 2)
        {
            target[0] = escape[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var itself => itself,
            };
            return 1;
        }

        TryUnit(escape, out var first);
        if (length == 6)
            return new Rune(first).EncodeToUtf8(target);
        Debug.Assert(length == 12, "a surrogate pair");
        TryUnit(escape[6..], out var second);
        return new Rune(first, second).EncodeToUtf8(target);
    }

    private static bool TryUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < 6 || !ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        unit = (char)value;
        return true;
    }
}
