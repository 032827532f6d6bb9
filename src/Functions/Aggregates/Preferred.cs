using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>Accumulators that keep one value of a group whose rows are only ever added: the smallest, the largest, the first or the last.
/// Where rows are taken back the engine keeps the values themselves.</summary>
internal static class Preferred
{
    public static Accumulator Value<T, TPreference>(SqlType type)
        where T : unmanaged
        where TPreference : struct, IPreference<T> =>
        new FoldAccumulator<PreferredValue<T, TPreference>, Fixed<T>, PreferredValue<T, TPreference>.Result, FixedSink<T>>(new(type));

    public static Accumulator Bit<TPreference>()
        where TPreference : struct, IPreference<bool> =>
        new FoldAccumulator<PreferredBit<TPreference>, Bits, PreferredBit<TPreference>.Result, BitSink>(default);

    /// <param name="type">Of texts or bytes.</param>
    public static Accumulator Text<TPreference>(SqlType type)
        where TPreference : struct, IPreference<ReadOnlySpan<byte>> =>
        new FoldAccumulator<PreferredText<TPreference>, Text, PreferredText<TPreference>.Result, TextSink>(new(type));
}

internal struct PreferredValue<T, TPreference>(SqlType type) : IFold<Fixed<T>>
    where T : unmanaged
    where TPreference : struct, IPreference<T>
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

    private readonly void Offer(RowStore store, int group, T value)
    {
        // A selection, not a branch, which would often be guessed wrong.
        ref var row = ref store.Row(group);
        ref var seen = ref Unsafe.As<byte, bool>(ref Unsafe.AddByteOffset(ref row, _seen));
        ref var sofar = ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref row, _value));
        var before = sofar;
        sofar = !seen | TPreference.Prefers(value, before) ? value : before;
        seen = true;
    }

    public readonly struct Result : IFinish<PreferredValue<T, TPreference>, FixedSink<T>>
    {
        public bool Finish(in PreferredValue<T, TPreference> fold, RowStore store, int group, int row, ref FixedSink<T> sink) =>
            store.At<bool>(group, fold._seen) && sink.Set(row, store.At<T>(group, fold._value));
    }
}

internal struct PreferredBit<TPreference> : IFold<Bits>
    where TPreference : struct, IPreference<bool>
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

    private readonly void Offer(RowStore store, int group, bool value)
    {
        ref var seen = ref store.At<bool>(group, _seen);
        ref var sofar = ref store.At<bool>(group, _value);
        if (!seen || TPreference.Prefers(value, sofar))
            (sofar, seen) = (value, true);
    }

    public readonly struct Result : IFinish<PreferredBit<TPreference>, BitSink>
    {
        public bool Finish(in PreferredBit<TPreference> fold, RowStore store, int group, int row, ref BitSink sink) =>
            store.At<bool>(group, fold._seen) && sink.Set(row, store.At<bool>(group, fold._value));
    }
}

internal struct PreferredText<TPreference>(SqlType type) : IFold<Text>
    where TPreference : struct, IPreference<ReadOnlySpan<byte>>
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

    private readonly ReadOnlySpan<byte> Value(RowStore store, int group) => store.Text.Get(in store.At<StoredText>(group, _value));

    private readonly void Offer(RowStore store, int group, scoped ReadOnlySpan<byte> value)
    {
        ref var seen = ref store.At<bool>(group, _seen);
        ref var sofar = ref store.At<StoredText>(group, _value);
        if (seen)
        {
            if (!TPreference.Prefers(value, store.Text.Get(in sofar)))
                return;
            store.Text.Free(in sofar);
        }

        (sofar, seen) = (store.Text.Add(value), true);
    }

    public readonly struct Result : IFinish<PreferredText<TPreference>, TextSink>
    {
        public bool Finish(in PreferredText<TPreference> fold, RowStore store, int group, int row, ref TextSink sink) =>
            store.At<bool>(group, fold._seen) && sink.Set(row, fold.Value(store, group));
    }
}
