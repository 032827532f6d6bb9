using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Binding;

/// <summary>A plan and the names under which its columns are known.</summary>
internal sealed record Relation(LogicalPlan Plan, Scope Scope)
{
    /// <summary>The relation of a query: columns without a table name.</summary>
    public static Relation Of(LogicalPlan plan) => new(plan, Scope.Of(plan.Schema, table: null));
}

/// <summary>An expression with the name of the column that it makes.</summary>
internal sealed record NamedExpr(Expr Value, string Name);

/// <summary>Makes projections that keep what the engine carries along: time attributes and hidden columns.</summary>
internal static class Projection
{
    /// <summary>The columns, then the input's hidden ones. Where window_time goes and the bounds stay, it becomes hidden.</summary>
    public static LogicalPlan Of(LogicalPlan input, IEnumerable<NamedExpr> columns, TextSpan? span = null, bool keepHidden = true)
    {
        var all = columns.Select(c => (c.Value, Field: FieldOf(c, input.Schema))).ToList();
        if (keepHidden)
        {
            all.AddRange(input.Schema.Select((f, i) => (Value: (Expr)Column(input.Schema, i), Field: f)).Where(c => c.Field.Hidden));
            if (WindowColumns.Of(input) is { } window && window.IsIn(all.Select(c => c.Value)) && all.All(c => window.Which(c.Value) != 2))
                all.Add((Column(input.Schema, window.Time), input.Schema[window.Time] with { Name = WindowColumns.HiddenTime, Hidden = true }));
        }

        return new LogicalPlan.Project(input, [.. all.Select(c => c.Value)], new Schema(all.Select(c => c.Field)))
        {
            Span = new Origin(span ?? TextSpan.None),
        };
    }

    public static Expr.Column Column(Schema schema, int index) => new(index, schema[index].Name, schema[index].Type);

    /// <summary>All visible columns as they are.</summary>
    public static IEnumerable<NamedExpr> Visible(Schema schema) => schema
        .Select((f, i) => (Field: f, Index: i)).Where(c => !c.Field.Hidden)
        .Select(c => new NamedExpr(Column(schema, c.Index), c.Field.Name));

    /// <summary>Its input, if the projection changes nothing.</summary>
    public static LogicalPlan TrimIfTrivial(this LogicalPlan plan) =>
        plan is LogicalPlan.Project project && project.Schema.Equals(project.Input.Schema)
        && project.Expressions.Select((e, i) => e is Expr.Column { Index: var index } && index == i).All(same => same)
            ? project.Input
            : plan;

    /// <summary>Just the columns that a scope shows, under its names and with unique ones.</summary>
    public static LogicalPlan OfScope(Relation relation, TextSpan? span = null)
    {
        var names = UniqueNames(relation.Scope.Columns.Where(c => !c.Shadowed).Select(c => c.Name));
        return Of(relation.Plan, relation.Scope.Columns.Where(c => !c.Shadowed)
            .Select((c, i) => new NamedExpr(Column(relation.Plan.Schema, c.Index), names[i])), span).TrimIfTrivial();
    }

    /// <summary>Numbers repeated names as Flink does: <c>id</c>, <c>id0</c>, <c>id1</c>.</summary>
    public static string[] UniqueNames(IEnumerable<string> names)
    {
        var given = names.ToArray();
        var used = new HashSet<string>();
        for (var i = 0; i < given.Length; i++)
        {
            var name = given[i];
            for (var n = 0; !used.Add(given[i]); n++)
                given[i] = name + n.ToString(CultureInfo.InvariantCulture);
        }

        return given;
    }

    private static Field FieldOf(NamedExpr column, Schema input) => column.Value is Expr.Column { Index: var index }
        ? new Field(column.Name, column.Value.Type, input[index].Time, input[index].Hidden)
        : new Field(column.Name, column.Value.Type);
}
