using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>SUM keeps the type of integers, whose sums wrap around, and of floating-point numbers; decimals get 38 digits, and the sum
/// is NULL while it has more.</summary>
internal static class Sum
{
    public static AggregateFunction Function { get; } = new(
        "SUM", "SUM(number)", "Returns the sum of all values that are not NULL.", arguments => arguments is [{ Type: var type }] ? Resolve(type) : null);

    private static ResolvedAggregate? Resolve(SqlType type) => type switch
    {
        SqlType.TinyInt => Of(type, type, Whole<sbyte>),
        SqlType.SmallInt => Of(type, type, Whole<short>),
        SqlType.Integer => Of(type, type, Whole<int>),
        SqlType.BigInt => Of(type, type, Whole<long>),
        SqlType.Float => Of(type, type, Floating<float>),
        SqlType.Double => Of(type, type, Floating<double>),
        SqlType.Decimal { Precision: <= TypeFacts.MaxCompactDecimalPrecision } d => Of(type, DecimalRules.Sum(d), () =>
            new FoldAccumulator<CompactTotal, Fixed<long>, DecimalSum<CompactTotal>, FixedSink<Int128>>(new CompactTotal(d.Scale))),
        SqlType.Decimal d => Of(type, DecimalRules.Sum(d), () =>
            new FoldAccumulator<WideTotal, Fixed<Int128>, DecimalSum<WideTotal>, FixedSink<Int128>>()),
        _ => null,
    };

    private static ResolvedAggregate Of(SqlType argument, SqlType result, Func<Accumulator> accumulator) =>
        new(result.AsNullable(), new EquatableList<SqlType>([argument]), accumulator);

    private static FoldAccumulator<WholeTotal<T>, Fixed<T>, WholeSum<T>, FixedSink<T>> Whole<T>()
        where T : unmanaged, IBinaryInteger<T> => new();

    private static FoldAccumulator<FloatTotal<T>, Fixed<T>, FloatSum<T>, FixedSink<T>> Floating<T>()
        where T : unmanaged, IFloatingPoint<T> => new();

    private readonly struct WholeSum<T> : IFinish<WholeTotal<T>, FixedSink<T>>
        where T : unmanaged, IBinaryInteger<T>
    {
        public bool Finish(in WholeTotal<T> fold, RowStore store, int group, int row, ref FixedSink<T> sink) =>
            fold.Count(store, group) != 0 && sink.Set(row, T.CreateTruncating(fold.Sum(store, group)));
    }

    private readonly struct FloatSum<T> : IFinish<FloatTotal<T>, FixedSink<T>>
        where T : unmanaged, IFloatingPoint<T>
    {
        public bool Finish(in FloatTotal<T> fold, RowStore store, int group, int row, ref FixedSink<T> sink) =>
            fold.Count(store, group) != 0 && sink.Set(row, T.CreateTruncating(fold.Sum(store, group)));
    }

    private readonly struct DecimalSum<TTotal> : IFinish<TTotal, FixedSink<Int128>>
        where TTotal : struct, IDecimalTotal
    {
        public bool Finish(in TTotal fold, RowStore store, int group, int row, ref FixedSink<Int128> sink) =>
            fold.Count(store, group) != 0
            && fold.Sum(store, group).TryToInt128(out var sum)
            && Decimals.Fits(sum, SqlType.MaxDecimalPrecision)
            && sink.Set(row, sum);
    }
}
