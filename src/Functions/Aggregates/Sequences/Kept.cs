using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates.Sequences;

/// <summary>The first value of a group whose rows are only ever added, or the last.</summary>
internal struct KeptValue<T>(SqlType type, bool isLast) : IFold<Fixed<T>>
    where T : unmanaged
{
    private int _value;
    private int _seen;

    public readonly IReadOnlyList<StateField> Fields => [new("value", type), new("seen", new SqlType.Boolean())];

    public void Bind(ReadOnlySpan<int> offsets) => (_value, _seen) = (offsets[0], offsets[1]);

    public readonly void Add(RowStore store, int group, in Fixed<T> values, int row) => Offer(store, group, values[row]);

    public readonly void Add(RowStore store, int group, in Fixed<T> values, int row, long weight) => Offer(store, group, values[row]);

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        if (source.At<bool>(from, _seen))
            Offer(target, to, source.At<T>(from, _value));
    }

    public readonly bool TryGet(RowStore store, int group, out T value)
    {
        value = store.At<T>(group, _value);
        return store.At<bool>(group, _seen);
    }

    private readonly void Offer(RowStore store, int group, T value)
    {
        ref var seen = ref store.At<bool>(group, _seen);
        if (!seen || isLast)
            (store.At<T>(group, _value), seen) = (value, true);
    }
}

/// <summary>The same for booleans.</summary>
internal struct KeptBit(bool isLast) : IFold<Bits>
{
    private int _value;
    private int _seen;

    public readonly IReadOnlyList<StateField> Fields => [new("value", new SqlType.Boolean()), new("seen", new SqlType.Boolean())];

    public void Bind(ReadOnlySpan<int> offsets) => (_value, _seen) = (offsets[0], offsets[1]);

    public readonly void Add(RowStore store, int group, in Bits values, int row) => Offer(store, group, values[row]);

    public readonly void Add(RowStore store, int group, in Bits values, int row, long weight) => Offer(store, group, values[row]);

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        if (source.At<bool>(from, _seen))
            Offer(target, to, source.At<bool>(from, _value));
    }

    public readonly bool TryGet(RowStore store, int group, out bool value)
    {
        value = store.At<bool>(group, _value);
        return store.At<bool>(group, _seen);
    }

    private readonly void Offer(RowStore store, int group, bool value)
    {
        ref var seen = ref store.At<bool>(group, _seen);
        if (!seen || isLast)
            (store.At<bool>(group, _value), seen) = (value, true);
    }
}

/// <summary>The same for texts and bytes.</summary>
internal struct KeptText(SqlType type, bool isLast) : IFold<Text>
{
    private int _value;
    private int _seen;

    public readonly IReadOnlyList<StateField> Fields => [new("value", type), new("seen", new SqlType.Boolean())];

    public void Bind(ReadOnlySpan<int> offsets) => (_value, _seen) = (offsets[0], offsets[1]);

    public readonly void Add(RowStore store, int group, in Text values, int row) => Offer(store, group, values[row]);

    public readonly void Add(RowStore store, int group, in Text values, int row, long weight) => Offer(store, group, values[row]);

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        if (source.At<bool>(from, _seen))
            Offer(target, to, Value(source, from));
    }

    public readonly bool Seen(RowStore store, int group) => store.At<bool>(group, _seen);

    public readonly ReadOnlySpan<byte> Value(RowStore store, int group) => store.Text.Get(in store.At<StoredText>(group, _value));

    private readonly void Offer(RowStore store, int group, scoped ReadOnlySpan<byte> value)
    {
        ref var seen = ref store.At<bool>(group, _seen);
        if (seen && !isLast)
            return;
        ref var kept = ref store.At<StoredText>(group, _value);
        store.Text.Free(in kept);
        (kept, seen) = (store.Text.Add(value), true);
    }
}
