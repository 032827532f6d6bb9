using System.Runtime.CompilerServices;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>Equality and order of texts, which the 16-byte views decide in nearly all cases.</summary>
internal static class TextEquality
{
    public static bool Same(ref readonly Text a, int rowA, ref readonly Text b, int rowB)
    {
        ref readonly var x = ref a.At(rowA);
        ref readonly var y = ref b.At(rowB);
        if (Words(in x) != Words(in y))
            return false;
        return x.IsInline ? Rest(in x) == Rest(in y) : a[rowA].SequenceEqual(b[rowB]);
    }

    /// <summary>By bytes, which for UTF-8 is by code points.</summary>
    public static int Compare(ref readonly Text a, int rowA, ref readonly Text b, int rowB)
    {
        var x = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(a.At(rowA).Prefix);
        var y = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(b.At(rowB).Prefix);
        return x != y ? (x < y ? -1 : 1) : a[rowA].SequenceCompareTo(b[rowB]);
    }

    // Length and prefix.
    private static ulong Words(ref readonly View view) => Unsafe.As<View, ulong>(ref Unsafe.AsRef(in view));

    private static ulong Rest(ref readonly View view) => Unsafe.Add(ref Unsafe.As<View, ulong>(ref Unsafe.AsRef(in view)), 1);
}
