using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Tests;

/// <summary>The laws of plans: every column is there and has the type that its reader takes it for.</summary>
internal static class PlanValidator
{
    public static void Check(IEnumerable<LogicalPlan> roots)
    {
        foreach (var root in roots)
            Check(root);
    }

    private static void Check(LogicalPlan plan)
    {
        foreach (var input in plan.Inputs)
            Check(input);
        var problem = plan switch
        {
            LogicalPlan.Scan p => p.Columns.All(c => c >= 0 && c < p.Table.Connector.Columns.Count) && p.Columns.Order().SequenceEqual(p.Columns) ? null : "columns",
            LogicalPlan.Values p => p.Rows.All(r => r.Count == p.Schema.Count && r.Select((e, i) => Reads(e, Schema.Empty) && Fits(e.Type, p.Schema[i].Type)).All(ok => ok)) ? null : "rows",
            LogicalPlan.Project p => p.Expressions.Count == p.Output.Count
                && p.Expressions.Select((e, i) => Reads(e, p.Input.Schema) && Fits(e.Type, p.Output[i].Type) && KeepsNulls(e.Type, p.Output[i].Type)).All(ok => ok) ? null : "expressions",
            LogicalPlan.Filter p => Reads(p.Condition, p.Input.Schema) && p.Condition.Type is SqlType.Boolean ? null : "condition",
            LogicalPlan.AssignWatermark p => Reads(p.Watermark, p.Input.Schema) && p.Input.Schema[p.TimeColumn].Type.IsTimestamp() ? null : "watermark",
            LogicalPlan.Normalize p => Keys(p.Key, p.Input),
            LogicalPlan.WindowFunction p => p.Input.Schema[p.Window.TimeColumn].Type.IsTimestamp() ? null : "time",
            LogicalPlan.Aggregate p => Keys(p.Keys, p.Input) ?? Calls(p.Calls, p.Input),
            LogicalPlan.WindowAggregate p => Keys(p.Keys, p.Input) ?? Calls(p.Calls, p.Input)
                ?? (p.Input.Schema[p.Window.TimeColumn].Type.IsTimestamp() ? null : "time")
                ?? (p.WatermarkColumn < 0 || p.Input.Schema[p.WatermarkColumn].Name == LogicalPlan.AssignWatermark.WatermarkColumn ? null : "watermark"),
            LogicalPlan.Join p => p.Keys.All(k => SameButForLength(p.Left.Schema[k.Left].Type, p.Right.Schema[k.Right].Type))
                && (p.Residual is null || Reads(p.Residual, p.Schema)) ? null : "keys",
            LogicalPlan.Union p => p.All.All(i => i.Schema.Count == p.Output.Count && i.Schema.Zip(p.Output).All(f => Fits(f.First.Type, f.Second.Type) && KeepsNulls(f.First.Type, f.Second.Type))) ? null : "inputs",
            LogicalPlan.Sort p => p.Keys.All(k => k.Column < p.Input.Schema.Count) ? null : "keys",
            LogicalPlan.Sink p => p.Input.Schema.Count == p.Table.Connector.Columns.Count
                && p.Input.Schema.Zip(p.Table.Connector.Columns).All(f => SameButForLength(f.First.Type, f.Second.Type) || f.First.Type is SqlType.Null) ? null : "columns",
            LogicalPlan.Collect p => p.Schema.Any(f => f.Hidden) ? "hidden columns" : null,
            _ => "kind",
        };
        Assert.True(problem is null, $"{problem} of {plan.Describe()} over {string.Join(" and ", plan.Inputs.Select(i => i.Schema))}");
    }

    private static string? Keys(EquatableList<int> keys, LogicalPlan input) => keys.All(k => k < input.Schema.Count) ? null : "keys";

    private static string? Calls(EquatableList<AggregateCall> calls, LogicalPlan input) => calls.All(c =>
        c.Arguments.Count == c.Function.Arguments.Count
        && c.Arguments.Select((a, i) => Fits(input.Schema[a].Type, c.Function.Arguments[i])).All(ok => ok)
        && (c.Filter < 0 || input.Schema[c.Filter].Type is SqlType.Boolean)) ? null : "calls";

    private static bool Reads(Expr expression, Schema input) => expression.SelfAndDescendants().OfType<Expr.Column>()
        .All(c => c.Index >= 0 && c.Index < input.Count && Fits(input[c.Index].Type, c.Type));

    private static bool SameButForLength(SqlType a, SqlType b) => a.SameAs(b) || (a.IsCharacter() && b.IsCharacter()) || (a.IsBinary() && b.IsBinary());

    // Nullability is a promise about values, not a layout; NULL fits everywhere.
    private static bool Fits(SqlType value, SqlType expected) =>
        value is SqlType.Null || WithoutNotNull(value) == WithoutNotNull(expected);

    private static bool KeepsNulls(SqlType value, SqlType expected) => expected.Nullable || !value.Nullable;

    private static string WithoutNotNull(SqlType type) => type.Name.Replace(" NOT NULL", "", StringComparison.Ordinal);
}
