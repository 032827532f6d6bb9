using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Binding;

/// <summary>GROUP BY: the aggregation over an input, and what expressions over that input become above it.</summary>
/// <remarks>Grouping by both bounds of a window makes a window aggregation: its result comes once, when the window is over.</remarks>
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
        (Plan, _keyPositions, var firstCall) = WindowColumns.Of(input) is { } window && window.IsIn(keys)
            ? WindowAggregate(input, keys, calls, window, span)
            : Aggregate(input, keys, calls, span);
        _callPositions = [.. Enumerable.Range(firstCall, calls.Count)];
    }

    public LogicalPlan Plan { get; }

    /// <summary>The same value above the aggregation: keys and calls become its columns.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">A column is neither a key nor inside a call (SS2010).</exception>
    public Expr Rewrite(Expr expression)
    {
        var key = _keys.ToList().IndexOf(expression);
        if (key >= 0)
            return Projection.Column(Plan.Schema, _keyPositions[key]) with { Span = expression.Span };
        return expression switch
        {
            Expr.Column call when call.Index >= _inputWidth =>
                Projection.Column(Plan.Schema, _callPositions[call.Index - _inputWidth]) with { Span = call.Span },
            Expr.Column column => throw PlannerErrors.NotGrouped(
                column.Name, _keys.Any(k => k is Expr.Literal { Type: SqlType.Integer }), column.Span.Span),
            _ => expression.MapChildren(Rewrite),
        };
    }

    private static (LogicalPlan Plan, int[] KeyPositions, int FirstCall) Aggregate(
        LogicalPlan input, IReadOnlyList<Expr> keys, IReadOnlyList<BoundAggregate> calls, TextSpan span)
    {
        var columns = new ColumnList();
        var keyColumns = keys.Select(columns.Add).ToArray();
        var callColumns = calls.Select(c => CallColumns.Of(c, columns)).ToArray();
        var (source, position) = columns.Over(input, span);
        return (
            new LogicalPlan.Aggregate(source, [.. keyColumns.Select(position)], Calls(callColumns, position)) { Span = new Origin(span) },
            [.. Enumerable.Range(0, keys.Count)], keys.Count);
    }

    private static (LogicalPlan Plan, int[] KeyPositions, int FirstCall) WindowAggregate(
        LogicalPlan input, IReadOnlyList<Expr> keys, IReadOnlyList<BoundAggregate> calls, WindowColumns window, TextSpan span)
    {
        if (window.Window.Size % window.Window.Slide != 0)
            throw StreamingErrors.NotAMultiple("HOP", "slide", window.Function.Span);
        Expr[] plain = [.. keys.Where(k => window.Which(k) < 0)];
        var detached = plain.Concat(calls.SelectMany(c => c.Reads)).Any(window.IsReadBy) ? null : WindowDetachment.Of(input);
        var below = detached?.Input ?? input;
        Expr Moved(Expr expression) => detached is null ? expression : expression.Renumber(c => detached.Position[c]);

        var columns = new ColumnList();
        var keyColumns = plain.Select(k => columns.Add(Moved(k))).ToList();
        var callColumns = calls.Select(c => CallColumns.Of(c.Map(Moved), columns)).ToArray();
        var time = columns.Add(Projection.Column(below.Schema, detached?.Time ?? window.Time));
        var hidden = below.Schema.IndexOf(LogicalPlan.AssignWatermark.WatermarkColumn);
        var watermark = hidden < 0 ? -1 : columns.Add(Projection.Column(below.Schema, hidden));

        // Rows that have their window already belong to the one they say. Their ends lie a slide apart, so windows of that size by
        // window_time tell the ends apart; the start goes along as a key.
        var spec = detached?.Window ?? window.Window with { Kind = WindowKind.Tumble, Size = window.Window.Slide };
        if (detached is null)
            keyColumns.Add(columns.Add(Projection.Column(below.Schema, window.Start)));

        var (source, position) = columns.Over(below, span);
        var plan = new LogicalPlan.WindowAggregate(
            source, spec with { TimeColumn = position(time) }, [.. keyColumns.Select(position)], Calls(callColumns, position),
            watermark < 0 ? -1 : position(watermark)) { Span = new Origin(span) };
        var bounds = keyColumns.Count + calls.Count;
        int Position(Expr key) => window.Which(key) switch
        {
            < 0 => Array.IndexOf(plain, key),
            0 when detached is null => plain.Length,
            var bound => bounds + bound,
        };
        return (plan, [.. keys.Select(Position)], keyColumns.Count);
    }

    private static EquatableList<AggregateCall> Calls(CallColumns[] calls, Func<int, int> position) =>
        [.. calls.Select((c, i) => c.At(position, string.Create(CultureInfo.InvariantCulture, $"EXPR${i}")))];

    /// <summary>A call whose arguments have become columns of a list.</summary>
    private sealed record CallColumns(BoundAggregate Call, int[] Arguments, int Filter)
    {
        public static CallColumns Of(BoundAggregate call, ColumnList columns) =>
            new(call, [.. call.Arguments.Select(columns.Add)], call.Filter is null ? -1 : columns.Add(call.Filter));

        public AggregateCall At(Func<int, int> position, string name) => new(
            Call.Function.Name, Call.Resolved, Call.Function.Retraction, [.. Arguments.Select(position)], Call.Distinct,
            Filter < 0 ? -1 : position(Filter), name);
    }
}
