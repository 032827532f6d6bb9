using System.Numerics;
using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>An <see cref="ExactSum"/> in the fields of a group.</summary>
internal struct StoredSum
{
    private int _low;
    private int _middle;
    private int _high;
    private int _place;

    public const int FieldCount = 4;

    public static StateField[] Fields(string name) =>
    [
        new(name + "_low", new SqlType.BigInt()), new(name + "_middle", new SqlType.BigInt()), new(name + "_high", new SqlType.BigInt()),
        new(name + "_place", new SqlType.SmallInt()),
    ];

    public void Bind(ReadOnlySpan<int> offsets) => (_low, _middle, _high, _place) = (offsets[0], offsets[1], offsets[2], offsets[3]);

    public readonly ExactSum Get(RowStore store, int group) => new(
        new Int192(store.At<ulong>(group, _low), store.At<ulong>(group, _middle), store.At<long>(group, _high)),
        store.At<short>(group, _place));

    public readonly void Put(RowStore store, int group, ExactSum sum)
    {
        store.At<ulong>(group, _low) = sum.Value.Low;
        store.At<ulong>(group, _middle) = sum.Value.Middle;
        store.At<long>(group, _high) = sum.Value.High;
        store.At<short>(group, _place) = (short)sum.Place;
    }
}

/// <summary>How many of a group's numbers are not finite: they cannot be subtracted from a sum, but can be counted.</summary>
internal struct NotFinite
{
    private int _nan;
    private int _positive;
    private int _negative;

    public const int FieldCount = 3;

    public static readonly StateField[] Fields =
    [
        new("nan", new SqlType.Integer()), new("positive_infinity", new SqlType.Integer()), new("negative_infinity", new SqlType.Integer()),
    ];

    public void Bind(ReadOnlySpan<int> offsets) => (_nan, _positive, _negative) = (offsets[0], offsets[1], offsets[2]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Add(RowStore store, int group, double number, long weight) =>
        store.At<int>(group, double.IsNaN(number) ? _nan : number > 0 ? _positive : _negative) += (int)weight;

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        target.At<int>(to, _nan) += source.At<int>(from, _nan);
        target.At<int>(to, _positive) += source.At<int>(from, _positive);
        target.At<int>(to, _negative) += source.At<int>(from, _negative);
    }

    /// <summary>What they make of the sum: 0 if there are none.</summary>
    public readonly double Sum(RowStore store, int group) => (
            store.At<int>(group, _nan) != 0, store.At<int>(group, _positive) != 0, store.At<int>(group, _negative) != 0) switch
    {
        (false, false, false) => 0,
        (false, true, false) => double.PositiveInfinity,
        (false, false, true) => double.NegativeInfinity,
        _ => double.NaN,
    };
}

/// <summary>The sum of floating-point numbers under the law of <see cref="ExactSum"/>, and their number.</summary>
internal struct FloatTotal<T> : IFold<Fixed<T>>
    where T : unmanaged, IFloatingPoint<T>
{
    private StoredSum _sum;
    private NotFinite _notFinite;
    private int _count;

    public readonly IReadOnlyList<StateField> Fields => [.. StoredSum.Fields("sum"), .. NotFinite.Fields, new("count", new SqlType.BigInt())];

    public void Bind(ReadOnlySpan<int> offsets)
    {
        _sum.Bind(offsets);
        _notFinite.Bind(offsets[StoredSum.FieldCount..]);
        _count = offsets[StoredSum.FieldCount + NotFinite.FieldCount];
    }

    public readonly void Add(RowStore store, int group, in Fixed<T> values, int row)
    {
        var number = double.CreateTruncating(values[row]);
        if (double.IsFinite(number))
            _sum.Put(store, group, _sum.Get(store, group).Add(number));
        else
            _notFinite.Add(store, group, number, 1);
        store.At<long>(group, _count)++;
    }

    public readonly void Add(RowStore store, int group, in Fixed<T> values, int row, long weight)
    {
        var number = double.CreateTruncating(values[row]);
        if (double.IsFinite(number))
            _sum.Put(store, group, _sum.Get(store, group).Add(number, weight));
        else
            _notFinite.Add(store, group, number, weight);
        store.At<long>(group, _count) += weight;
    }

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        _sum.Put(target, to, _sum.Get(target, to).Add(_sum.Get(source, from)));
        _notFinite.Merge(target, to, source, from);
        target.At<long>(to, _count) += source.At<long>(from, _count);
    }

    public readonly double Sum(RowStore store, int group) =>
        _notFinite.Sum(store, group) is var special and not 0 ? special : _sum.Get(store, group).ToDouble();

    public readonly long Count(RowStore store, int group) => store.At<long>(group, _count);
}
