using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of nothing but nulls; it has no buffers.</summary>
public class NullArray : IArrowArray
{
    public NullArray(ArrayData data)
    {
        if (data.Length != data.NullCount)
        {
            throw new ArgumentException("every row of a null array is null", nameof(data));
        }

        data.EnsureDataType(ArrowTypeId.Null);
        data.EnsureBufferCount(0);
        Data = data;
    }

    public NullArray(int length) : this(new ArrayData(NullType.Default, length, length, 0, System.Array.Empty<ArrowBuffer>(), null))
    {
    }

    public ArrayData Data { get; }

    public int Length => Data.Length;

    public int Offset => Data.Offset;

    public int NullCount => Data.NullCount;

    public bool IsNull(int index) => true;

    public bool IsValid(int index) => false;

    public void Dispose()
    {
    }

    /// <summary>Counts the rows of a <see cref="NullArray"/>.</summary>
    public class Builder : IArrowArrayBuilder<NullArray, Builder>
    {
        public int Length { get; private set; }

        public int Capacity => Length;

        public int NullCount => Length;

        public Builder AppendNull()
        {
            Length++;
            return this;
        }

        public Builder Reserve(int capacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            return this;
        }

        public Builder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            Length = length;
            return this;
        }

        public Builder Clear()
        {
            Length = 0;
            return this;
        }

        public NullArray Build(MemoryAllocator? allocator = default) => new(Length);
    }
}
