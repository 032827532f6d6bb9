using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>OVERLAPS of two ROWs of a time and another time or an interval. A span that ends before it starts is turned round; spans that
/// only touch overlap.</summary>
internal sealed class Overlaps(Overlaps.Span left, Overlaps.Span right) : ScalarKernel
{
    /// <summary>The call <c>OVERLAPS(ROW(start, end), ROW(start, end))</c>.</summary>
    public static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments is not [{ Type: SqlType.Row row1 }, { Type: SqlType.Row row2 }]
            || row1.Fields is not [var start1, var end1] || row2.Fields is not [var start2, var end2])
        {
            return null;
        }

        if (Coercion.Common([start1.Type, End(start1.Type, end1.Type), start2.Type, End(start2.Type, end2.Type)]) is not { } time)
            return null;
        if (time is not (SqlType.Date or SqlType.Time) && !time.IsTimestamp())
            return null;
        var (left, right) = (RowOf(row1, time), RowOf(row2, time));
        return new ResolvedFunction(
            new SqlType.Boolean { Nullable = IsNullable(left) || IsNullable(right) }, [left, right], () => new Overlaps(new Span(left, time), new Span(right, time)));
    }

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        left.Load(arguments[0], context);
        right.Load(arguments[1], context);
        Validity.Combine([arguments[0], left.Start, left.End, arguments[1], right.Start, right.End], result, context.Arena);
        if (left.Start.Physical == PhysicalType.Int32)
            Compare<int>(result, context.Arena);
        else
            Compare<long>(result, context.Arena);
    }

    private void Compare<T>(Vector result, BatchArena arena)
        where T : unmanaged, IComparable<T>
    {
        var start1 = new Fixed<T>(left.Start);
        var end1 = new Fixed<T>(left.End);
        var start2 = new Fixed<T>(right.Start);
        var end2 = new Fixed<T>(right.End);
        var sink = BitSink.Open(result, [], arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            var (first1, last1) = Ordered(start1[row], end1[row]);
            var (first2, last2) = Ordered(start2[row], end2[row]);
            sink.Set(row, last1.CompareTo(first2) >= 0 && last2.CompareTo(first1) >= 0);
        }
    }

    private static (T First, T Last) Ordered<T>(T a, T b)
        where T : IComparable<T> => a.CompareTo(b) <= 0 ? (a, b) : (b, a);

    // An interval's end has the type that its start gets by adding it.
    private static SqlType End(SqlType start, SqlType end) =>
        end.IsInterval() ? TimeArithmetic.Shift(start, end, 1)?.Result ?? end : end;

    private static SqlType.Row RowOf(SqlType.Row row, SqlType time) => row with
    {
        Fields = [.. row.Fields.Select(f => f.Type.IsInterval() ? f : f with { Type = time.WithNullable(f.Type.Nullable) })],
    };

    private static bool IsNullable(SqlType.Row row) => row.Nullable || row.Fields.Any(f => f.Type.Nullable);

    /// <summary>The ends of one of the two spans.</summary>
    internal sealed class Span
    {
        private readonly ColumnTree _row;
        private readonly Vector[] _fields;
        private readonly Vector _shifted;
        private readonly ScalarKernel? _shift;

        public Span(SqlType.Row row, SqlType time)
        {
            _row = new ColumnTree(row);
            _fields = [.. row.Fields.Select(f => new Vector(f.Type))];
            _shifted = new Vector(time);
            _shift = row.Fields[1].Type.IsInterval() ? TimeArithmetic.Shift(time, row.Fields[1].Type, 1)!.CreateKernel() : null;
        }

        public Vector Start => _fields[0];

        public Vector End => _shift is null ? _fields[1] : _shifted;

        public void Load(Vector row, EvaluationContext context)
        {
            _row.Load(row, context.Arena);
            for (var i = 0; i < _fields.Length; i++)
            {
                var values = _row.Children[i].Values;
                _fields[i].Reset(row.Length, row.IsConstant);
                _fields[i].SetValidity(values.Validity);
                _fields[i].SetValues(values.Values);
            }

            _shifted.Reset(row.Length, row.IsConstant);
            _shift?.Evaluate(_fields, _shifted, context);
        }
    }
}
