using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;

namespace StreamSql.Functions.Aggregates.Sequences;

/// <summary>ARRAY_AGG: the column of rows, cut into arrays; NULL for no rows.</summary>
internal sealed class ArrayAgg : SequenceKernel
{
    public static AggregateFunction Function { get; } = new(
        "ARRAY_AGG", "ARRAY_AGG(value) [IGNORE NULLS | RESPECT NULLS]", "Returns the values as an array in the order in which rows come, NULLs included unless they are to be ignored.", Resolve)
    {
        TakesNullTreatment = true,
    };

    public override void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena)
    {
        var validity = result.AllocateValidity(arena);
        var offsets = new ListOffsets(result, arena);
        for (var group = 0; group < ends.Length; group++)
        {
            Bitmap.Set(validity, group, ends[group] > (group == 0 ? 0 : ends[group - 1]));
            offsets.End(group, ends[group]);
        }

        offsets.Close(arguments[0].StoredData());
    }

    private static ResolvedAggregate? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        var ignores = arguments.Count == 2 && arguments[1].Literal is "IGNORE NULLS";
        if (arguments.Count is not (1 or 2) || (arguments.Count == 2 && !ignores && arguments[1].Literal is not "RESPECT NULLS"))
            return null;
        var type = arguments[0].Type;
        return type is SqlType.Descriptor ? null : ResolvedAggregate.OfRows(
            new SqlType.Array(ignores ? type.NotNull() : type), [type], new(SequenceForm.Rows, () => new ArrayAgg()) { KeepsNulls = !ignores });
    }
}
