using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamSql.Functions.Kernels;

/// <summary>Counts and finds code points in UTF-8.</summary>
public static class Utf8
{
    private const ulong TopBits = 0x8080_8080_8080_8080;

    /// <summary>The code points of a text: its bytes that do not continue another.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        var continuations = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(text);
        foreach (var word in words)
            continuations += BitOperations.PopCount(word & TopBits & ~(word << 1));
        foreach (var b in text[(words.Length * sizeof(ulong))..])
            continuations += IsContinuation(b) ? 1 : 0;
        return text.Length - continuations;
    }

    /// <summary>The byte position so many code points after another, or the end of the text.</summary>
    /// <param name="found">How many code points there were, at most <paramref name="count"/>.</param>
    public static int Advance(ReadOnlySpan<byte> text, int start, int count, out int found)
    {
        found = 0;
        var position = start;
        while (found < count && position < text.Length)
        {
            // Eight characters of one byte each at once.
            if (count - found >= sizeof(ulong) && text.Length - position >= sizeof(ulong)
                && (MemoryMarshal.Read<ulong>(text[position..]) & TopBits) == 0)
            {
                position += sizeof(ulong);
                found += sizeof(ulong);
                continue;
            }

            position++;
            while (position < text.Length && IsContinuation(text[position]))
                position++;
            found++;
        }

        return position;
    }

    /// <summary>The byte position so many code points before the end of the text, or its start.</summary>
    public static int AdvanceBack(ReadOnlySpan<byte> text, int count)
    {
        var position = text.Length;
        for (var i = 0; i < count && position > 0; i++)
        {
            position--;
            while (position > 0 && IsContinuation(text[position]))
                position--;
        }

        return position;
    }

    public static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
