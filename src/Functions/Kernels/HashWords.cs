using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>Reduces a value of any type to 64 bits, equal for equal values: what <see cref="RowHash"/> mixes.</summary>
/// <remarks>Integers are themselves whatever their width; of floats, both zeros are one value and all NaNs are one.</remarks>
public static class HashWords
{
    /// <summary>Stands for NULL.</summary>
    public const ulong Null = 0x6E75_6C6C_9E37_79B9;

    private const ulong K0 = 0xA076_1D64_78BD_642F;
    private const ulong K1 = 0xE703_7ED1_A0B4_28DB;

    public static ulong Of(long value) => (ulong)value;

    public static ulong Of(bool value) => value ? 1UL : 0UL;

    public static ulong Of(double value) =>
        value == 0 ? 0UL : double.IsNaN(value) ? BitConverter.DoubleToUInt64Bits(double.NaN) : BitConverter.DoubleToUInt64Bits(value);

    public static ulong Of(Int128 value) => RowHash.Mix((ulong)value) ^ (ulong)(value >> 64);

    /// <summary>Of text or bytes; the same as of a view or of stored text with these bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> value)
    {
        if (value.Length <= View.MaxInline)
        {
            var view = View.Inline(value);
            return OfInline(in view);
        }

        return OfLong(value);
    }

    /// <summary>Of a value of at most 12 bytes that lies inside its view (or its <see cref="StoredText"/>, which is laid out alike).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfInline(ref readonly View view)
    {
        ref var word = ref Unsafe.As<View, ulong>(ref Unsafe.AsRef(in view));
        return Fold(word ^ K0, Unsafe.Add(ref word, 1) ^ K1);
    }

    private static ulong OfLong(ReadOnlySpan<byte> value)
    {
        var hash = Fold((ulong)value.Length ^ K0, K1);
        var last = MemoryMarshal.Read<ulong>(value[^8..]);
        while (value.Length > 16)
        {
            hash = Fold(MemoryMarshal.Read<ulong>(value) ^ K0 ^ hash, MemoryMarshal.Read<ulong>(value[8..]) ^ K1);
            value = value[16..];
        }

        // The last 16 bytes may overlap those before: 13 bytes suffice for two words.
        var first = value.Length >= 8 ? MemoryMarshal.Read<ulong>(value) : 0;
        return Fold(first ^ K0 ^ hash, last ^ K1);
    }

    /// <summary>One word a stored row of the register.</summary>
    internal static void Fill(Vector key, Span<ulong> words, BatchArena arena)
    {
        words = words[..key.StoredLength];
        switch (key.Physical)
        {
            case PhysicalType.Boolean:
                for (var i = 0; i < words.Length; i++)
                    words[i] = Of(Bitmap.Get(key.Values.Span, i));
                break;
            case PhysicalType.Int8:
                Widen(key.Span<sbyte>(), words);
                break;
            case PhysicalType.Int16:
                Widen(key.Span<short>(), words);
                break;
            case PhysicalType.Int32:
                Widen(key.Span<int>(), words);
                break;
            case PhysicalType.Int64:
                MemoryMarshal.Cast<long, ulong>(key.Span<long>()).CopyTo(words);
                break;
            case PhysicalType.Int128:
                var wide = key.Span<Int128>();
                for (var i = 0; i < words.Length; i++)
                    words[i] = Of(wide[i]);
                break;
            case PhysicalType.Float:
                var floats = key.Span<float>();
                for (var i = 0; i < words.Length; i++)
                    words[i] = Of((double)floats[i]);
                break;
            case PhysicalType.Double:
                var doubles = key.Span<double>();
                for (var i = 0; i < words.Length; i++)
                    words[i] = Of(doubles[i]);
                break;
            case PhysicalType.View:
                Texts(key, words);
                break;
            case PhysicalType.Null:
                words.Fill(Null);
                return;
            default:
                Nested(new ColumnTree(key.Type).Load(key, arena), words, arena);
                break;
        }

        if (key.HasNulls)
            PutNulls(key.Validity.Span, words);
    }

    private static void Widen<T>(ReadOnlySpan<T> values, Span<ulong> words) where T : unmanaged, System.Numerics.INumber<T>
    {
        for (var i = 0; i < words.Length; i++)
            words[i] = ulong.CreateTruncating(values[i]);
    }

    private static void Texts(Vector key, Span<ulong> words)
    {
        var views = key.Span<View>();
        var texts = new Text(key);
        for (var i = 0; i < words.Length; i++)
        {
            ref readonly var view = ref views[i];
            if (view.IsInline)
                words[i] = OfInline(in view);
            else if (texts.IsValid(i))
                words[i] = OfLong(texts[i]);
        }
    }

    private static void PutNulls(ReadOnlySpan<byte> validity, Span<ulong> words)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] = Bitmap.Get(validity, i) ? words[i] : Null;
    }

    private static void Nested(ColumnTree column, Span<ulong> words, BatchArena arena)
    {
        words.Fill(K0);
        foreach (var child in column.Children)
        {
            var length = child.Values.StoredLength;
            var parts = MemoryMarshal.Cast<byte, ulong>(arena.Allocate(length * sizeof(ulong)).Span);
            Fill(child.Values, parts, arena);
            for (var row = 0; row < words.Length; row++)
            {
                var (start, end) = column.Type is SqlType.Row ? (row, row + 1) : column.Range(row);
                words[row] = RowHash.Mix(words[row] ^ (ulong)(end - start));
                for (var i = start; i < end; i++)
                    words[row] = RowHash.Mix(words[row] ^ parts[i]);
            }
        }
    }

    // The two halves of the 128-bit product, folded: the mixing step of the multiply-based hashes.
    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
