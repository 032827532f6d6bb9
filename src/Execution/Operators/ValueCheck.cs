using System.Diagnostics;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators;

/// <summary>Holds values of a column, or of a part of its values, against a rule, and their parts against the rules for those.</summary>
internal abstract class ValueCheck(ValueRule rule, SqlType type, ValueCheck[] parts)
{
    private readonly Vector _values = new(type);

    public ValueRule Rule => rule;

    /// <summary>Whether an array keeps to the rules at a glance.</summary>
    public bool IsKept(IArrowArray array) => parts.Length == 0 && IsPlain(array);

    /// <summary>Looks at values.</summary>
    /// <param name="places">Which of the array.</param>
    /// <param name="rows">The row of the batch that each of them belongs to.</param>
    /// <param name="isBad">By row; takes true for rows that are to be dropped.</param>
    public void Run(IArrowArray array, ReadOnlySpan<int> places, ReadOnlySpan<int> rows, Span<bool> isBad, BatchArena arena)
    {
        if (IsKept(array))
            return;
        _values.Load(array, arena);
        if (rule.Asked is not null)
            Look(_values, places, rows, isBad);
        if (parts.Length == 0)
            return;
        var there = arena.Take<int>(places.Length);
        var theirs = arena.Take<int>(places.Length);
        var count = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (!_values.IsNull(places[i]))
                (there[count], theirs[count++]) = (places[i], rows[i]);
        }

        if (array is StructArray row)
            RunFields(row, there[..count], theirs[..count], isBad, arena);
        else
            RunItems((ListArray)array, there[..count], theirs[..count], isBad, arena);
    }

    /// <summary>The type that a part of values has in the batch.</summary>
    protected static SqlType PartOf(SqlType type, int index) => type switch
    {
        SqlType.Row row => row.Fields[index].Type,
        SqlType.Array array => array.Element,
        SqlType.Multiset set => set.Element,
        SqlType.Map map => index == 0 ? map.Key : map.Value,
        _ => throw new UnreachableException($"{type.Name} has no parts"),
    };

    /// <summary>Whether it shows at a glance that no value itself breaks the rule.</summary>
    protected abstract bool IsPlain(IArrowArray array);

    protected abstract void Look(Vector values, ReadOnlySpan<int> places, ReadOnlySpan<int> rows, Span<bool> isBad);

    private void RunFields(StructArray array, ReadOnlySpan<int> places, ReadOnlySpan<int> rows, Span<bool> isBad, BatchArena arena)
    {
        foreach (var part in parts)
            part.Run(array.Fields[part.Rule.Index], places, rows, isBad, arena);
    }

    private void RunItems(ListArray array, ReadOnlySpan<int> places, ReadOnlySpan<int> rows, Span<bool> isBad, BatchArena arena)
    {
        var offsets = array.ValueOffsets;
        var total = 0;
        foreach (var place in places)
            total += offsets[place + 1] - offsets[place];
        var items = arena.Take<int>(total);
        var theirs = arena.Take<int>(total);
        var count = 0;
        for (var i = 0; i < places.Length; i++)
        {
            for (var item = offsets[places[i]]; item < offsets[places[i] + 1]; item++)
                (items[count], theirs[count++]) = (item, rows[i]);
        }

        foreach (var part in parts)
        {
            var values = array is MapArray ? ((StructArray)array.Values).Fields[part.Rule.Index] : array.Values;
            part.Run(values, items, theirs, isBad, arena);
        }
    }
}

/// <summary>NOT NULL.</summary>
/// <param name="fail">Makes the error; <see langword="null"/> if rows with NULL are dropped.</param>
internal sealed class NullCheck(ValueRule rule, SqlType type, Func<ValueRule, Exception>? fail)
    : ValueCheck(rule, type, [.. rule.Parts.Select(p => new NullCheck(p, PartOf(type, p.Index), fail))])
{
    protected override bool IsPlain(IArrowArray array) => array.NullCount == 0;

    protected override void Look(Vector values, ReadOnlySpan<int> places, ReadOnlySpan<int> rows, Span<bool> isBad)
    {
        if (!values.HasNulls)
            return;
        for (var i = 0; i < places.Length; i++)
        {
            if (values.IsNull(places[i]))
                isBad[rows[i]] = fail is null ? true : throw fail(Rule);
        }
    }
}

/// <summary>The lengths of text and bytes: not more than the type says, and for CHAR and BINARY not less.</summary>
/// <param name="fail">Makes the error, with the length that is wrong.</param>
internal sealed class LengthCheck(ValueRule rule, SqlType type, Func<ValueRule, int, Exception> fail)
    : ValueCheck(rule, type, [.. rule.Parts.Select(p => new LengthCheck(p, PartOf(type, p.Index), fail))])
{
    private readonly int _most = rule.Asked?.TextLength() ?? SqlType.MaxLength;
    private readonly int _least = rule.Asked is SqlType.Char or SqlType.Binary ? rule.Asked.TextLength() : 0;
    private readonly bool _countsBytes = rule.Asked?.IsBinary() ?? false;

    protected override bool IsPlain(IArrowArray array) => array.NullCount == array.Length;

    protected override void Look(Vector values, ReadOnlySpan<int> places, ReadOnlySpan<int> rows, Span<bool> isBad)
    {
        foreach (var place in places)
        {
            if (values.IsNull(place))
                continue;
            var bytes = values.Bytes(place);
            // A text has no more code points than bytes.
            if (_least == 0 && bytes.Length <= _most)
                continue;
            var length = _countsBytes ? bytes.Length : Utf8.Count(bytes);
            if (length > _most || length < _least)
                throw fail(Rule, length);
        }
    }
}
