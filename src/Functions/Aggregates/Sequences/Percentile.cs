using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Scalar;

namespace StreamSql.Functions.Aggregates.Sequences;

/// <summary>PERCENTILE: the exact value at a share of the group's sorted values, between two of them by linear interpolation.</summary>
/// <param name="hasFrequency">Whether the third argument says how often each value counts.</param>
internal sealed class Percentile(bool hasFrequency) : SequenceKernel
{
    private const string Name = "PERCENTILE";

    private readonly List<(double Value, long Count)> _values = [];

    public static AggregateFunction Function { get; } = new(
        Name,
        "PERCENTILE(numeric, percentage [, frequency])",
        "Returns the exact percentile of the values that are not NULL at a constant from 0 to 1, or an array of percentiles at an array of such.",
        Resolve);

    public override void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena)
    {
        var isArray = arguments[1].Type is SqlType.Array;
        var shares = isArray ? new ColumnTree(arguments[1].Type).Load(arguments[1], arena) : null;
        var validity = result.AllocateValidity(arena);
        var offsets = isArray ? new ListOffsets(result, arena) : default;
        var found = new List<double>();
        var start = 0;
        for (var group = 0; group < ends.Length; group++)
        {
            Sort(arguments, counts, start, ends[group]);
            Bitmap.Set(validity, group, _values.Count > 0);
            if (isArray && _values.Count > 0)
                AddAll(shares!, start, found);
            else if (!isArray)
                found.Add(_values.Count > 0 ? At(new Fixed<double>(arguments[1])[start]) : 0);
            if (isArray)
                offsets.End(group, found.Count);
            start = ends[group];
        }

        var values = isArray ? new Vector(new SqlType.Double { Nullable = false }) : result;
        if (isArray)
            values.Reset(found.Count, constant: false);
        CollectionsMarshal.AsSpan(found).CopyTo(values.AllocateValues<double>(arena));
        if (isArray)
            offsets.Close(values.StoredData());
    }

    private static ResolvedAggregate? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count is not (2 or 3) || Parameters.Double(arguments[0]) is not { } value)
            return null;
        var share = arguments[1].Type is SqlType.Array { Element: var element } list
            ? Parameters.Double(new ArgumentInfo(element)) is { } of ? new SqlType.Array(of).WithNullable(list.Nullable) : null
            : Parameters.Double(arguments[1]);
        if (share is null || (arguments.Count == 3 && Parameters.Long(arguments[2]) is null))
            return null;
        if (share is SqlType.Double && (arguments[1].Literal is null || !IsShare(arguments[1].Literal)))
            throw FunctionErrors.InvalidArgument(Name, "the percentage is not a constant from 0 to 1", "0.5 is the median");
        SqlType result = share is SqlType.Array ? new SqlType.Array(new SqlType.Double { Nullable = false }) : new SqlType.Double();
        return ResolvedAggregate.OfRows(
            result,
            arguments.Count == 2 ? [value, share] : [value, share, Parameters.Long(arguments[2])!],
            new(SequenceForm.Counts, () => new Percentile(arguments.Count == 3)));
    }

    private static bool IsShare(object? literal) =>
        literal is IConvertible or string && Convert.ToDouble(literal, System.Globalization.CultureInfo.InvariantCulture) is >= 0 and <= 1;

    private void Sort(ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, int start, int end)
    {
        _values.Clear();
        var values = new Fixed<double>(arguments[0]);
        for (var row = start; row < end; row++)
        {
            var frequency = hasFrequency ? new Fixed<long>(arguments[2])[row] : 1;
            if (frequency > 0)
                _values.Add((values[row], counts[row] * frequency));
        }

        _values.Sort((a, b) => ValueOrder.Compare(a.Value, b.Value));
    }

    private void AddAll(ColumnTree shares, int row, List<double> found)
    {
        var (start, end) = shares.Range(row);
        var values = new Fixed<double>(shares.Children[0].Values);
        for (var i = start; i < end; i++)
        {
            if (!values.IsValid(i) || values[i] is not (>= 0 and <= 1))
                throw FunctionErrors.InvalidArgument(Name, "a percentage is not from 0 to 1", "0.5 is the median");
            found.Add(At(values[i]));
        }
    }

    private double At(double share)
    {
        long total = 0;
        foreach (var (_, count) in _values)
            total += count;
        var place = (total - 1) * share;
        var (lower, upper) = (ValueAt((long)Math.Floor(place)), ValueAt((long)Math.Ceiling(place)));
        return lower == upper ? lower : lower + ((upper - lower) * (place - Math.Floor(place)));
    }

    private double ValueAt(long place)
    {
        foreach (var (value, count) in _values)
        {
            if (place < count)
                return value;
            place -= count;
        }

        return _values[^1].Value;
    }
}
