using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Binding;

/// <summary>The rows of a window aggregation before they were assigned to windows, so that the aggregation itself assigns them, pane by pane.</summary>
/// <param name="Position">Where the columns of the original are in it; -1 for those of the window.</param>
/// <param name="Time">The rowtime column.</param>
internal sealed record WindowDetachment(LogicalPlan Input, int[] Position, WindowSpec Window, int Time)
{
    /// <summary><see langword="null"/> if something between the window function and here reads the window's bounds.</summary>
    public static WindowDetachment? Of(LogicalPlan plan) => plan switch
    {
        LogicalPlan.WindowFunction f => new WindowDetachment(
            f.Input, [.. Enumerable.Range(0, f.Input.Schema.Count), -1, -1, -1], f.Window, f.Window.TimeColumn),
        LogicalPlan.Filter f => Of(f.Input)?.Below(f),
        LogicalPlan.Project p => Of(p.Input)?.Below(p),
        _ => null,
    };

    private WindowDetachment? Below(LogicalPlan.Filter filter) => filter.Condition.Columns().Any(c => Position[c] < 0)
        ? null
        : this with { Input = new LogicalPlan.Filter(Input, Moved(filter.Condition)) { Span = filter.Span } };

    private WindowDetachment? Below(LogicalPlan.Project project)
    {
        var columns = new List<(Expr Value, Field Field)>();
        var position = new int[project.Expressions.Count];
        for (var i = 0; i < position.Length; i++)
        {
            var value = project.Expressions[i];
            if (value is Expr.Column { Index: var column } && Position[column] < 0)
            {
                position[i] = -1;
                continue;
            }

            if (value.Columns().Any(c => Position[c] < 0))
                return null;
            position[i] = columns.Count;
            columns.Add((Moved(value), project.Output[i] with { Time = TimeOf(value) }));
        }

        var time = columns.FindIndex(c => c.Value is Expr.Column { Index: var index } && index == Time);
        if (time < 0)
        {
            time = columns.Count;
            columns.Add((Projection.Column(Input.Schema, Time), Input.Schema[Time]));
        }

        var input = new LogicalPlan.Project(Input, [.. columns.Select(c => c.Value)], new Schema(columns.Select(c => c.Field))) { Span = project.Span };
        return new WindowDetachment(input, position, Window, time);
    }

    private TimeAttribute TimeOf(Expr value) => value is Expr.Column { Index: var index } ? Input.Schema[Position[index]].Time : TimeAttribute.None;

    private Expr Moved(Expr expression) => expression.Renumber(c => Position[c]);
}
