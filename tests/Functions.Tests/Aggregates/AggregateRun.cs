using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests.Aggregates;

/// <summary>A change to one group of an aggregate.</summary>
/// <param name="Value">Plain, as <see cref="Columns"/> has it.</param>
/// <param name="Counts">Whether FILTER lets it through.</param>
internal sealed record GroupChange(int Group, object? Value, long Weight = 1, bool Counts = true);

/// <summary>One aggregate over a few groups, in one store or in several that are merged.</summary>
internal sealed class AggregateRun : IDisposable
{
    private readonly SqlType _argument;
    private readonly ResolvedAggregate _call;
    private readonly Accumulator _accumulator;
    private readonly int _groups;
    private readonly int _width;

    public AggregateRun(string function, SqlType argument, int groups)
    {
        _call = BuiltinFunctions.Instance.FindAggregate(function)!.Resolve([new ArgumentInfo(argument)])!;
        _argument = _call.Arguments[0];
        _accumulator = _call.CreateAccumulator();
        _groups = groups;

        // Fields lie as they come, after a key.
        var offsets = new int[_accumulator.Fields.Count];
        _width = 8;
        for (var i = 0; i < offsets.Length; i++)
        {
            var width = Math.Max(1, _accumulator.Fields[i].Type.Physical().Width());
            _width = (_width + Math.Min(width, 8) - 1) / Math.Min(width, 8) * Math.Min(width, 8);
            offsets[i] = _width;
            _width += width;
        }

        _width = (_width + 7) / 8 * 8;
        _accumulator.Bind(offsets);
    }

    public BatchArena Arena { get; } = new();

    public SqlType ResultType => _call.Result;

    public RowStore NewStore()
    {
        var store = new RowStore(_width);
        for (var group = 0; group < _groups; group++)
            store.Append();
        return store;
    }

    /// <summary>Adds a batch; without weights or mask where the changes need none and <paramref name="random"/> says so.</summary>
    public void Add(RowStore store, IReadOnlyList<GroupChange> changes, Random random)
    {
        var weighted = changes.Any(c => c.Weight != 1) || random.Next(2) == 0;
        var masked = changes.Any(c => !c.Counts) || random.Next(2) == 0;
        var mask = new byte[masked ? Bitmap.ByteCount(changes.Count) : 0];
        for (var i = 0; masked && i < changes.Count; i++)
            Bitmap.Set(mask, i, changes[i].Counts);
        var same = changes.Select(c => c.Value).Distinct().Count() == 1;
        var column = same
            ? Columns.Constant(Arena, _argument, changes[0].Value, changes.Count)
            : Columns.Column(Arena, _argument, [.. changes.Select(c => c.Value)]);
        _accumulator.Add(
            store, [.. changes.Select(c => c.Group)], [column], weighted ? [.. changes.Select(c => c.Weight)] : [], mask);
    }

    public void Merge(RowStore target, RowStore source)
    {
        int[] groups = [.. Enumerable.Range(0, _groups)];
        _accumulator.Merge(target, groups, source, groups);
    }

    public object?[] Results(RowStore store)
    {
        var result = new Vector(_call.Result);
        result.Reset(_groups, constant: false);
        _accumulator.Result(store, [.. Enumerable.Range(0, _groups)], result, Arena);
        return Columns.Values(result, Arena);
    }

    /// <summary>Adds the changes in random batches to random stores, merges these in random order and gives the results.</summary>
    public object?[] Run(IReadOnlyList<GroupChange> changes, Random random)
    {
        List<RowStore> stores = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => NewStore())];
        for (var start = 0; start < changes.Count;)
        {
            var count = Math.Min(changes.Count - start, random.Next(1, 150));
            Add(stores[random.Next(stores.Count)], [.. changes.Skip(start).Take(count)], random);
            start += count;
        }

        while (stores.Count > 1)
        {
            var (target, source) = (random.Next(stores.Count), stores.Count - 1);
            if (target == source)
                target = 0;
            Merge(stores[target], stores[source]);
            stores[source].Dispose();
            stores.RemoveAt(source);
        }

        var results = Results(stores[0]);
        stores[0].Dispose();
        return results;
    }

    public void Dispose() => Arena.Dispose();
}
