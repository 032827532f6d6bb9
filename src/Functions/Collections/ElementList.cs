namespace StreamSql.Functions.Collections;

/// <summary>Numbers of elements of an <see cref="ElementPool"/>; its memory is used again for the next batch.</summary>
internal sealed class ElementList
{
    private int[] _items = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary>The items from one place on, to be changed.</summary>
    public Span<int> From(int start) => _items.AsSpan(start, Count - start);

    public void Clear() => Count = 0;

    public void Add(int item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    public void AddRange((int Start, int End) range)
    {
        for (var i = range.Start; i < range.End; i++)
            Add(i);
    }

    /// <summary>Keeps of the items from one place on those whose values are in the call's set.</summary>
    public void Keep(int start, in ArrayCall call)
    {
        var kept = start;
        for (var i = start; i < Count; i++)
        {
            if (call.Set.Find(call.Pool, _items[i], call.Arena) >= 0)
                _items[kept++] = _items[i];
        }

        Count = kept;
    }
}
