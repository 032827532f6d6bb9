using System.Runtime.InteropServices;
using StreamSql.Core.Data;

namespace StreamSql.Execution.Expressions;

/// <summary>Typed pieces of an arena.</summary>
internal static class Scratch
{
    /// <summary>Uninitialised memory for so many values.</summary>
    public static Span<T> Take<T>(this BatchArena arena, int count) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(arena.Allocate(count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()).Span);

    /// <summary>A bitmap in whole words with all bits alike.</summary>
    public static Span<byte> TakeBits(this BatchArena arena, int count, bool value)
    {
        var bits = arena.Allocate(Bitmap.ByteCount(count)).Span;
        bits.Fill(value ? (byte)0xFF : (byte)0);
        return bits;
    }
}
