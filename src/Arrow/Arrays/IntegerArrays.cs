using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of <see cref="Int8Type"/>.</summary>
public class Int8Array : PrimitiveArray<sbyte>
{
    public Int8Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Int8Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Int8Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Int8);

    /// <summary>Collects the rows of a <see cref="Int8Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<sbyte, Int8Array, Builder>
    {
        protected override Int8Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="Int16Type"/>.</summary>
public class Int16Array : PrimitiveArray<short>
{
    public Int16Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Int16Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Int16Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Int16);

    /// <summary>Collects the rows of a <see cref="Int16Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<short, Int16Array, Builder>
    {
        protected override Int16Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="Int32Type"/>.</summary>
public class Int32Array : PrimitiveArray<int>
{
    public Int32Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Int32Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Int32Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Int32);

    /// <summary>Collects the rows of a <see cref="Int32Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<int, Int32Array, Builder>
    {
        protected override Int32Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="Int64Type"/>.</summary>
public class Int64Array : PrimitiveArray<long>
{
    public Int64Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Int64Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Int64Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Int64);

    /// <summary>Collects the rows of a <see cref="Int64Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<long, Int64Array, Builder>
    {
        protected override Int64Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="UInt8Type"/>.</summary>
public class UInt8Array : PrimitiveArray<byte>
{
    public UInt8Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(UInt8Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public UInt8Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.UInt8);

    /// <summary>Collects the rows of a <see cref="UInt8Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<byte, UInt8Array, Builder>
    {
        protected override UInt8Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="UInt16Type"/>.</summary>
public class UInt16Array : PrimitiveArray<ushort>
{
    public UInt16Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(UInt16Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public UInt16Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.UInt16);

    /// <summary>Collects the rows of a <see cref="UInt16Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<ushort, UInt16Array, Builder>
    {
        protected override UInt16Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="UInt32Type"/>.</summary>
public class UInt32Array : PrimitiveArray<uint>
{
    public UInt32Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(UInt32Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public UInt32Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.UInt32);

    /// <summary>Collects the rows of a <see cref="UInt32Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<uint, UInt32Array, Builder>
    {
        protected override UInt32Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="UInt64Type"/>.</summary>
public class UInt64Array : PrimitiveArray<ulong>
{
    public UInt64Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(UInt64Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public UInt64Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.UInt64);

    /// <summary>Collects the rows of a <see cref="UInt64Array"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<ulong, UInt64Array, Builder>
    {
        protected override UInt64Array Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
