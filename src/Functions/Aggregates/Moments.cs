using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Aggregates;

/// <summary>The number of a group's values, their sum and the sum of their squares, both under the law of <see cref="ExactSum"/>: so that
/// a variance does not drift, however much is added and taken back.</summary>
internal struct Moments : IFold<Fixed<double>>
{
    private StoredSum _sum;
    private StoredSum _squares;
    private NotFinite _notFinite;
    private int _count;

    public readonly IReadOnlyList<StateField> Fields =>
        [.. StoredSum.Fields("sum"), .. StoredSum.Fields("squares"), .. NotFinite.Fields, new("count", new SqlType.BigInt())];

    public void Bind(ReadOnlySpan<int> offsets)
    {
        _sum.Bind(offsets);
        _squares.Bind(offsets[StoredSum.FieldCount..]);
        _notFinite.Bind(offsets[(2 * StoredSum.FieldCount)..]);
        _count = offsets[(2 * StoredSum.FieldCount) + NotFinite.FieldCount];
    }

    public readonly void Add(RowStore store, int group, in Fixed<double> values, int row) => Add(store, group, in values, row, 1);

    public readonly void Add(RowStore store, int group, in Fixed<double> values, int row, long weight)
    {
        var number = values[row];
        var square = number * number;
        if (double.IsFinite(square))
        {
            // The product of two doubles is the sum of two: this is the other.
            var rest = Math.FusedMultiplyAdd(number, number, -square);
            _sum.Put(store, group, _sum.Get(store, group).Add(number, weight));
            _squares.Put(store, group, _squares.Get(store, group).Add(square, weight).Add(rest, weight));
        }
        else
        {
            _notFinite.Add(store, group, square, weight);
        }

        store.At<long>(group, _count) += weight;
    }

    public readonly void Merge(RowStore target, int to, RowStore source, int from)
    {
        _sum.Put(target, to, _sum.Get(target, to).Add(_sum.Get(source, from)));
        _squares.Put(target, to, _squares.Get(target, to).Add(_squares.Get(source, from)));
        _notFinite.Merge(target, to, source, from);
        target.At<long>(to, _count) += source.At<long>(from, _count);
    }

    public readonly long Count(RowStore store, int group) => store.At<long>(group, _count);

    /// <summary>The sum of the squared distances from the mean; NaN if a value or its square is not finite.</summary>
    public readonly double Spread(RowStore store, int group)
    {
        if (_notFinite.Sum(store, group) != 0)
            return double.NaN;
        var (sum, sumRest) = _sum.Get(store, group).ToDoubles();
        var (squares, squaresRest) = _squares.Get(store, group).ToDoubles();
        double count = Count(store, group);

        // sum * sum / count with twice the digits of a double, since nearly all of them may cancel.
        var square = sum * sum;
        var squareRest = Math.FusedMultiplyAdd(sum, sum, -square) + (2 * sum * sumRest);
        var quotient = square / count;
        var quotientRest = (Math.FusedMultiplyAdd(-quotient, count, square) + squareRest) / count;
        var difference = squares - quotient;
        var shift = difference - squares;
        var lost = (squares - (difference - shift)) - (quotient + shift);
        return Math.Max(0, difference + (lost + (squaresRest - quotientRest)));
    }
}
