using System.Runtime.InteropServices;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>BOOLEAN registers 64 rows at a time, constants spread over the word.</summary>
internal static class BitWords
{
    public static ulong At(Vector vector, int word) => vector.IsConstant
        ? Bitmap.Get(vector.Values.Span, 0) ? ulong.MaxValue : 0
        : MemoryMarshal.Cast<byte, ulong>(vector.Values.Span)[word];

    public static ulong ValidityAt(Vector vector, int word) =>
        !vector.HasNulls ? ulong.MaxValue
        : vector.IsConstant ? (vector.IsNull(0) ? 0 : ulong.MaxValue)
        : MemoryMarshal.Cast<byte, ulong>(vector.Validity.Span)[word];
}
