using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Aggregates;

/// <summary>COUNT: rows, or rows none of whose arguments is NULL.</summary>
internal sealed class Count : Accumulator
{
    private static readonly SqlType Type = new SqlType.BigInt { Nullable = false };

    private readonly CountedRows _counted = new();
    private int _offset;

    public static AggregateFunction Function { get; } = new(
        "COUNT",
        "COUNT(*) or COUNT(value [, value]*)",
        "Returns the number of rows, or of those in which no value is NULL.",
        arguments => new ResolvedAggregate(Type, new EquatableList<SqlType>([.. arguments.Select(a => a.Type)]), () => new Count()));

    public override IReadOnlyList<StateField> Fields { get; } = [new("count", Type)];

    public override void Bind(ReadOnlySpan<int> offsets) => _offset = offsets[0];

    public override void Add(
        RowStore store, ReadOnlySpan<int> groups, ReadOnlySpan<Vector> arguments, ReadOnlySpan<long> weights, ReadOnlySpan<byte> mask)
    {
        var offset = _offset;
        if (CountedRows.AreAll(arguments, mask))
        {
            if (weights.IsEmpty)
            {
                foreach (var group in groups)
                    store.At<long>(group, offset)++;
            }
            else
            {
                for (var row = 0; row < groups.Length; row++)
                    store.At<long>(groups[row], offset) += weights[row];
            }

            return;
        }

        var rows = _counted.List(groups.Length, arguments, mask);
        if (weights.IsEmpty)
        {
            foreach (var row in rows)
                store.At<long>(groups[row], offset)++;
        }
        else
        {
            foreach (var row in rows)
                store.At<long>(groups[row], offset) += weights[row];
        }
    }

    public override void Merge(RowStore target, ReadOnlySpan<int> targets, RowStore source, ReadOnlySpan<int> sources)
    {
        for (var i = 0; i < targets.Length; i++)
            target.At<long>(targets[i], _offset) += source.At<long>(sources[i], _offset);
    }

    public override void Result(RowStore store, ReadOnlySpan<int> groups, Vector result, BatchArena arena)
    {
        var values = result.AllocateValues<long>(arena);
        for (var row = 0; row < groups.Length; row++)
            values[row] = store.At<long>(groups[row], _offset);
    }
}
