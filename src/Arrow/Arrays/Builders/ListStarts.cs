using Apache.Arrow.Memory;

namespace Apache.Arrow;

/// <summary>Where each list of a list or map column begins, and which of them are null.</summary>
internal sealed class ListStarts
{
    private readonly ArrowBuffer.Builder<int> offsets = new();
    private readonly ArrowBuffer.BitmapBuilder validity = new();

    public int Length => offsets.Length;

    public int NullCount => validity.UnsetBitCount;

    public void Append(int start, bool valid)
    {
        offsets.Append(start);
        validity.Append(valid);
    }

    public void Reserve(int capacity)
    {
        offsets.Reserve(capacity + 1);
        validity.Reserve(capacity);
    }

    public void Resize(int length, int end)
    {
        while (Length < length)
        {
            Append(end, false);
        }

        offsets.Resize(length);
        validity.Resize(length);
    }

    public void Clear()
    {
        offsets.Clear();
        validity.Clear();
    }

    /// <summary>The validity and the offset buffer of lists of which the last ends at <paramref name="end"/>.</summary>
    public ArrowBuffer[] Build(int end, MemoryAllocator? allocator)
    {
        ArrowBuffer nulls = NullCount > 0 ? validity.Build(allocator) : ArrowBuffer.Empty;
        offsets.Append(end);
        ArrowBuffer built = offsets.Build(allocator);
        offsets.Resize(offsets.Length - 1);
        return [nulls, built];
    }
}
