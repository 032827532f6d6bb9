using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamSql.Core.Data;

namespace StreamSql.Execution.State;

/// <summary>Keys of one word.</summary>
internal readonly unsafe ref struct OneWordRows(StateTable table, KeyBatch keys) : IKeyedRows
{
    private readonly RowStore _store = table.Store;
    private readonly KeyBatch _keys = keys;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int row, int i) => _store.At<ulong>(row, RowLayout.KeyOffset) == _keys.Words[i];

    public int Create(int i) => table.NewRow(in _keys, i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Address(int row) => Unsafe.AsPointer(ref _store.Row(row));
}

/// <summary>Keys of two words: most nullable columns.</summary>
internal readonly unsafe ref struct TwoWordRows(StateTable table, KeyBatch keys) : IKeyedRows
{
    private readonly RowStore _store = table.Store;
    private readonly KeyBatch _keys = keys;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int row, int i)
    {
        ref var key = ref _store.At<ulong>(row, RowLayout.KeyOffset);
        return key == _keys.Words[2 * i] && Unsafe.Add(ref key, 1) == _keys.Words[(2 * i) + 1];
    }

    public int Create(int i) => table.NewRow(in _keys, i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Address(int row) => Unsafe.AsPointer(ref _store.Row(row));
}

/// <summary>Keys of any number of words, texts among them.</summary>
internal readonly unsafe ref struct ManyWordRows(StateTable table, KeyBatch keys) : IKeyedRows
{
    private readonly RowStore _store = table.Store;
    private readonly KeyBatch _keys = keys;

    public bool Has(int row, int i)
    {
        var width = _keys.Width;
        var asked = _keys.Words.Slice(i * width, width);
        ref var key = ref _store.At<ulong>(row, RowLayout.KeyOffset);
        for (var w = 0; w < asked.Length; w++)
        {
            if (Unsafe.Add(ref key, w) != asked[w] && !HasText(ref key, asked, w, i))
                return false;
        }

        return true;
    }

    public int Create(int i) => table.NewRow(in _keys, i);

    public void* Address(int row) => Unsafe.AsPointer(ref _store.Row(row));

    // The second words of a long text are places in different stores; the first, length and prefix, were equal.
    private bool HasText(ref ulong key, ReadOnlySpan<ulong> asked, int w, int i)
    {
        var column = table.Layout.TextOfWord[w];
        if (column < 0)
            return false;
        ref readonly var text = ref Unsafe.As<ulong, StoredText>(ref Unsafe.Add(ref key, w - 1));
        if (text.ByteCount <= View.MaxInline)
            return false;
        var view = MemoryMarshal.Read<View>(MemoryMarshal.AsBytes(asked.Slice(w - 1, 2)));
        var bytes = _keys.Columns[column].Data[view.BufferIndex].Span.Slice(view.Offset, view.Length);
        return _store.Text.Get(in text).SequenceEqual(bytes);
    }
}

/// <summary>Looks up keys with the comparison that fits their layout.</summary>
internal static class KeyLookup
{
    /// <summary>Finds the rows of keys, or makes them.</summary>
    /// <param name="keys">Whole keys, or prefixes if the index is over those.</param>
    /// <param name="selection">Which keys; empty for all.</param>
    /// <param name="rows">Takes each key's row at its place, -1 if there is none.</param>
    public static void Lookup(
        this KeyIndex index, StateTable table, ref readonly KeyBatch keys, ReadOnlySpan<int> selection, bool add, Span<int> rows)
    {
        if (table.Layout.HasTextKeys || keys.Width > 2 || keys.Width == 0)
            Lookup(index, new ManyWordRows(table, keys), keys.Hashes, selection, add, rows);
        else if (keys.Width == 2)
            Lookup(index, new TwoWordRows(table, keys), keys.Hashes, selection, add, rows);
        else
            Lookup(index, new OneWordRows(table, keys), keys.Hashes, selection, add, rows);
    }

    private static void Lookup<TRows>(
        KeyIndex index, in TRows keyed, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, bool add, Span<int> rows)
        where TRows : struct, IKeyedRows, allows ref struct
    {
        if (add)
            index.FindOrAdd(in keyed, hashes, selection, rows);
        else
            index.Find(in keyed, hashes, selection, rows);
    }
}
