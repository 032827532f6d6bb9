using System.Numerics;
using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>The sum of integers modulo 2^64, which contains the sum modulo 2^8, 2^16 or 2^32 that Java's narrower types would have,
/// and their number.</summary>
internal struct WholeTotal<T> : IFold<Fixed<T>>
    where T : unmanaged, IBinaryInteger<T>
{
    private int _sum;
    private int _count;

    public readonly IReadOnlyList<StateField> Fields => [new("sum", new SqlType.BigInt()), new("count", new SqlType.BigInt())];

    public void Bind(ReadOnlySpan<int> offsets) => (_sum, _count) = (offsets[0], offsets[1]);

    public readonly void Add(RowStore store, int group, in Fixed<T> values, int row)
    {
        ref var fields = ref store.Row(group);
        Unsafe.As<byte, long>(ref Unsafe.AddByteOffset(ref fields, _sum)) += long.CreateTruncating(values[row]);
        Unsafe.As<byte, long>(ref Unsafe.AddByteOffset(ref fields, _count))++;
    }

    public readonly void Add(RowStore store, int group, in Fixed<T> values, int row, long weight)
    {
        store.At<long>(group, _sum) += long.CreateTruncating(values[row]) * weight;
        store.At<long>(group, _count) += weight;
    }

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        target.At<long>(to, _sum) += source.At<long>(from, _sum);
        target.At<long>(to, _count) += source.At<long>(from, _count);
    }

    public readonly long Sum(RowStore store, int group) => store.At<long>(group, _sum);

    public readonly long Count(RowStore store, int group) => store.At<long>(group, _count);
}
