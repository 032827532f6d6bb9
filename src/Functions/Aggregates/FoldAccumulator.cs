using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>How the values of one argument go into a group's fields.</summary>
/// <typeparam name="TReader">Reads the argument.</typeparam>
internal interface IFold<TReader>
    where TReader : allows ref struct
{
    IReadOnlyList<StateField> Fields { get; }

    /// <inheritdoc cref="Accumulator.Bind"/>
    void Bind(ReadOnlySpan<int> offsets);

    /// <summary>Adds the value of a row once.</summary>
    void Add(RowStore store, int group, in TReader values, int row);

    /// <summary>Adds the value of a row <paramref name="weight"/> times; takes it back if that is negative.</summary>
    void Add(RowStore store, int group, in TReader values, int row, long weight);

    void Merge(RowStore target, int to, RowStore source, int from);
}

/// <summary>How an aggregate's value follows from what a fold keeps.</summary>
internal interface IFinish<TFold, TSink>
    where TSink : allows ref struct
{
    /// <summary>Puts the value of a group into a row of the sink; <see langword="false"/> means NULL.</summary>
    bool Finish(in TFold fold, RowStore store, int group, int row, ref TSink sink);
}

/// <summary>An aggregate of one argument: a fold and what is made of it in the end. The loops are here and nowhere else, one for each
/// mix of weights and mask.</summary>
internal sealed class FoldAccumulator<TFold, TReader, TFinish, TSink>(TFold fold = default, TFinish finish = default) : Accumulator
    where TFold : struct, IFold<TReader>
    where TReader : struct, IReader<TReader>, allows ref struct
    where TFinish : struct, IFinish<TFold, TSink>
    where TSink : struct, ISink<TSink>, allows ref struct
{
    private readonly CountedRows _counted = new();
    private TFold _fold = fold;

    public override IReadOnlyList<StateField> Fields => _fold.Fields;

    public override void Bind(ReadOnlySpan<int> offsets) => _fold.Bind(offsets);

    public override void Add(
        RowStore store, ReadOnlySpan<int> groups, ReadOnlySpan<Vector> arguments, ReadOnlySpan<long> weights, ReadOnlySpan<byte> mask)
    {
        var values = TReader.Open(arguments[0]);
        var into = _fold;
        if (CountedRows.AreAll(arguments, mask))
        {
            if (weights.IsEmpty)
            {
                for (var row = 0; row < groups.Length; row++)
                    into.Add(store, groups[row], in values, row);
            }
            else
            {
                for (var row = 0; row < groups.Length; row++)
                    into.Add(store, groups[row], in values, row, weights[row]);
            }

            return;
        }

        var rows = _counted.List(groups.Length, arguments, mask);
        if (weights.IsEmpty)
        {
            foreach (var row in rows)
                into.Add(store, groups[row], in values, row);
        }
        else
        {
            foreach (var row in rows)
                into.Add(store, groups[row], in values, row, weights[row]);
        }
    }

    public override void Merge(RowStore target, ReadOnlySpan<int> targets, RowStore source, ReadOnlySpan<int> sources)
    {
        var into = _fold;
        for (var i = 0; i < targets.Length; i++)
            into.Merge(target, targets[i], source, sources[i]);
    }

    public override void Result(RowStore store, ReadOnlySpan<int> groups, Vector result, BatchArena arena)
    {
        var sink = TSink.Open(result, [], arena);
        Span<byte> validity = default;
        for (var row = 0; row < groups.Length; row++)
        {
            if (finish.Finish(in _fold, store, groups[row], row, ref sink))
                continue;
            sink.Skip(row);
            if (validity.IsEmpty)
                validity = Validity.Own(result, arena);
            Bitmap.Set(validity, row, false);
        }

        sink.Close();
    }
}
