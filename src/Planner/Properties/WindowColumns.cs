using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Properties;

/// <summary>Where a relation has the bounds of the windows that its rows belong to.</summary>
/// <param name="Window">The windows; its time column is of another relation.</param>
/// <param name="Function">Where the window function stands in the script.</param>
/// <param name="Start">Position of window_start.</param>
/// <param name="End">Position of window_end.</param>
/// <param name="Time">Position of window_time.</param>
internal sealed record WindowColumns(WindowSpec Window, Origin Function, int Start, int End, int Time)
{
    /// <summary>The hidden column in which a projection without window_time carries it.</summary>
    public const string HiddenTime = "$window_time";

    /// <summary><see langword="null"/> if the rows belong to no windows, or it is not to be seen to which.</summary>
    public static WindowColumns? Of(LogicalPlan plan) => plan switch
    {
        LogicalPlan.WindowFunction f => Last(f.Window, f.Span, f.Schema),
        LogicalPlan.WindowAggregate a => Last(a.Window, a.Span, a.Schema),
        LogicalPlan.Filter f => Of(f.Input),
        LogicalPlan.Project p => Of(p.Input)?.Through(p.Expressions),
        _ => null,
    };

    /// <summary>Whether the expressions, taken as columns, hold both bounds.</summary>
    public bool IsIn(IEnumerable<Expr> expressions) => expressions.Select(Which).ToHashSet() is var found && found.Contains(0) && found.Contains(1);

    /// <summary>0 for window_start, 1 for window_end, 2 for window_time, -1 for all else.</summary>
    public int Which(Expr expression) => expression is Expr.Column { Index: var index } ? Which(index) : -1;

    public int Which(int column) => column == Start ? 0 : column == End ? 1 : column == Time ? 2 : -1;

    public bool IsReadBy(Expr expression) => expression.Columns().Any(c => Which(c) >= 0);

    private static WindowColumns Last(WindowSpec window, Origin function, Schema schema) =>
        new(window, function, schema.Count - 3, schema.Count - 2, schema.Count - 1);

    private WindowColumns? Through(EquatableList<Expr> expressions)
    {
        var columns = expressions.Select(Which).ToList();
        var moved = new WindowColumns(Window, Function, columns.IndexOf(0), columns.IndexOf(1), columns.IndexOf(2));
        return moved.Start < 0 || moved.End < 0 || moved.Time < 0 ? null : moved;
    }
}
