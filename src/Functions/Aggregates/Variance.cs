using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>Variances and standard deviations, of a population and of a sample. They are computed on DOUBLE and given in the type that
/// AVG has: of integers without the fraction, of decimals rounded half up.</summary>
internal static class Variance
{
    public static AggregateFunction StddevPop { get; } =
        Function("STDDEV_POP", "Returns the population standard deviation of all values.", sample: false, root: true);

    public static AggregateFunction StddevSamp { get; } =
        Function("STDDEV_SAMP", "Returns the sample standard deviation of all values, NULL for fewer than two.", sample: true, root: true, "STDDEV");

    public static AggregateFunction VarPop { get; } =
        Function("VAR_POP", "Returns the population variance of all values.", sample: false, root: false);

    public static AggregateFunction VarSamp { get; } =
        Function("VAR_SAMP", "Returns the sample variance of all values, NULL for fewer than two.", sample: true, root: false, "VARIANCE");

    private static AggregateFunction Function(string name, string doc, bool sample, bool root, params string[] aliases) =>
        new(name, $"{name}(number)", doc, arguments => arguments is [{ Type: var type }] ? Resolve(type, new Measure(sample, root)) : null)
        {
            Aliases = aliases,
        };

    private static ResolvedAggregate? Resolve(SqlType type, Measure measure)
    {
        Func<Accumulator>? accumulator = type switch
        {
            SqlType.TinyInt => () => Cut<sbyte>(measure),
            SqlType.SmallInt => () => Cut<short>(measure),
            SqlType.Integer => () => Cut<int>(measure),
            SqlType.BigInt => () => Cut<long>(measure),
            SqlType.Float => () => Cut<float>(measure),
            SqlType.Double => () => Cut<double>(measure),
            SqlType.Decimal d => () => new FoldAccumulator<Moments, Fixed<double>, DecimalResult, FixedSink<Int128>>(
                default, new DecimalResult(measure, DecimalRules.Average(d).Scale)),
            _ => null,
        };
        if (accumulator is null)
            return null;
        var result = type is SqlType.Decimal argument ? DecimalRules.Average(argument) : type;
        return new ResolvedAggregate(
            result.AsNullable(), new EquatableList<SqlType>([new SqlType.Double { Nullable = type.Nullable }]), accumulator);
    }

    private static FoldAccumulator<Moments, Fixed<double>, CutResult<T>, FixedSink<T>> Cut<T>(Measure measure)
        where T : unmanaged, INumber<T> => new(default, new CutResult<T>(measure));

    private readonly record struct Measure(bool Sample, bool Root)
    {
        public bool TryGet(in Moments moments, RowStore store, int group, out double value)
        {
            var count = moments.Count(store, group);
            value = 0;
            if (count <= 0 || (Sample && count == 1))
                return false;
            value = moments.Spread(store, group) / (Sample ? count - 1 : count);
            if (Root)
                value = Math.Sqrt(value);
            return true;
        }
    }

    private readonly struct CutResult<T>(Measure measure) : IFinish<Moments, FixedSink<T>>
        where T : unmanaged, INumber<T>
    {
        public bool Finish(in Moments fold, RowStore store, int group, int row, ref FixedSink<T> sink) =>
            measure.TryGet(in fold, store, group, out var value) && sink.Set(row, T.CreateSaturating(value));
    }

    private readonly struct DecimalResult(Measure measure, int scale) : IFinish<Moments, FixedSink<Int128>>
    {
        private readonly double _factor = (double)Decimals.PowerOf10(scale);

        public bool Finish(in Moments fold, RowStore store, int group, int row, ref FixedSink<Int128> sink)
        {
            if (!measure.TryGet(in fold, store, group, out var value))
                return false;
            var scaled = Math.Round(value * _factor, MidpointRounding.AwayFromZero);
            return Math.Abs(scaled) < 1e38 && sink.Set(row, (Int128)scaled);
        }
    }
}
