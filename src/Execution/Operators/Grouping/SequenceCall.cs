using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>An aggregate that reads a group's rows in the order in which they came: a table of them, each with its position in the group, in
/// a list per group. A row that is taken back is the oldest with the same values.</summary>
/// <remarks>DISTINCT and counted values have one row a value, which keeps the place of its first occurrence. What a micro-batch takes out
/// stays in the list until it ends, since the result from before is read from the same rows: each knows how often it occurred then.</remarks>
internal sealed class SequenceCall : CallGroup
{
    private readonly NumberedCall _call;
    private readonly SequenceAggregate _sequence;
    private readonly SequenceKernel _kernel;
    private readonly StateTable _values;
    private readonly SequenceRows _rows;
    private readonly EqualRows? _equal;
    private readonly bool _byValue;
    private readonly bool _keepsOne;
    private readonly Vector _positions = new(new SqlType.BigInt { Nullable = false });
    private readonly IntList _changed = new();
    private readonly IntList _read = new();
    private readonly IntList _counts = new();
    private Groups? _groups;
    private int _nextOffset;

    /// <param name="retracts">Whether rows may be taken back.</param>
    public SequenceCall(NumberedCall call, ValueTables tables, bool retracts)
    {
        (_call, _sequence) = (call, call.Call.Function.Sequence!);
        _kernel = _sequence.Create();
        _byValue = call.Call.Distinct || _sequence.Form == SequenceForm.Counts;
        _keepsOne = !retracts && !_byValue && _sequence.Form is SequenceForm.First or SequenceForm.Last;
        var count = new StateField("$count", new SqlType.BigInt());
        // A window's rows go with their pane, and its list has only what occurs.
        var isIndexed = retracts && !_byValue && !tables.ArePaned;
        var links = SequenceRows.Links + (isIndexed ? EqualRows.Links : 0);
        _values = _byValue
            ? tables.Create("sequence", call.Call.Arguments, [count, new StateField("$position", new SqlType.BigInt())], links)
            : tables.Create("sequence", call.Call.Arguments, [count], links, new Field("$position", new SqlType.BigInt { Nullable = false }));
        _rows = new SequenceRows(_values, _byValue ? _values.Layout.Values[1].Offset : _values.Layout.Keys[_values.KeyColumns - (_values is PaneTable ? 2 : 1)].Offset);
        _equal = isIndexed ? new EqualRows(_rows, _values) : null;
        Calls = [call.Number];
    }

    public override IReadOnlyList<int> Calls { get; }

    public override IReadOnlyList<StateField> Fields { get; } = [new("next", new SqlType.BigInt())];

    public override int Links => SequenceRows.GroupLinks;

    public override StateTable Table => _values;

    public override void Bind(Groups groups, ReadOnlySpan<FieldPlace> fields, ReadOnlySpan<int> links)
    {
        (_groups, _nextOffset) = (groups, fields[0].Offset);
        _rows.Bind(groups.Table, links);
    }

    // The lists: links are numbers of rows, which checkpoints do not have.
    public override void Prepare(BatchArena arena)
    {
        if (!_values.TakeRestored())
            return;
        var live = Enumerable.Range(0, _values.Store.Count)
            .Where(row => (_values.FlagsOf(row) & RowFlags.Live) != 0 && _rows.Count(row) > 0).OrderBy(row => _rows.Position(row));
        foreach (var rows in live.Chunk(ChangeBatch.MaxRows))
        {
            var mark = arena.Mark();
            var keys = new Vector[_groups!.Keys.Count + _call.Call.Arguments.Count];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = _values.Columns[i].Read(rows, arena);
            var panes = _values is PaneTable ? _values.Columns[_values.KeyColumns - 1].Read(rows, arena).Span<long>() : [];
            var groups = arena.Take<int>(rows.Length);
            _groups.FindKeys(keys.AsSpan(0, _groups.Keys.Count), panes, rows.Length, groups, arena);
            var hashes = arena.Take<ulong>(rows.Length);
            RowHash.Compute(keys, hashes, arena);
            for (var i = 0; i < rows.Length; i++)
            {
                _rows.Append(groups[i], rows[i], (int)hashes[i]);
                _equal?.Append(rows[i]);
                _rows.Settle(rows[i]);
            }

            arena.Release(mark);
        }
    }

    public override void Add(GroupInput input, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var selection = arena.Take<int>(input.Count);
        var arguments = _call.Call.Arguments;
        selection = selection[..Bitmap.ToIndices(
            input.Present(_call.Call.Filter, _sequence.KeepsNulls ? [] : arguments, arena), input.Count, selection)];
        if (_keepsOne)
            selection = OnePerGroup(selection, rows);
        if (selection.IsEmpty)
            return;
        Vector[] values = [.. arguments.Select(a => input[a])];
        Append(input.Keys, values, input.Panes, rows, input.Weights, selection, arena);
    }

    public override void MergeValues(CallGroup source, long pane, long? into, BatchArena arena)
    {
        var from = (SequenceCall)source;
        var all = ((PaneTable)from._values).RowsOf(pane).ToArray();
        Array.Sort(all, (a, b) => from._rows.Position(a).CompareTo(from._rows.Position(b)));
        for (var start = 0; start < all.Length; start += ChangeBatch.MaxRows)
        {
            var mark = arena.Mark();
            MergeValues(from, all.AsSpan(start, Math.Min(ChangeBatch.MaxRows, all.Length - start)), into, arena);
            arena.Release(mark);
        }
    }

    public override void Result(int call, RowStore store, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        result.Reset(rows.Length, constant: false);
        var isNow = ReferenceEquals(store, _groups!.Table.Store);
        _read.Clear();
        _counts.Clear();
        var ends = arena.Take<int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((isNow ? rows[i] : _rows.GroupOf(store, rows[i])) is var group and >= 0)
                Collect(group, isNow);
            ends[i] = _read.Count;
        }

        if (_sequence.Form == SequenceForm.Counts)
        {
            foreach (var row in _read.Span)
                _counts.Add(_call.Call.Distinct ? 1 : isNow ? (int)_rows.Count(row) : _rows.CountBefore(row));
        }

        var arguments = new Vector[_call.Call.Arguments.Count];
        for (var a = 0; a < arguments.Length; a++)
            arguments[a] = Own(_values.Columns[_groups.Keys.Count + a].Read(_read.Span, arena), arena);
        _kernel.Evaluate(ends, arguments, _counts.Span, result, arena);
    }

    public override void End(ReadOnlySpan<int> rows)
    {
        foreach (var group in rows)
        {
            for (var row = _rows.Head(group); row >= 0; row = _rows.Next(row))
            {
                if (_rows.Count(row) > 0)
                    _equal?.Remove(row);
                _rows.Count(row) = 0;
                _changed.Add(row);
            }
        }
    }

    public override void Dispose()
    {
        _equal?.Dispose();
        _changed.Dispose();
        _read.Dispose();
        _counts.Dispose();
        base.Dispose();
    }

    public override void EndMicroBatch(BatchArena arena)
    {
        var gone = 0;
        foreach (var row in _changed.Span)
        {
            if ((_values.FlagsOf(row) & RowFlags.Live) == 0)
                continue;
            var count = _rows.Count(row);
            if (count <= 0)
                _rows.UnlinkSettled(row);
            if (count == 0)
                _changed[gone++] = row;
            else
                _rows.Settle(row);
        }

        // A row that has changed twice is there twice.
        _values.DeleteAny(_changed.Items[..gone], arena);
        _changed.Clear();
    }

    // Insertions find or make their rows all at once; then they enter the lists, and retractions leave them, in the order of arrival.
    private void Append(
        ReadOnlySpan<Vector> keys, Vector[] values, ReadOnlySpan<long> panes, ReadOnlySpan<int> groups, ReadOnlySpan<long> weights,
        ReadOnlySpan<int> selection, BatchArena arena)
    {
        Vector[] columns = [.. keys, .. values];
        var hashes = arena.Take<ulong>(groups.Length);
        RowHash.Compute(columns, hashes, arena);
        var found = arena.Take<int>(groups.Length);
        if (_byValue)
            _values.FindOrAdd(columns, panes, hashes, selection, found, arena);
        else
            AddRows(columns, panes, hashes, groups, weights, selection, found, arena);
        foreach (var i in selection)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (_byValue || weight > 0)
                Change(groups[i], found[i], weight, (int)hashes[i]);
            else
                TakeBack(groups[i], values, i, -weight, (int)hashes[i], arena);
        }
    }

    private void AddRows(
        Vector[] columns, ReadOnlySpan<long> panes, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> groups, ReadOnlySpan<long> weights,
        ReadOnlySpan<int> selection, Span<int> found, BatchArena arena)
    {
        _positions.Reset(groups.Length, constant: false);
        var positions = _positions.AllocateValues<long>(arena);
        positions.Clear();
        var added = arena.Take<int>(selection.Length);
        var whole = arena.Take<ulong>(groups.Length);
        var count = 0;
        foreach (var i in selection)
        {
            if (!weights.IsEmpty && weights[i] < 0)
                continue;
            positions[i] = NextPosition(groups[i]);
            whole[i] = RowHash.Add(hashes[i], HashWords.Of(positions[i]));
            added[count++] = i;
        }

        if (count > 0)
            _values.FindOrAdd([.. columns, _positions], panes, whole, added[..count], found, arena);
    }

    private long NextPosition(int group) => ++_groups!.Table.Store.At<long>(group, _nextOffset);

    private void Change(int group, int row, long weight, int hash)
    {
        _values.Keep(row);
        _values.MarkDirty(row);
        Note(row);
        ref var count = ref _rows.Count(row);
        var wasThere = count > 0;
        count += weight;
        if (count <= 0 && wasThere)
            Leave(row);
        if (count <= 0 || wasThere)
            return;
        if (_byValue)
        {
            _rows.Unlink(row);
            _rows.Position(row) = NextPosition(group);
        }

        if (_keepsOne && _sequence.Form == SequenceForm.Last && _rows.Tail(group) is var last and >= 0)
        {
            _rows.Count(last) = 0;
            _values.MarkDirty(last);
            Note(last);
        }

        _rows.Append(group, row, hash);
        _equal?.Append(row);
    }

    // The result from before is read once more, but not a window's: there a row can leave its list at once.
    private void Leave(int row)
    {
        _equal?.Remove(row);
        if (_values is PaneTable)
            _rows.Unlink(row);
    }

    private void TakeBack(int group, Vector[] values, int i, long weight, int hash, BatchArena arena)
    {
        for (int next, row = _equal?.Oldest(group, hash) ?? _rows.Head(group); row >= 0 && weight > 0; row = next)
        {
            next = _equal?.Next(row) ?? _rows.Next(row);
            if (_rows.Hash(row) != hash || !Has(row, values, i, arena))
                continue;
            var taken = Math.Min(weight, _rows.Count(row));
            Change(group, row, -taken, hash);
            weight -= taken;
        }
    }

    private bool Has(int row, Vector[] values, int i, BatchArena arena)
    {
        var mark = arena.Mark();
        Span<bool> equal = [true];
        for (var a = 0; a < values.Length; a++)
            RowEquality.Narrow(_values.Columns[_groups!.Keys.Count + a].Read([row], arena), [0], values[a], [i], equal, arena);
        arena.Release(mark);
        return equal[0];
    }

    // A window's rows go with their pane, and its result is read once.
    private void Note(int row)
    {
        if (_values is KeyedTable)
            _changed.Add(row);
    }

    // Of a group's rows in a batch only the first or last can matter, and a first one only if the group has none.
    private Span<int> OnePerGroup(Span<int> selection, ReadOnlySpan<int> rows)
    {
        var seen = new HashSet<int>();
        var kept = 0;
        if (_sequence.Form == SequenceForm.First)
        {
            foreach (var i in selection)
            {
                if (_rows.Head(rows[i]) < 0 && seen.Add(rows[i]))
                    selection[kept++] = i;
            }

            return selection[..kept];
        }

        for (var k = selection.Length - 1; k >= 0; k--)
        {
            if (seen.Add(rows[selection[k]]))
                selection[^++kept] = selection[k];
        }

        return selection[^kept..];
    }

    // Nested values are decoded into memory that the next read uses again, and a result may be made of them.
    private static Vector Own(Vector values, BatchArena arena)
    {
        if (values.Nested is not { } nested)
            return values;
        var own = new Vector(values.Type);
        own.Load(ColumnClone.Clone(nested, arena), arena);
        return own;
    }

    private void Collect(int group, bool isNow)
    {
        var fromEnd = _sequence.Form == SequenceForm.Last;
        var isOne = _sequence.Form is SequenceForm.First or SequenceForm.Last;
        var first = _read.Count;
        for (var row = fromEnd ? _rows.Tail(group) : _rows.Head(group); row >= 0; row = fromEnd ? _rows.Previous(row) : _rows.Next(row))
        {
            var count = isNow ? _rows.Count(row) : _rows.CountBefore(row);
            for (var k = 0; k < (isOne || _byValue ? Math.Min(1, count) : count); k++)
                _read.Add(row);
            if (isOne && count > 0)
                return;
        }

        // A value that went and came again has moved to the end of the list since.
        if (_byValue && !isNow)
            _read.Items[first..].Sort((a, b) => _rows.PositionBefore(a).CompareTo(_rows.PositionBefore(b)));
    }

    private void MergeValues(SequenceCall from, ReadOnlySpan<int> sources, long? into, BatchArena arena)
    {
        var columns = new Vector[_groups!.Keys.Count + _call.Call.Arguments.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = from._values.Columns[i].Read(sources, arena);
        var panes = Groups.PanesOf(into, sources.Length, arena);
        var groups = arena.Take<int>(sources.Length);
        _groups.FindKeys(columns.AsSpan(0, _groups.Keys.Count), panes, sources.Length, groups, arena);
        var weights = arena.Take<long>(sources.Length);
        var selection = arena.Take<int>(sources.Length);
        var count = 0;
        for (var i = 0; i < sources.Length; i++)
        {
            weights[i] = from._rows.Count(sources[i]);
            if (weights[i] > 0)
                selection[count++] = i;
        }

        if (count > 0)
            Append(columns.AsSpan(0, _groups.Keys.Count), columns[_groups.Keys.Count..], panes, groups, weights, selection[..count], arena);
    }
}
