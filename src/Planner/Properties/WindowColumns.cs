using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Properties;

/// <summary>Where a relation has the bounds of the windows that its rows belong to.</summary>
/// <param name="Function">The window function they come from.</param>
/// <param name="Start">Position of window_start.</param>
/// <param name="End">Position of window_end.</param>
/// <param name="Time">Position of window_time.</param>
internal sealed record WindowColumns(LogicalPlan.WindowFunction Function, int Start, int End, int Time)
{
    /// <summary><see langword="null"/> if the rows belong to no windows.</summary>
    public static WindowColumns? Of(LogicalPlan plan) => plan switch
    {
        LogicalPlan.WindowFunction f => new WindowColumns(f, f.Schema.Count - 3, f.Schema.Count - 2, f.Schema.Count - 1),
        LogicalPlan.Filter f => Of(f.Input),
        _ => null,
    };

    /// <summary>Whether the keys hold both bounds.</summary>
    public bool IsGroupedBy(IReadOnlyList<Expr> keys) => keys.Any(k => IsColumn(k, Start)) && keys.Any(k => IsColumn(k, End));

    public bool Has(Expr key) => Which(key) >= 0;

    /// <summary>0 for window_start, 1 for window_end, 2 for window_time, -1 for all else.</summary>
    public int Which(Expr key) => key switch
    {
        Expr.Column c when c.Index == Start => 0,
        Expr.Column c when c.Index == End => 1,
        Expr.Column c when c.Index == Time => 2,
        _ => -1,
    };

    /// <summary>The rows as they were before they were assigned to windows, so that the aggregation itself can assign them.</summary>
    public DetachedWindow Detach(LogicalPlan plan, IReadOnlyList<Expr> used)
    {
        var input = Without(plan);
        var watermark = input.Schema.IndexOf(LogicalPlan.AssignWatermark.WatermarkColumn);
        return new DetachedWindow(
            input, Function.Window, Column(input.Schema, Function.Window.TimeColumn), watermark < 0 ? null : Column(input.Schema, watermark));
    }

    private static LogicalPlan Without(LogicalPlan plan) => plan switch
    {
        LogicalPlan.WindowFunction f => f.Input,
        LogicalPlan.Filter f => f with { Input = Without(f.Input) },
        _ => throw new System.Diagnostics.UnreachableException(plan.Describe()),
    };

    private static Expr.Column Column(Schema schema, int index) => new(index, schema[index].Name, schema[index].Type);

    private static bool IsColumn(Expr key, int index) => key is Expr.Column c && c.Index == index;
}

/// <summary>The input of a window aggregation.</summary>
/// <param name="Time">The rowtime column of <paramref name="Input"/>.</param>
/// <param name="Watermark">The hidden watermark column, or <see langword="null"/>.</param>
internal sealed record DetachedWindow(LogicalPlan Input, WindowSpec Spec, Expr.Column Time, Expr.Column? Watermark);
