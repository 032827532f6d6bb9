using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of <see cref="FloatType"/>.</summary>
public class FloatArray : PrimitiveArray<float>
{
    public FloatArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(FloatType.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public FloatArray(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Float);

    /// <summary>Collects the rows of a <see cref="FloatArray"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<float, FloatArray, Builder>
    {
        protected override FloatArray Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}

/// <summary>A column of <see cref="DoubleType"/>.</summary>
public class DoubleArray : PrimitiveArray<double>
{
    public DoubleArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(DoubleType.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public DoubleArray(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Double);

    /// <summary>Collects the rows of a <see cref="DoubleArray"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<double, DoubleArray, Builder>
    {
        protected override DoubleArray Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
