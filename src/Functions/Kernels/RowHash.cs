using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>64-bit hashes of keys, for hash tables and for key groups.</summary>
/// <remarks>The hash of a key of several columns is <c>Add(Add(Start, word 1), word 2)</c> with the words of <see cref="HashWords"/>, so that
/// a stored row hashes like the columns it came from. It is part of the checkpoint format: it never changes.</remarks>
public static class RowHash
{
    /// <summary>The hash of the key of no columns.</summary>
    public const ulong Start = 0x2545_F491_4F6C_DD1D;

    private const ulong M1 = 0xFF51_AFD7_ED55_8CCD;
    private const ulong M2 = 0xC4CE_B9FE_1A85_EC53;

    /// <summary>The hash of a key with one more column.</summary>
    public static ulong Add(ulong hash, ulong word) => Mix(hash ^ word);

    /// <summary>The hashes of the rows of a batch by the given columns.</summary>
    /// <param name="hashes">One per row.</param>
    public static void Compute(ReadOnlySpan<Vector> keys, Span<ulong> hashes, BatchArena arena)
    {
        hashes.Fill(Start);
        var mark = arena.Mark();
        foreach (var key in keys)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(arena.Allocate(key.StoredLength * sizeof(ulong)).Span);
            HashWords.Fill(key, words, arena);
            if (key.IsConstant)
                AddConstant(hashes, words[0]);
            else
                AddColumn(hashes, words[..hashes.Length]);
        }

        arena.Release(mark);
    }

    /// <summary>A bijection that lets every bit of the input change half the bits of the output.</summary>
    internal static ulong Mix(ulong x)
    {
        x = (x ^ x >> 33) * M1;
        x = (x ^ x >> 33) * M2;
        return x ^ x >> 33;
    }

    private static void AddColumn(Span<ulong> hashes, ReadOnlySpan<ulong> words)
    {
        var i = 0;
        for (; i <= hashes.Length - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
            Mix(Vector512.Create(hashes[i..]) ^ Vector512.Create(words[i..])).CopyTo(hashes[i..]);
        for (; i < hashes.Length; i++)
            hashes[i] = Mix(hashes[i] ^ words[i]);
    }

    private static void AddConstant(Span<ulong> hashes, ulong word)
    {
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = Mix(hashes[i] ^ word);
    }

    private static Vector512<ulong> Mix(Vector512<ulong> x)
    {
        x = (x ^ x >> 33) * M1;
        x = (x ^ x >> 33) * M2;
        return x ^ x >> 33;
    }
}
