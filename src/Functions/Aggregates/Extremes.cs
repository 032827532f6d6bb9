using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>MIN and MAX of everything that has an order of its own: all types but the nested ones.</summary>
internal static class Extremes
{
    public static AggregateFunction Min { get; } = Function(
        "MIN", "Returns the smallest value that is not NULL.", RetractionNeed.Smallest, largest: false);

    public static AggregateFunction Max { get; } = Function(
        "MAX", "Returns the largest value that is not NULL.", RetractionNeed.Largest, largest: true);

    private static AggregateFunction Function(string name, string doc, RetractionNeed need, bool largest) =>
        new(name, $"{name}(value)", doc, arguments => arguments is [{ Type: var type }] ? Resolve(type, largest) : null)
        {
            Retraction = need,
            IgnoresDistinct = true,
        };

    private static ResolvedAggregate? Resolve(SqlType type, bool largest)
    {
        Func<Accumulator>? accumulator = type.Physical() switch
        {
            PhysicalType.Boolean => () => new FoldAccumulator<ExtremeBit, Bits, BitResult, BitSink>(new ExtremeBit(largest)),
            PhysicalType.Int8 => () => Numbers<sbyte>(type, largest),
            PhysicalType.Int16 => () => Numbers<short>(type, largest),
            PhysicalType.Int32 => () => Numbers<int>(type, largest),
            PhysicalType.Int64 => () => Numbers<long>(type, largest),
            PhysicalType.Int128 => () => Numbers<Int128>(type, largest),
            PhysicalType.Float => () => Floats<float>(type, largest),
            PhysicalType.Double => () => Floats<double>(type, largest),
            PhysicalType.View => () => new FoldAccumulator<ExtremeText, Text, TextResult, TextSink>(new ExtremeText(type, largest)),
            _ => null,
        };
        return accumulator is null ? null : new ResolvedAggregate(type.AsNullable(), new EquatableList<SqlType>([type]), accumulator);
    }

    private static Accumulator Numbers<T>(SqlType type, bool largest)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        largest ? Preferring<T, Larger<T>>(type) : Preferring<T, Smaller<T>>(type);

    private static Accumulator Floats<T>(SqlType type, bool largest)
        where T : unmanaged, IFloatingPoint<T> =>
        largest ? Preferring<T, LargerFloat<T>>(type) : Preferring<T, SmallerFloat<T>>(type);

    private static Accumulator Preferring<T, TPreference>(SqlType type)
        where T : unmanaged
        where TPreference : struct, IPreference<T> =>
        new FoldAccumulator<Extreme<T, TPreference>, Fixed<T>, Result<T, TPreference>, FixedSink<T>>(new Extreme<T, TPreference>(type));

    private readonly struct Result<T, TPreference> : IFinish<Extreme<T, TPreference>, FixedSink<T>>
        where T : unmanaged
        where TPreference : struct, IPreference<T>
    {
        public bool Finish(in Extreme<T, TPreference> fold, RowStore store, int group, int row, ref FixedSink<T> sink) =>
            fold.TryGet(store, group, out var value) && sink.Set(row, value);
    }

    private readonly struct BitResult : IFinish<ExtremeBit, BitSink>
    {
        public bool Finish(in ExtremeBit fold, RowStore store, int group, int row, ref BitSink sink) =>
            fold.TryGet(store, group, out var value) && sink.Set(row, value);
    }

    private readonly struct TextResult : IFinish<ExtremeText, TextSink>
    {
        public bool Finish(in ExtremeText fold, RowStore store, int group, int row, ref TextSink sink) =>
            fold.Seen(store, group) && sink.Set(row, fold.Value(store, group));
    }
}
