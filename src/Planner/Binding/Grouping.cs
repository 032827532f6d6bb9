using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Binding;

/// <summary>GROUP BY: the aggregation over an input, and what expressions over that input become above it.</summary>
/// <remarks>Grouping by both bounds of a window makes a window aggregation.</remarks>
internal sealed class Grouping
{
    private readonly IReadOnlyList<Expr> _keys;
    private readonly int[] _keyPositions;
    private readonly int[] _callPositions;
    private readonly int _inputWidth;

    /// <param name="keys">Over the input, each once.</param>
    /// <param name="calls">Over the input; expressions refer to the i-th as the column i places behind the input's.</param>
    public Grouping(LogicalPlan input, IReadOnlyList<Expr> keys, IReadOnlyList<BoundAggregate> calls, TextSpan span)
    {
        _keys = keys;
        _inputWidth = input.Schema.Count;
        var window = WindowColumns.Of(input);
        var plain = window is null || !window.IsGroupedBy(keys) ? keys : [.. keys.Where(k => !window.Has(k))];
        var columns = new ColumnList();
        var keyColumns = plain.Select(columns.Add).ToArray();
        var callColumns = calls.Select(c => (Arguments: c.Arguments.Select(columns.Add).ToArray(), Filter: c.Filter is null ? -1 : columns.Add(c.Filter))).ToArray();

        if (window is not null && window.IsGroupedBy(keys))
        {
            var windowed = window.Detach(input, columns.Values);
            var time = columns.Add(windowed.Time);
            var watermark = windowed.Watermark is null ? -1 : columns.Add(windowed.Watermark);
            var (source, position) = columns.Over(windowed.Input, span);
            var spec = windowed.Spec with { TimeColumn = position(time) };
            var aggregate = new LogicalPlan.WindowAggregate(
                source, spec, [.. keyColumns.Select(position)], Calls(position), watermark < 0 ? -1 : position(watermark)) { Span = new Origin(span) };
            var bounds = plain.Count + calls.Count;
            _keyPositions = [.. keys.Select(k => window.Has(k) ? bounds + window.Which(k) : IndexOf(plain, k))];
            Plan = aggregate;
        }
        else
        {
            var (source, position) = columns.Over(input, span);
            Plan = new LogicalPlan.Aggregate(source, [.. keyColumns.Select(position)], Calls(position)) { Span = new Origin(span) };
            _keyPositions = [.. Enumerable.Range(0, keys.Count)];
        }

        _callPositions = [.. Enumerable.Range(plain.Count, calls.Count)];

        EquatableList<AggregateCall> Calls(Func<int, int> position) =>
        [
            .. calls.Select((c, i) => new AggregateCall(
                c.Function.Name, c.Resolved, c.Function.Retraction, [.. callColumns[i].Arguments.Select(position)], c.Distinct,
                c.Filter is null ? -1 : position(callColumns[i].Filter), string.Create(CultureInfo.InvariantCulture, $"EXPR${i}"))),
        ];
    }

    public LogicalPlan Plan { get; }

    /// <summary>The same value above the aggregation: keys and calls become its columns.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">A column is neither a key nor inside a call (SS2010).</exception>
    public Expr Rewrite(Expr expression)
    {
        var key = IndexOf(_keys, expression);
        if (key >= 0)
            return Projection.Column(Plan.Schema, _keyPositions[key]) with { Span = expression.Span };
        return expression switch
        {
            Expr.Column call when call.Index >= _inputWidth =>
                Projection.Column(Plan.Schema, _callPositions[call.Index - _inputWidth]) with { Span = call.Span },
            Expr.Column column => throw PlannerErrors.NotGrouped(column.Name, column.Span.Span),
            _ => expression.MapChildren(Rewrite),
        };
    }

    private static int IndexOf(IReadOnlyList<Expr> expressions, Expr wanted)
    {
        for (var i = 0; i < expressions.Count; i++)
        {
            if (expressions[i] == wanted)
                return i;
        }

        return -1;
    }

    /// <summary>The expressions that an aggregation needs as columns, each once.</summary>
    private sealed class ColumnList
    {
        private readonly List<Expr> _values = [];

        public IReadOnlyList<Expr> Values => _values;

        public int Add(Expr value)
        {
            var index = IndexOf(_values, value);
            if (index >= 0)
                return index;
            _values.Add(value);
            return _values.Count - 1;
        }

        /// <summary>A plan that has them, and where: the input itself if they all are columns of it.</summary>
        public (LogicalPlan Plan, Func<int, int> Position) Over(LogicalPlan input, TextSpan span)
        {
            if (_values.All(v => v is Expr.Column))
                return (input, i => ((Expr.Column)_values[i]).Index);
            var names = Projection.UniqueNames(_values.Select((v, i) => v is Expr.Column c ? c.Name : string.Create(CultureInfo.InvariantCulture, $"$f{i}")));
            return (Projection.Of(input, _values.Select((v, i) => new NamedExpr(v, names[i])), span, keepHidden: false), i => i);
        }
    }
}
