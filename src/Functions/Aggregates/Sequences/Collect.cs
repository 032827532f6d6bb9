using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;

namespace StreamSql.Functions.Aggregates.Sequences;

/// <summary>COLLECT: each value with how often it occurs.</summary>
internal sealed class Collect : SequenceKernel
{
    public static AggregateFunction Function { get; } = new(
        "COLLECT",
        "COLLECT(value)",
        "Returns the values that are not NULL as a multiset.",
        arguments => arguments is [{ Type: not SqlType.Descriptor and var type }]
            ? ResolvedAggregate.OfRows(new SqlType.Multiset(type.NotNull()) { Nullable = false }, [type], new(SequenceForm.Counts, () => new Collect()))
            : null);

    public override void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena)
    {
        var offsets = new ListOffsets(result, arena);
        for (var group = 0; group < ends.Length; group++)
            offsets.End(group, ends[group]);
        var occurrences = new Vector(new SqlType.Integer { Nullable = false });
        occurrences.Reset(counts.Length, constant: false);
        counts.CopyTo(occurrences.AllocateValues<int>(arena));
        offsets.Close(arguments[0].StoredData(), occurrences.StoredData());
    }
}
