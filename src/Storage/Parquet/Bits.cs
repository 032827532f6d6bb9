using System.Buffers.Binary;

namespace StreamSql.Storage.Parquet;

/// <summary>Stretches of bitmaps that begin and end anywhere, a word at a time.</summary>
internal static class Bits
{
    public static void Fill(Span<byte> bitmap, int start, int count, bool value)
    {
        for (; count > 0 && (start & 7) != 0; start++, count--)
            Set(bitmap, start, value);
        var bytes = count / 8;
        bitmap.Slice(start / 8, bytes).Fill(value ? (byte)0xFF : (byte)0);
        for (start += bytes * 8, count -= bytes * 8; count > 0; start++, count--)
            Set(bitmap, start, value);
    }

    /// <summary>Copies bits; those around them in the target stay as they are.</summary>
    public static void Copy(ReadOnlySpan<byte> source, int sourceStart, Span<byte> target, int targetStart, int count)
    {
        for (; count > 0 && (targetStart & 7) != 0; sourceStart++, targetStart++, count--)
            Set(target, targetStart, (source[sourceStart >> 3] >> (sourceStart & 7) & 1) != 0);
        source = source[(sourceStart >> 3)..];
        target = target[(targetStart >> 3)..];
        var shift = sourceStart & 7;
        if (shift == 0)
        {
            source[..(count / 8)].CopyTo(target);
            source = source[(count / 8)..];
            target = target[(count / 8)..];
            count &= 7;
        }

        for (; count >= 64 && source.Length > 8; count -= 64)
        {
            var word = (BinaryPrimitives.ReadUInt64LittleEndian(source) >> shift) | ((ulong)source[8] << 1 << (63 - shift));
            BinaryPrimitives.WriteUInt64LittleEndian(target, word);
            source = source[8..];
            target = target[8..];
        }

        for (var i = 0; i < count; i++)
            Set(target, i, (source[(shift + i) >> 3] >> ((shift + i) & 7) & 1) != 0);
    }

    private static void Set(Span<byte> bitmap, int index, bool value)
    {
        ref var cell = ref bitmap[index >> 3];
        var bit = (byte)(1 << (index & 7));
        cell = value ? (byte)(cell | bit) : (byte)(cell & ~bit);
    }
}
