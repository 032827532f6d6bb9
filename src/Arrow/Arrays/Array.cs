namespace Apache.Arrow;

/// <summary>Base of every array that has buffers.</summary>
public abstract class Array : IArrowArray
{
    protected Array(ArrayData data) => Data = data ?? throw new ArgumentNullException(nameof(data));

    public ArrayData Data { get; }

    public int Length => Data.Length;

    public int Offset => Data.Offset;

    public int NullCount => Data.GetNullCount();

    /// <summary>One bit per row of the buffers, set where there is a value; empty when there are no nulls.</summary>
    public ArrowBuffer NullBitmapBuffer => Data.Buffers[0];

    public bool IsValid(int index) =>
        NullCount == 0 || Data.Buffers[0].IsEmpty || BitUtility.GetBit(Data.Buffers[0].Span, index + Offset);

    public bool IsNull(int index) => !IsValid(index);

    /// <summary>The same buffers seen through a window; what exceeds the end is cut off.</summary>
    public Array Slice(int offset, int length) => (Array)ArrowArrayFactory.Slice(this, offset, length);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Data.Dispose();
        }
    }

    internal void CheckIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
    }
}
