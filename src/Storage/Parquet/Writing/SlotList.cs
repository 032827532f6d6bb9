using System.Buffers;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>What Dremel's record shredding carries down the tree: a level pair per slot, and which value of the current
/// array it stands for, or -1 where it ended above in a null or an empty list.</summary>
internal sealed class SlotList : IDisposable
{
    public byte[] Definitions { get; private set; } = [];

    public byte[] Repetitions { get; private set; } = [];

    public int[] Indices { get; private set; } = [];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Add(byte definition, byte repetition, int index)
    {
        if (Count == Indices.Length)
            Grow(Count + 1);
        Definitions[Count] = definition;
        Repetitions[Count] = repetition;
        Indices[Count] = index;
        Count++;
    }

    /// <summary>One slot per row.</summary>
    public void SetRows(int start, int count)
    {
        Clear();
        Grow(count);
        Definitions.AsSpan(0, count).Clear();
        Repetitions.AsSpan(0, count).Clear();
        for (var i = 0; i < count; i++)
            Indices[i] = start + i;
        Count = count;
    }

    public void Dispose()
    {
        Return(Definitions);
        Return(Repetitions);
        if (Indices.Length > 0)
            ArrayPool<int>.Shared.Return(Indices);
        (Definitions, Repetitions, Indices, Count) = ([], [], [], 0);
    }

    private void Grow(int count)
    {
        if (count <= Indices.Length)
            return;
        var size = Math.Max(count, Math.Max(1024, Indices.Length * 2));
        var indices = ArrayPool<int>.Shared.Rent(size);
        Indices.AsSpan(0, Count).CopyTo(indices);
        if (Indices.Length > 0)
            ArrayPool<int>.Shared.Return(Indices);
        Indices = indices;
        Definitions = Grown(Definitions, indices.Length);
        Repetitions = Grown(Repetitions, indices.Length);
    }

    private byte[] Grown(byte[] levels, int size)
    {
        var grown = ArrayPool<byte>.Shared.Rent(size);
        levels.AsSpan(0, Count).CopyTo(grown);
        Return(levels);
        return grown;
    }

    private static void Return(byte[] levels)
    {
        if (levels.Length > 0)
            ArrayPool<byte>.Shared.Return(levels);
    }
}
