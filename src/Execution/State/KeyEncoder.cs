using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.State;

/// <summary>The keys of a batch as rows have them: hashes and words.</summary>
/// <param name="hashes">One per row.</param>
/// <param name="words"><paramref name="width"/> words per row. Of a long text the second word is its <see cref="View"/>'s, not the state's.</param>
/// <param name="columns">The key columns, for long texts.</param>
internal readonly ref struct KeyBatch(ReadOnlySpan<ulong> hashes, ReadOnlySpan<ulong> words, int width, ReadOnlySpan<Vector> columns)
{
    public readonly ReadOnlySpan<ulong> Hashes = hashes;
    public readonly ReadOnlySpan<ulong> Words = words;
    public readonly int Width = width;
    public readonly ReadOnlySpan<Vector> Columns = columns;
}

/// <summary>Turns key columns into the words of a <see cref="RowLayout"/>.</summary>
/// <remarks>What SQL holds equal gets equal words: NULLs are zeros with their bit set, both float zeros are one, and so are all NaNs.</remarks>
internal sealed class KeyEncoder(RowLayout layout, int columns, int width)
{
    /// <summary>Encodes whole keys.</summary>
    public static KeyEncoder ForKey(RowLayout layout) => new(layout, layout.Keys.Length, layout.KeyWords);

    /// <summary>Encodes the prefix of keys.</summary>
    public static KeyEncoder ForPrefix(RowLayout layout) => new(layout, layout.PrefixColumns, layout.PrefixWords);

    /// <param name="keys">As many flat columns as were asked for.</param>
    /// <param name="hashes">One per row, by <see cref="RowHash"/>.</param>
    public KeyBatch Encode(ReadOnlySpan<Vector> keys, int count, ReadOnlySpan<ulong> hashes, BatchArena arena)
    {
        Debug.Assert(keys.Length == columns, "one column per key");
        if (columns == 1 && width == 1 && layout.Keys[0] is { Physical: PhysicalType.Int64 } && !keys[0].IsConstant)
            return new KeyBatch(hashes, MemoryMarshal.Cast<long, ulong>(keys[0].Span<long>()), width, keys);
        var words = arena.Take<ulong>(count * width);
        words.Clear();
        for (var i = 0; i < columns; i++)
            Put(keys[i], layout.Keys[i], MemoryMarshal.AsBytes(words), count);
        return new KeyBatch(hashes, words, width, keys);
    }

    private void Put(Vector key, in FieldPlace field, Span<byte> target, int count)
    {
        switch (field.Physical)
        {
            case PhysicalType.Boolean:
                var bits = key.Values.Span;
                for (var i = 0; i < count; i++)
                    target[Place(i, field.Offset)] = Bitmap.Get(bits, key.IsConstant ? 0 : i) ? (byte)1 : (byte)0;
                break;
            case PhysicalType.Int8:
                Put<byte, Plain<byte>>(key, field.Offset, target, count);
                break;
            case PhysicalType.Int16:
                Put<short, Plain<short>>(key, field.Offset, target, count);
                break;
            case PhysicalType.Int32:
                Put<int, Plain<int>>(key, field.Offset, target, count);
                break;
            case PhysicalType.Int64:
                Put<long, Plain<long>>(key, field.Offset, target, count);
                break;
            case PhysicalType.Int128 or PhysicalType.View:
                Put<View, Plain<View>>(key, field.Offset, target, count);
                break;
            case PhysicalType.Float:
                Put<float, Floating<float>>(key, field.Offset, target, count);
                break;
            case PhysicalType.Double:
                Put<double, Floating<double>>(key, field.Offset, target, count);
                break;
            case PhysicalType.Null:
                break;
            default:
                throw new UnreachableException(field.Type.Name);
        }

        if (key.HasNulls)
            PutNulls(key, field, target, count);
    }

    private int Place(int row, int offset) => (row * width * sizeof(ulong)) + offset - RowLayout.KeyOffset;

    private void Put<T, TForm>(Vector key, int offset, Span<byte> target, int count)
        where T : unmanaged
        where TForm : IForm<T>
    {
        var values = key.Span<T>();
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), Place(0, offset));
        var stride = width * sizeof(ulong);
        if (key.IsConstant)
        {
            for (var i = 0; i < count; i++)
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, (nint)i * stride), TForm.Of(values[0]));
            return;
        }

        for (var i = 0; i < count; i++)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, (nint)i * stride), TForm.Of(values[i]));
    }

    // What stands under a NULL is undefined, so it is wiped. Of a column that is NOT NULL in the table, such rows are not looked for.
    private void PutNulls(Vector key, in FieldPlace field, Span<byte> target, int count)
    {
        var size = field.Physical == PhysicalType.Boolean ? 1 : field.Physical.Width();
        for (var i = 0; i < count; i++)
        {
            if (!key.IsNull(i))
                continue;
            target.Slice(Place(i, field.Offset), size).Clear();
            if (field.NullMask != 0)
                target[Place(i, field.NullOffset)] |= field.NullMask;
        }
    }

    private interface IForm<T>
    {
        static abstract T Of(T value);
    }

    private readonly struct Plain<T> : IForm<T> where T : unmanaged
    {
        public static T Of(T value) => value;
    }

    private readonly struct Floating<T> : IForm<T> where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        public static T Of(T value) => T.IsNaN(value) ? T.NaN : value + T.Zero;
    }
}
