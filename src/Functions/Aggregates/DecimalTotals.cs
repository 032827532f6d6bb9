using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>The exact sum of decimals and their number, also while the sum has more digits than a DECIMAL.</summary>
internal interface IDecimalTotal
{
    Int192 Sum(RowStore store, int group);

    long Count(RowStore store, int group);
}

/// <summary>For decimals of up to 18 digits: 128 bits are enough for 10^20 of them.</summary>
/// <param name="scale">Of the decimals.</param>
internal struct CompactTotal(int scale) : IFold<Fixed<long>>, IDecimalTotal
{
    private int _sum;
    private int _count;

    public readonly IReadOnlyList<StateField> Fields =>
        [new("sum", new SqlType.Decimal(SqlType.MaxDecimalPrecision, scale)), new("count", new SqlType.BigInt())];

    public void Bind(ReadOnlySpan<int> offsets) => (_sum, _count) = (offsets[0], offsets[1]);

    public readonly void Add(RowStore store, int group, in Fixed<long> values, int row)
    {
        store.At<Int128>(group, _sum) += values[row];
        store.At<long>(group, _count)++;
    }

    public readonly void Add(RowStore store, int group, in Fixed<long> values, int row, long weight)
    {
        store.At<Int128>(group, _sum) += (Int128)values[row] * weight;
        store.At<long>(group, _count) += weight;
    }

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        target.At<Int128>(to, _sum) += source.At<Int128>(from, _sum);
        target.At<long>(to, _count) += source.At<long>(from, _count);
    }

    public readonly Int192 Sum(RowStore store, int group) => Int192.From(store.At<Int128>(group, _sum));

    public readonly long Count(RowStore store, int group) => store.At<long>(group, _count);
}

/// <summary>For decimals of up to 38 digits: 192 bits are enough for 10^18 of them.</summary>
internal struct WideTotal : IFold<Fixed<Int128>>, IDecimalTotal
{
    private int _low;
    private int _middle;
    private int _high;
    private int _count;

    public readonly IReadOnlyList<StateField> Fields =>
    [
        new("sum_low", new SqlType.BigInt()), new("sum_middle", new SqlType.BigInt()), new("sum_high", new SqlType.BigInt()),
        new("count", new SqlType.BigInt()),
    ];

    public void Bind(ReadOnlySpan<int> offsets) => (_low, _middle, _high, _count) = (offsets[0], offsets[1], offsets[2], offsets[3]);

    public readonly void Add(RowStore store, int group, in Fixed<Int128> values, int row)
    {
        Put(store, group, Sum(store, group) + Int192.From(values[row]));
        store.At<long>(group, _count)++;
    }

    public readonly void Add(RowStore store, int group, in Fixed<Int128> values, int row, long weight)
    {
        Put(store, group, Sum(store, group) + Int192.Multiply(values[row], weight));
        store.At<long>(group, _count) += weight;
    }

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        Put(target, to, Sum(target, to) + Sum(source, from));
        target.At<long>(to, _count) += source.At<long>(from, _count);
    }

    public readonly Int192 Sum(RowStore store, int group) =>
        new(store.At<ulong>(group, _low), store.At<ulong>(group, _middle), store.At<long>(group, _high));

    public readonly long Count(RowStore store, int group) => store.At<long>(group, _count);

    private readonly void Put(RowStore store, int group, Int192 sum)
    {
        store.At<ulong>(group, _low) = sum.Low;
        store.At<ulong>(group, _middle) = sum.Middle;
        store.At<long>(group, _high) = sum.High;
    }
}
