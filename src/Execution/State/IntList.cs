using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Execution.State;

/// <summary>Row numbers in native memory, which grows and is reused: lists of millions never reach the garbage collector.</summary>
internal sealed unsafe class IntList : IDisposable
{
    private int* _items;
    private int _capacity;

    public int Count { get; private set; }

    public long Bytes => (long)_capacity * sizeof(int);

    public ReadOnlySpan<int> Span => new(_items, Count);

    /// <summary>The items, which the caller may put into another order.</summary>
    public Span<int> Items => new(_items, Count);

    public ref int this[int index] => ref _items[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int item)
    {
        if (Count == _capacity)
            Grow(Count + 1);
        _items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<int> items)
    {
        if (Count + items.Length > _capacity)
            Grow(Count + items.Length);
        items.CopyTo(new Span<int>(_items + Count, items.Length));
        Count += items.Length;
    }

    /// <summary>Takes the last one off; there is one.</summary>
    public int Pop() => _items[--Count];

    /// <summary>Keeps the first ones.</summary>
    /// <param name="count">At most as many as there are.</param>
    public void Truncate(int count) => Count = count;

    public void Clear() => Count = 0;

    public void Dispose()
    {
        NativeMemory.Free(_items);
        _items = null;
        (_capacity, Count) = (0, 0);
    }

    private void Grow(int needed)
    {
        _capacity = Math.Max(needed, Math.Max(64, _capacity * 2));
        _items = (int*)NativeMemory.Realloc(_items, (nuint)_capacity * sizeof(int));
    }
}
