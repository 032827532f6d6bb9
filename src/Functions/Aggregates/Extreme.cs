using System.Numerics;
using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>Says which of two values an extreme prefers.</summary>
internal interface IPreference<T>
{
    /// <summary>Whether the candidate replaces the value so far.</summary>
    static abstract bool Prefers(T candidate, T sofar);
}

internal readonly struct Smaller<T> : IPreference<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Prefers(T candidate, T sofar) => candidate < sofar;
}

internal readonly struct Larger<T> : IPreference<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Prefers(T candidate, T sofar) => candidate > sofar;
}

/// <summary>Of floating-point numbers, where NaN is after all others.</summary>
internal readonly struct SmallerFloat<T> : IPreference<T>
    where T : IFloatingPoint<T>
{
    public static bool Prefers(T candidate, T sofar) => candidate < sofar || (T.IsNaN(sofar) && !T.IsNaN(candidate));
}

/// <inheritdoc cref="SmallerFloat{T}"/>
internal readonly struct LargerFloat<T> : IPreference<T>
    where T : IFloatingPoint<T>
{
    public static bool Prefers(T candidate, T sofar) => candidate > sofar || (T.IsNaN(candidate) && !T.IsNaN(sofar));
}

/// <summary>The smallest or largest value of a group whose rows are only ever added; where rows are taken back the engine keeps the
/// values themselves.</summary>
internal struct Extreme<T, TPreference>(SqlType type) : IFold<Fixed<T>>
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

    public readonly bool TryGet(RowStore store, int group, out T value)
    {
        value = store.At<T>(group, _value);
        return store.At<bool>(group, _seen);
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
}

/// <summary>The smallest (TRUE only if all are) or largest of booleans.</summary>
internal struct ExtremeBit(bool largest) : IFold<Bits>
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
        if (!seen || value == largest)
            (store.At<bool>(group, _value), seen) = (value, true);
    }
}

/// <summary>The first or last of texts by code points, or of bytes.</summary>
internal struct ExtremeText(SqlType type, bool largest) : IFold<Text>
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
        ref var sofar = ref store.At<StoredText>(group, _value);
        if (seen)
        {
            var order = value.SequenceCompareTo(store.Text.Get(in sofar));
            if (largest ? order <= 0 : order >= 0)
                return;
            store.Text.Free(in sofar);
        }

        (sofar, seen) = (store.Text.Add(value), true);
    }
}
