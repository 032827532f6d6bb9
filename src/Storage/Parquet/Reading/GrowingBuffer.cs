using Apache.Arrow;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>The bytes of an Arrow buffer while a column is read; they are handed over, not copied.</summary>
/// <remarks>The size that the file claims is only a hint: memory is taken as pages prove to have the values.</remarks>
internal sealed class GrowingBuffer(MemoryBudget budget, long expected)
{
    private const int Alignment = 64;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Bytes appended, uninitialised.</summary>
    public Span<byte> Extend(long count)
    {
        var length = Length + count;
        if (length > System.Array.MaxLength)
            throw ParquetFault.InPage("a column chunk of more than 2 GiB");
        if (length > _bytes.Length)
            Grow(length);
        var start = Length;
        Length = (int)length;
        return _bytes.AsSpan(start, (int)count);
    }

    public ArrowBuffer ToArrow() => Length == 0 ? ArrowBuffer.Empty : new ArrowBuffer(_bytes.AsMemory(0, Length));

    private void Grow(long needed)
    {
        // Half as much again, but the first time what is expected, if that is plausible for what is already there.
        var size = Math.Max(needed, Math.Max(Math.Min(expected, needed * 64), _bytes.Length * 3L / 2));
        size = Math.Min((size + Alignment - 1) & -Alignment, System.Array.MaxLength);
        budget.Take(size - _bytes.Length);
        var grown = GC.AllocateUninitializedArray<byte>((int)size);
        Written.CopyTo(grown);
        _bytes = grown;
    }
}
