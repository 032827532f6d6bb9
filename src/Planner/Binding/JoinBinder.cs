using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>Binds inner joins, cross joins and comma lists.</summary>
internal sealed class JoinBinder(QueryBinder queries, FromBinder from)
{
    public Relation Bind(TableReference.Join join)
    {
        if (join.Kind is JoinKind.Left or JoinKind.Right or JoinKind.Full)
            throw PlannerErrors.NotSupported($"{join.Kind.ToString().ToUpperInvariant()} JOIN", join.Span);
        var sides = Failures.All([join.Left, join.Right], side => WithoutHidden(from.Bind(side)));
        var (left, right) = (sides[0], sides[1]);
        if (left.Scope.Tables().Intersect(right.Scope.Tables()).FirstOrDefault() is { } twice)
            throw PlannerErrors.DuplicateAlias(twice, join.Right.Span);
        var width = left.Plan.Schema.Count;
        var scope = left.Scope.Beside(right.Scope, width);
        var conditions = join.Condition switch
        {
            JoinCondition.On on => new ExpressionBinder(queries.Context.Expressions, scope, "ON").BindCondition(on.Condition).Conjuncts().ToArray(),
            JoinCondition.Using @using => [.. @using.Columns.Select(c => Equal(c.Name, left.Scope, right.Scope, width, c.Span))],
            JoinCondition.Natural => [.. Shared(left.Scope, right.Scope).Select(n => Equal(n, left.Scope, right.Scope, width, join.Span))],
            _ => [],
        };
        var plan = new JoinKeys(queries.Context.Expressions).Join(left.Plan, right.Plan, conditions, join.Span);
        IReadOnlyList<string> merged = join.Condition switch
        {
            JoinCondition.Using @using => [.. @using.Columns.Select(c => c.Name)],
            JoinCondition.Natural => [.. Shared(left.Scope, right.Scope)],
            _ => [],
        };
        var columns = scope.Columns.Select(c => c with { Field = plan.Schema[c.Index] with { Name = c.Name } });
        return new Relation(plan, new Scope(
            [.. columns.Select(c => c.Index >= width && merged.Contains(c.Name) ? c with { Shadowed = true } : c)]));
    }

    private static IEnumerable<string> Shared(Scope left, Scope right) =>
        left.Columns.Where(c => !c.Shadowed).Select(c => c.Name).Intersect(right.Columns.Where(c => !c.Shadowed).Select(c => c.Name));

    private Expr Equal(string name, Scope left, Scope right, int width, TextSpan span)
    {
        Expr Side(Scope scope, int shift)
        {
            var (column, _) = scope.Find([new Identifier(name) { Span = span }]);
            return new Expr.Column(column.Index + shift, column.Name, column.Field.Type) { Span = new Origin(span) };
        }

        return queries.Context.Expressions.Compare("=", Side(left, 0), Side(right, width), span);
    }

    /// <summary>What rows carry about their own arrival means nothing in a pair of rows.</summary>
    private static Relation WithoutHidden(Relation relation)
    {
        if (!relation.Plan.Schema.Any(f => f.Hidden))
            return relation;
        var kept = Enumerable.Range(0, relation.Plan.Schema.Count).Where(i => !relation.Plan.Schema[i].Hidden).ToList();
        return new Relation(
            Projection.Of(relation.Plan, Projection.Visible(relation.Plan.Schema), keepHidden: false),
            new Scope([.. relation.Scope.Columns.Select(c => c with { Index = kept.IndexOf(c.Index) })]));
    }
}
