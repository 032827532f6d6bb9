using System.Runtime.InteropServices;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>SQL's logic of TRUE, FALSE and NULL, 64 rows at a time.</summary>
public static class ThreeValued
{
    /// <summary>FALSE if either is FALSE, else NULL if either is NULL.</summary>
    /// <param name="result">Already reset; it may be constant only if both are.</param>
    public static void And(Vector a, Vector b, Vector result, BatchArena arena)
    {
        var values = Words(result.AllocateBits(arena));
        if (!a.HasNulls && !b.HasNulls)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = BitWords.At(a, i) & BitWords.At(b, i);
            return;
        }

        var validity = Words(result.AllocateValidity(arena));
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y) = (BitWords.At(a, i), BitWords.At(b, i));
            var (known1, known2) = (BitWords.ValidityAt(a, i), BitWords.ValidityAt(b, i));
            values[i] = x & y & known1 & known2;
            validity[i] = (known1 & known2) | (known1 & ~x) | (known2 & ~y);
        }
    }

    /// <summary>TRUE if either is TRUE, else NULL if either is NULL.</summary>
    /// <param name="result">Already reset; it may be constant only if both are.</param>
    public static void Or(Vector a, Vector b, Vector result, BatchArena arena)
    {
        var values = Words(result.AllocateBits(arena));
        if (!a.HasNulls && !b.HasNulls)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = BitWords.At(a, i) | BitWords.At(b, i);
            return;
        }

        var validity = Words(result.AllocateValidity(arena));
        for (var i = 0; i < values.Length; i++)
        {
            var (known1, known2) = (BitWords.ValidityAt(a, i), BitWords.ValidityAt(b, i));
            var (x, y) = (BitWords.At(a, i) & known1, BitWords.At(b, i) & known2);
            values[i] = x | y;
            validity[i] = (known1 & known2) | x | y;
        }
    }

    private static Span<ulong> Words(Span<byte> bitmap) => MemoryMarshal.Cast<byte, ulong>(bitmap);
}
