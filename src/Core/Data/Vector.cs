using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Types;

namespace StreamSql.Core.Data;

/// <summary>A register of the expression evaluator: the values of one expression over one batch, in Arrow's layout but not yet an
/// Arrow array. Made once when a plan is compiled, filled again for every batch.</summary>
/// <remarks>Values under a cleared validity bit are undefined but present. All bitmaps start at bit 0 and have whole 64-bit words.</remarks>
public sealed class Vector(SqlType type)
{
    private static readonly ReadOnlyMemory<byte>[] NoBuffers = [];

    public SqlType Type { get; } = type;

    public PhysicalType Physical { get; } = type.Physical();

    /// <summary>Rows of the batch, also if <see cref="IsConstant"/>.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the one value at index 0 (and validity bit 0) stands for all rows.</summary>
    public bool IsConstant { get; private set; }

    /// <summary>How many values the buffers hold: 1 if constant, else <see cref="Length"/>.</summary>
    public int StoredLength => IsConstant ? 1 : Length;

    /// <summary>Empty if nothing is NULL.</summary>
    public ReadOnlyMemory<byte> Validity { get; private set; }

    /// <summary>Fixed-width values, views or the bits of booleans; empty for nested types.</summary>
    public ReadOnlyMemory<byte> Values { get; private set; }

    /// <summary>The data buffers of views.</summary>
    public ReadOnlyMemory<byte>[] Data { get; private set; } = NoBuffers;

    /// <summary>The array of a nested or NULL type (of <see cref="StoredLength"/> rows), else <see langword="null"/>.</summary>
    public IArrowArray? Nested { get; private set; }

    /// <summary>The column this register was loaded from unchanged, so that a projection hands it on by reference.</summary>
    public IArrowArray? Source { get; private set; }

    public bool HasNulls => !Validity.IsEmpty;

    public bool IsNull(int row) => HasNulls && !Bitmap.Get(Validity.Span, IsConstant ? 0 : row);

    /// <summary>The stored values; index 0 alone if constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Span<T>() where T : unmanaged => MemoryMarshal.Cast<byte, T>(Values.Span)[..StoredLength];

    /// <summary>The value's bytes, for views.</summary>
    /// <param name="row">A stored index: 0 if constant.</param>
    public ReadOnlySpan<byte> Bytes(int row)
    {
        ref readonly var view = ref MemoryMarshal.Cast<byte, View>(Values.Span)[row];
        return view.IsInline ? View.InlineBytes(in view) : Data[view.BufferIndex].Span.Slice(view.Offset, view.Length);
    }

    /// <summary>Starts a new batch; what was in the register is forgotten.</summary>
    public void Reset(int length, bool constant)
    {
        (Length, IsConstant) = (length, constant);
        (Validity, Values, Data, Nested, Source) = (default, default, NoBuffers, null, null);
    }

    /// <summary>Room for the values of a fixed-width type or for views, uninitialised.</summary>
    public Span<T> AllocateValues<T>(BatchArena arena) where T : unmanaged
    {
        var memory = arena.Allocate(StoredLength * Unsafe.SizeOf<T>());
        Values = memory;
        return MemoryMarshal.Cast<byte, T>(memory.Span);
    }

    /// <summary>Room for the bits of a BOOLEAN, in whole words, uninitialised.</summary>
    public Span<byte> AllocateBits(BatchArena arena)
    {
        var memory = arena.Allocate(Bitmap.ByteCount(StoredLength));
        Values = memory;
        return memory.Span;
    }

    /// <summary>Room for a validity bitmap, in whole words, uninitialised: the caller sets every bit.</summary>
    public Span<byte> AllocateValidity(BatchArena arena)
    {
        var memory = arena.Allocate(Bitmap.ByteCount(StoredLength));
        Validity = memory;
        return memory.Span;
    }

    public void SetValidity(ReadOnlyMemory<byte> validity) => Validity = validity;

    public void SetValues(ReadOnlyMemory<byte> values) => Values = values;

    public void SetData(params ReadOnlyMemory<byte>[] data) => Data = data;

    public void SetNested(IArrowArray array) => Nested = array;

    /// <summary>Takes over another register's content without copying, also under another type of the same layout.</summary>
    public void Share(Vector other)
    {
        (Length, IsConstant) = (other.Length, other.IsConstant);
        (Validity, Values, Data, Nested) = (other.Validity, other.Values, other.Data, other.Nested);
        Source = Type.SameAs(other.Type) ? other.Source : null;
    }

    /// <summary>Takes over some consecutive rows of another register without copying.</summary>
    /// <param name="start">A multiple of 64: bitmaps start at a word.</param>
    public void ShareRows(Vector other, int start, int length)
    {
        System.Diagnostics.Debug.Assert(start % 64 == 0, "bitmaps start at a word");
        if (other.IsConstant)
        {
            Share(other);
            (Length, Source) = (length, null);
            return;
        }

        Reset(length, constant: false);
        if (other.HasNulls)
            Validity = other.Validity[(start / 8)..];
        Data = other.Data;
        if (other.Nested is { } nested)
            Nested = ArrowArrayFactory.Slice(nested, start, length);
        else
            Values = other.Values[(Physical == PhysicalType.Boolean ? start / 8 : start * Physical.Width())..];
    }

    /// <summary>Loads a column without copying, except a bitmap that does not start at a word.</summary>
    public void Load(IArrowArray array, BatchArena arena)
    {
        Reset(array.Length, constant: false);
        Source = array;
        var data = array.Data;
        if (Physical == PhysicalType.Null)
            Validity = arena.AllocateZeroed(Bitmap.ByteCount(array.Length));
        else if (data.GetNullCount() > 0)
            Validity = Aligned(data.Buffers[0].Memory, data.Offset, data.Length, arena);
        switch (Physical)
        {
            case PhysicalType.Boolean:
                Values = Aligned(data.Buffers[1].Memory, data.Offset, data.Length, arena);
                break;
            case PhysicalType.List or PhysicalType.Map or PhysicalType.Struct or PhysicalType.Null:
                Nested = array;
                break;
            case PhysicalType.View:
                Values = data.Buffers[1].Memory[(data.Offset * 16)..];
                Data = ViewBuffers(data);
                break;
            default:
                Values = data.Buffers[1].Memory[(data.Offset * Physical.Width())..];
                break;
        }
    }

    /// <summary>The content as an Arrow array over the same memory; a constant is spread over all rows first.</summary>
    public IArrowArray ToArrow(BatchArena arena)
    {
        if (Source is { } source && source.Length == Length)
            return source;
        if (IsConstant)
            VectorSpread.Spread(this, arena);
        return Nested ?? ArrowArrayFactory.BuildArray(StoredData());
    }

    /// <summary>The stored values as Arrow data over the same memory: of a constant its one value.</summary>
    public ArrayData StoredData()
    {
        if ((Nested ?? Source) is { } array && array.Length == StoredLength)
            return array.Data;
        var nulls = HasNulls ? StoredLength - Bitmap.CountOnes(Validity.Span, StoredLength) : 0;
        var buffers = new ArrowBuffer[2 + Data.Length];
        buffers[0] = nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(Validity);
        buffers[1] = new ArrowBuffer(Values);
        for (var i = 0; i < Data.Length; i++)
            buffers[2 + i] = new ArrowBuffer(Data[i]);
        return new ArrayData(Type.ToArrow(), StoredLength, nulls, 0, buffers);
    }

    internal void BecomeColumn() => IsConstant = false;

    private static ReadOnlyMemory<byte>[] ViewBuffers(ArrayData data)
    {
        if (data.Buffers.Length == 2)
            return NoBuffers;
        var buffers = new ReadOnlyMemory<byte>[data.Buffers.Length - 2];
        for (var i = 0; i < buffers.Length; i++)
            buffers[i] = data.Buffers[2 + i].Memory;
        return buffers;
    }

    private static ReadOnlyMemory<byte> Aligned(ReadOnlyMemory<byte> bitmap, int offset, int length, BatchArena arena)
    {
        if (offset == 0 && bitmap.Length >= Bitmap.ByteCount(length))
            return bitmap;
        var copy = arena.Allocate(Bitmap.ByteCount(length));
        copy.Span[^8..].Clear();
        Bitmap.Copy(bitmap.Span, offset, copy.Span, length);
        return copy;
    }
}
