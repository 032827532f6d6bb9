using System.Numerics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

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
            PhysicalType.Boolean => () => largest ? Preferred.Bit<LargerBit>() : Preferred.Bit<SmallerBit>(),
            PhysicalType.Int8 => () => Numbers<sbyte>(type, largest),
            PhysicalType.Int16 => () => Numbers<short>(type, largest),
            PhysicalType.Int32 => () => Numbers<int>(type, largest),
            PhysicalType.Int64 => () => Numbers<long>(type, largest),
            PhysicalType.Int128 => () => Numbers<Int128>(type, largest),
            PhysicalType.Float => () => Floats<float>(type, largest),
            PhysicalType.Double => () => Floats<double>(type, largest),
            PhysicalType.View => () => largest ? Preferred.Text<LargerText>(type) : Preferred.Text<SmallerText>(type),
            _ => null,
        };
        return accumulator is null ? null : new ResolvedAggregate(type.AsNullable(), new EquatableList<SqlType>([type]), accumulator);
    }

    private static Accumulator Numbers<T>(SqlType type, bool largest)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        largest ? Preferred.Value<T, Larger<T>>(type) : Preferred.Value<T, Smaller<T>>(type);

    private static Accumulator Floats<T>(SqlType type, bool largest)
        where T : unmanaged, IFloatingPoint<T> =>
        largest ? Preferred.Value<T, LargerFloat<T>>(type) : Preferred.Value<T, SmallerFloat<T>>(type);
}
