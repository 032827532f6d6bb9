using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>AVG keeps the type of integers, cutting the fraction off, and of floating-point numbers; decimals get 38 digits of which six
/// or more are fraction, rounded half up.</summary>
internal static class Average
{
    public static AggregateFunction Function { get; } = new(
        "AVG", "AVG(number)", "Returns the mean of all values that are not NULL, in the type of the values.",
        arguments => arguments is [{ Type: var type }] ? Resolve(type) : null);

    private static ResolvedAggregate? Resolve(SqlType type) => type switch
    {
        SqlType.TinyInt => Of(type, type, Whole<sbyte>),
        SqlType.SmallInt => Of(type, type, Whole<short>),
        SqlType.Integer => Of(type, type, Whole<int>),
        SqlType.BigInt => Of(type, type, Whole<long>),
        SqlType.Float => Of(type, type, Floating<float>),
        SqlType.Double => Of(type, type, Floating<double>),
        SqlType.Decimal { Precision: <= TypeFacts.MaxCompactDecimalPrecision } d => Of(type, DecimalRules.Average(d), () =>
            new FoldAccumulator<CompactTotal, Fixed<long>, DecimalMean<CompactTotal>, FixedSink<Int128>>(new CompactTotal(d.Scale), new(d.Scale))),
        SqlType.Decimal d => Of(type, DecimalRules.Average(d), () =>
            new FoldAccumulator<WideTotal, Fixed<Int128>, DecimalMean<WideTotal>, FixedSink<Int128>>(default, new(d.Scale))),
        _ => null,
    };

    private static ResolvedAggregate Of(SqlType argument, SqlType result, Func<Accumulator> accumulator) =>
        new(result.AsNullable(), new EquatableList<SqlType>([argument]), accumulator);

    private static FoldAccumulator<WholeTotal<T>, Fixed<T>, WholeMean<T>, FixedSink<T>> Whole<T>()
        where T : unmanaged, IBinaryInteger<T> => new();

    private static FoldAccumulator<FloatTotal<T>, Fixed<T>, FloatMean<T>, FixedSink<T>> Floating<T>()
        where T : unmanaged, IFloatingPoint<T> => new();

    private readonly struct WholeMean<T> : IFinish<WholeTotal<T>, FixedSink<T>>
        where T : unmanaged, IBinaryInteger<T>
    {
        public bool Finish(in WholeTotal<T> fold, RowStore store, int group, int row, ref FixedSink<T> sink)
        {
            var count = fold.Count(store, group);
            if (count == 0)
                return false;
            var sum = fold.Sum(store, group);
            // The smallest of all sums has no positive counterpart to divide into.
            return sink.Set(row, T.CreateTruncating(count == -1 ? unchecked(-sum) : sum / count));
        }
    }

    private readonly struct FloatMean<T> : IFinish<FloatTotal<T>, FixedSink<T>>
        where T : unmanaged, IFloatingPoint<T>
    {
        public bool Finish(in FloatTotal<T> fold, RowStore store, int group, int row, ref FixedSink<T> sink)
        {
            var count = fold.Count(store, group);
            return count != 0 && sink.Set(row, T.CreateTruncating(fold.Sum(store, group) / count));
        }
    }

    /// <param name="scale">Of the values.</param>
    private readonly struct DecimalMean<TTotal>(int scale) : IFinish<TTotal, FixedSink<Int128>>
        where TTotal : struct, IDecimalTotal
    {
        private readonly ulong _factor = (ulong)Decimals.PowerOf10(
            DecimalRules.Average(new SqlType.Decimal(SqlType.MaxDecimalPrecision, scale)).Scale - scale);

        public bool Finish(in TTotal fold, RowStore store, int group, int row, ref FixedSink<Int128> sink)
        {
            var count = fold.Count(store, group);
            return count != 0
                && fold.Sum(store, group).TryMultiplyDivide(_factor, count, out var mean)
                && Decimals.Fits(mean, SqlType.MaxDecimalPrecision)
                && sink.Set(row, mean);
        }
    }
}
