using System.Globalization;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>The groups of a GROUP BY with what their aggregates keep: a row per group (and pane), and tables of values beside.</summary>
internal sealed class Groups : IDisposable
{
    // So many rows and the groups that they go to stay in the first-level cache from the lookup to the last call.
    private const int BlockRows = 256;

    private readonly CallGroup[] _callGroups;
    private readonly CallGroup[] _byCall;
    private readonly int _plainCalls;
    private readonly int _countOffset;
    private readonly bool _paned;

    /// <param name="keys">Columns of the input.</param>
    /// <param name="retracts">Whether rows may be taken back, so that a group may come to an end.</param>
    /// <param name="paned">Whether the groups are of panes.</param>
    public Groups(Schema input, IReadOnlyList<int> keys, IReadOnlyList<AggregateCall> calls, bool retracts, bool paned)
    {
        (Retracts, _paned) = (retracts, paned);
        var names = new UniqueNames();
        Keys = new Schema(keys.Select(k => new Field(names.Of(input[k].Name), input[k].Type)));
        _callGroups = [.. CallGroupsOf(calls, new ValueTables(input, Keys, paned), retracts)];
        _plainCalls = _callGroups.Count(g => g is PlainCall);
        _byCall = [.. calls.Select((_, i) => _callGroups.Single(g => g.Calls.Contains(i)))];
        StateField[] fields =
        [
            .. retracts ? [new StateField(names.Of("count"), new SqlType.BigInt())] : Array.Empty<StateField>(),
            .. _callGroups.SelectMany(g => g.Fields.Select(f => f with { Name = names.Of($"{calls[g.Calls[0]].Output}.{f.Name}") })),
        ];
        var links = _callGroups.Sum(g => g.Links);
        Table = paned ? new PaneTable("groups", Keys, Keys.Count, fields, links) : new KeyedTable("groups", Keys, Keys.Count, fields, links);
        _countOffset = retracts ? Table.Layout.Values[0].Offset : -1;
        Bind(retracts ? 1 : 0);
    }

    /// <summary>Whether rows may be taken back.</summary>
    public bool Retracts { get; }

    /// <summary>Whether a group has a result although it has no rows.</summary>
    public bool ArePresentWithoutRows { get; init; }

    /// <summary>The group's columns, under the names that state files have.</summary>
    public Schema Keys { get; }

    public StateTable Table { get; }

    public IReadOnlyList<IStateTable> Tables => [Table, .. _callGroups.Select(g => g.Table).OfType<IStateTable>()];

    /// <summary>Adds the rows of a batch to their groups, which are made where they do not exist.</summary>
    /// <param name="touched">Told of groups before they change, or <see langword="null"/>.</param>
    public void Add(GroupInput input, TouchedGroups? touched, BatchArena arena)
    {
        Prepare(arena);
        var count = input.Count;
        var rows = arena.Take<int>(count);
        for (var start = 0; start < count; start += BlockRows)
        {
            var block = rows.Slice(start, Math.Min(BlockRows, count - start));
            input.ShowRows(start, block.Length);
            Table.FindOrAdd(input.Keys, input.Panes, input.Hashes, [], block, arena);
            if (touched is null)
                Table.MarkDirty(block);
            else
                touched.Touch(block);
            if (Retracts)
                Count(input.Weights, block);
            foreach (var call in _callGroups.AsSpan(0, _plainCalls))
                call.Add(input, block, arena);
        }

        input.ShowAll(count);
        foreach (var call in _callGroups.AsSpan(_plainCalls))
            call.Add(input, rows, arena);
    }

    /// <summary>The row of each group that a batch belongs to.</summary>
    public void Find(GroupInput input, Span<int> rows, BatchArena arena)
    {
        Prepare(arena);
        Table.FindOrAdd(input.Keys, input.Panes, input.Hashes, [], rows, arena);
    }

    /// <summary>Counts the rows of a batch in their groups, to be called before <see cref="AddCounted"/>; a row that takes back more than its
    /// group has counts only so far.</summary>
    /// <param name="counted">Takes for each row the weight with which it counts.</param>
    /// <returns>Whether all rows count in full.</returns>
    public bool CountKnown(GroupInput input, ReadOnlySpan<int> rows, Span<long> counted)
    {
        var weights = input.Weights;
        var isFull = true;
        for (var i = 0; i < rows.Length; i++)
        {
            ref var count = ref Table.Store.At<long>(rows[i], _countOffset);
            counted[i] = Math.Max(weights[i], -count);
            count += counted[i];
            isFull &= counted[i] == weights[i];
        }

        return isFull;
    }

    /// <summary>Adds the rows of a batch, which have been counted, to the groups that they belong to.</summary>
    public void AddCounted(GroupInput input, ReadOnlySpan<int> rows, BatchArena arena)
    {
        foreach (var call in _callGroups)
            call.Add(input, rows, arena);
    }

    /// <summary>Adds the groups of a pane to those of another pane or of another table, which are made where they do not exist.</summary>
    public void Merge(Groups source, long pane, long? into, BatchArena arena)
    {
        Prepare(arena);
        source.Prepare(arena);
        var rows = ((PaneTable)source.Table).RowsOf(pane);
        for (var start = 0; start < rows.Length; start += ChangeBatch.MaxRows)
        {
            var mark = arena.Mark();
            var sources = rows.Slice(start, Math.Min(ChangeBatch.MaxRows, rows.Length - start));
            var targets = arena.Take<int>(sources.Length);
            var keys = new Vector[Keys.Count];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = source.Table.Columns[i].Read(sources, arena);
            FindKeys(keys, PanesOf(into, sources.Length, arena), sources.Length, targets, arena);
            foreach (var target in targets)
                Table.MarkDirty(target);
            if (Retracts)
            {
                for (var i = 0; i < sources.Length; i++)
                    Table.Store.At<long>(targets[i], _countOffset) += source.Table.Store.At<long>(sources[i], _countOffset);
            }

            var merge = new PaneMerge(source.Table.Store, sources, targets);
            for (var g = 0; g < _callGroups.Length; g++)
                _callGroups[g].Merge(source._callGroups[g], in merge, arena);
            arena.Release(mark);
        }

        for (var g = 0; g < _callGroups.Length; g++)
            _callGroups[g].MergeValues(source._callGroups[g], pane, into, arena);
    }

    /// <summary>The rows of groups by their keys, made where they do not exist.</summary>
    /// <param name="panes">The pane of each, or empty where there are no panes.</param>
    public void FindKeys(ReadOnlySpan<Vector> keys, ReadOnlySpan<long> panes, int count, Span<int> found, BatchArena arena)
    {
        var hashes = arena.Take<ulong>(count);
        RowHash.Compute(keys, hashes, arena);
        Table.FindOrAdd(keys, panes, hashes, [], found, arena);
    }

    /// <summary>The same pane for so many rows; empty where there are no panes.</summary>
    public static ReadOnlySpan<long> PanesOf(long? pane, int count, BatchArena arena)
    {
        if (pane is not { } number)
            return [];
        var panes = arena.Take<long>(count);
        panes.Fill(number);
        return panes;
    }

    /// <summary>Whether a group has a result.</summary>
    /// <remarks>A window's group may have taken back more rows than it was given, if those were late: as in Flink that is a result too.</remarks>
    /// <param name="store">The groups' rows, or copies of them.</param>
    public bool IsPresent(RowStore store, int row) =>
        !Retracts || ArePresentWithoutRows || (_paned ? store.At<long>(row, _countOffset) != 0 : store.At<long>(row, _countOffset) > 0);

    /// <summary>Whether nothing is left of a group.</summary>
    public bool IsEmpty(int row) => Retracts && !ArePresentWithoutRows && Table.Store.At<long>(row, _countOffset) == 0;

    /// <summary>Brings the fields of changed groups up to date, before results are read.</summary>
    public void Settle(ReadOnlySpan<int> rows, BatchArena arena)
    {
        Prepare(arena);
        foreach (var group in _callGroups)
            group.Settle(rows);
    }

    /// <summary>Writes the values of a call, after <see cref="Settle"/>.</summary>
    /// <param name="store">The groups' rows, or copies of them.</param>
    public void Result(int call, RowStore store, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        _byCall[call].Result(call, store, rows, result, arena);
    }

    /// <summary>Lets go of what groups keep beside their rows, before those are deleted.</summary>
    public void End(ReadOnlySpan<int> rows)
    {
        foreach (var group in _callGroups)
            group.End(rows);
    }

    /// <summary>Lets go of a pane.</summary>
    public void Drop(long pane)
    {
        ((PaneTable)Table).Drop(pane);
        foreach (var group in _callGroups)
            ((PaneTable?)group.Table)?.Drop(pane);
    }

    /// <summary>Forgets all groups but keeps the memory; for groups that no snapshot has seen.</summary>
    public void Clear()
    {
        Table.Clear();
        foreach (var group in _callGroups)
            group.Table?.Clear();
    }

    public void EndMicroBatch(BatchArena arena)
    {
        foreach (var group in _callGroups)
            group.EndMicroBatch(arena);
    }

    public void Dispose()
    {
        Table.Dispose();
        foreach (var group in _callGroups)
            group.Dispose();
    }

    private void Prepare(BatchArena arena)
    {
        foreach (var group in _callGroups)
            group.Prepare(arena);
    }

    private void Count(ReadOnlySpan<long> weights, ReadOnlySpan<int> rows)
    {
        if (weights.IsEmpty)
        {
            foreach (var row in rows)
                Table.Store.At<long>(row, _countOffset)++;
            return;
        }

        for (var i = 0; i < rows.Length; i++)
            Table.Store.At<long>(rows[i], _countOffset) += weights[i];
    }

    private static IEnumerable<CallGroup> CallGroupsOf(IReadOnlyList<AggregateCall> calls, ValueTables tables, bool retracts)
    {
        var numbered = calls.Select((call, number) => new NumberedCall(number, call)).ToArray();
        foreach (var (number, call) in numbered.Where(c => KindOf(c.Call, retracts) == CallKind.Plain))
            yield return new PlainCall(number, call);
        foreach (var (number, call) in numbered.Where(c => KindOf(c.Call, retracts) == CallKind.Ordered))
            yield return OrderedCall.Create(number, call, tables);
        foreach (var (number, call) in numbered.Where(c => KindOf(c.Call, retracts) == CallKind.Sequence))
            yield return new SequenceCall(new NumberedCall(number, call), tables, retracts);
        var distinct = numbered.Where(c => KindOf(c.Call, retracts) == CallKind.Distinct).GroupBy(c => c.Call.Arguments);
        foreach (var alike in distinct)
            yield return new DistinctCalls([.. alike], tables);
    }

    private static CallKind KindOf(AggregateCall call, bool retracts) => call switch
    {
        { Function.Sequence: { } sequence } when retracts || call.Distinct || !sequence.OnlyToRetract => CallKind.Sequence,
        { Retraction: not RetractionNeed.None } => retracts ? CallKind.Ordered : CallKind.Plain,
        { Distinct: true } => CallKind.Distinct,
        _ => CallKind.Plain,
    };

    private void Bind(int firstField)
    {
        var (field, link) = (firstField, 0);
        foreach (var group in _callGroups)
        {
            group.Bind(this, Table.Layout.Values.AsSpan(field, group.Fields.Count), Table.Layout.Links.AsSpan(link, group.Links));
            field += group.Fields.Count;
            link += group.Links;
        }
    }

    private enum CallKind
    {
        Plain,
        Distinct,
        Ordered,
        Sequence,
    }
}

/// <summary>A call and its place among the query's calls.</summary>
internal readonly record struct NumberedCall(int Number, AggregateCall Call);

/// <summary>Makes the tables of values that calls keep beside the groups, keyed by group and value (and pane).</summary>
internal sealed class ValueTables(Schema input, Schema keys, bool paned)
{
    private int _count;

    /// <summary>Whether the groups are of panes.</summary>
    public bool ArePaned => paned;

    /// <param name="values">Columns of the input.</param>
    /// <param name="others">More columns of the key, behind the values.</param>
    public StateTable Create(string kind, IReadOnlyList<int> values, IReadOnlyList<StateField> fields, int links, params Field[] others)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_count}");
        var names = new UniqueNames();
        var schema = new Schema(keys.Concat(values.Select(v => input[v])).Concat(others).Select(f => new Field(names.Of(f.Name), f.Type)));
        return paned ? new PaneTable(name, schema, keys.Count, fields, links) : new KeyedTable(name, schema, keys.Count, fields, links);
    }
}
