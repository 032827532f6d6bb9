using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates.Sequences;

/// <summary>FIRST_VALUE and LAST_VALUE, in the order in which rows come. As long as none is taken back one value is all there is to keep.</summary>
internal static class FirstLast
{
    public static AggregateFunction First { get; } = Function("FIRST_VALUE", "Returns the first value that is not NULL, in the order in which rows come.", SequenceForm.First);

    public static AggregateFunction Last { get; } = Function("LAST_VALUE", "Returns the last value that is not NULL, in the order in which rows come.", SequenceForm.Last);

    private static AggregateFunction Function(string name, string doc, SequenceForm form) =>
        new(name, $"{name}(value)", doc, arguments => arguments is [{ Type: not SqlType.Descriptor and var type }] ? Resolve(type, form) : null)
        {
            IgnoresDistinct = true,
        };

    private static ResolvedAggregate Resolve(SqlType type, SequenceForm form)
    {
        var isLast = form == SequenceForm.Last;
        Func<Accumulator>? accumulator = type.Physical() switch
        {
            PhysicalType.Boolean => () => isLast ? Preferred.Bit<Later<bool>>() : Preferred.Bit<Earlier<bool>>(),
            PhysicalType.Int8 => () => Fixed<sbyte>(type, isLast),
            PhysicalType.Int16 => () => Fixed<short>(type, isLast),
            PhysicalType.Int32 => () => Fixed<int>(type, isLast),
            PhysicalType.Int64 => () => Fixed<long>(type, isLast),
            PhysicalType.Int128 => () => Fixed<Int128>(type, isLast),
            PhysicalType.Float => () => Fixed<float>(type, isLast),
            PhysicalType.Double => () => Fixed<double>(type, isLast),
            PhysicalType.View => () => isLast ? Preferred.Text<Later<ReadOnlySpan<byte>>>(type) : Preferred.Text<Earlier<ReadOnlySpan<byte>>>(type),
            _ => null,
        };
        var sequence = new SequenceAggregate(form, () => new OnlyRow()) { OnlyToRetract = accumulator is not null };
        var resolved = ResolvedAggregate.OfRows(type.AsNullable(), [type], sequence);
        return accumulator is null ? resolved : resolved with { CreateAccumulator = accumulator };
    }

    private static Accumulator Fixed<T>(SqlType type, bool isLast) where T : unmanaged =>
        isLast ? Preferred.Value<T, Later<T>>(type) : Preferred.Value<T, Earlier<T>>(type);
}

/// <summary>The one row that the engine has found for a group, or NULL.</summary>
internal sealed class OnlyRow : SequenceKernel
{
    public override void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena)
    {
        var rows = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(arena.Allocate(ends.Length * sizeof(int)).Span);
        for (var group = 0; group < ends.Length; group++)
            rows[group] = ends[group] > (group == 0 ? 0 : ends[group - 1]) ? ends[group] - 1 : -1;
        ChosenRows.Load(arguments[0].StoredData(), rows, result, arena);
    }
}
