using System.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>Turns what stands in FROM into relations.</summary>
internal sealed class FromBinder(QueryBinder queries)
{
    /// <summary>One row without columns that anyone could name, for a query without FROM.</summary>
    public static Relation Nothing { get; } = new(
        new LogicalPlan.Values(
            new Schema(new Field("$row", new SqlType.Boolean { Nullable = false })),
            [[new Expr.Literal(true, new SqlType.Boolean { Nullable = false })]]),
        Scope.Empty);

    public Relation Bind(TableReference reference)
    {
        using var level = queries.Context.Enter(reference.Span);
        return reference switch
        {
            TableReference.Named r => new TableBinder(queries).Bind(r.Name, r.Hints),
            TableReference.Aliased r => Alias(r),
            TableReference.Derived { IsLateral: true } r => throw PlannerErrors.NotSupported("LATERAL", r.Span),
            TableReference.Derived r => queries.Bind(r.Query),
            TableReference.Function r => Function(r),
            TableReference.Join r => new JoinBinder(queries, this).Bind(r),
            TableReference.Unnest r => throw PlannerErrors.NotSupported("UNNEST", r.Span),
            TableReference.Snapshot r => throw PlannerErrors.NotSupported("FOR SYSTEM_TIME AS OF", r.Span),
            TableReference.Match r => throw PlannerErrors.NotSupported("MATCH_RECOGNIZE", r.Span),
            TableReference.Sample r => throw PlannerErrors.NotSupported("TABLESAMPLE", r.Span, inFlink: false),
            _ => throw new UnreachableException(reference.GetType().Name),
        };
    }

    private Relation Alias(TableReference.Aliased aliased)
    {
        var relation = Bind(aliased.Input);
        var width = relation.Scope.Columns.Count(c => !c.Shadowed);
        if (aliased.Columns.Count > 0 && aliased.Columns.Count != width)
            throw PlannerErrors.ColumnCount($"the column list of '{aliased.Alias.Name}'", width, aliased.Columns.Count, aliased.Alias.Span);
        return relation with { Scope = relation.Scope.Renamed(aliased.Alias.Name, [.. aliased.Columns.Select(c => c.Name)]) };
    }

    private Relation Function(TableReference.Function function)
    {
        var name = function.Call.Name.Name.ToUpperInvariant();
        return name switch
        {
            "TUMBLE" or "HOP" or "CUMULATE" => new WindowBinder(queries).Bind(function.Call, name),
            "SESSION" => throw PlannerErrors.NotSupported("a SESSION window", function.Span),
            "ML_PREDICT" or "ML_EVALUATE" or "VECTOR_SEARCH" or "FROM_CHANGELOG" or "TO_CHANGELOG" =>
                throw PlannerErrors.NotSupported($"table function '{function.Call.Name}'", function.Span),
            _ => throw PlannerErrors.UnknownFunction(function.Call.Name.ToString(), ["TUMBLE", "HOP", "CUMULATE"], function.Call.Name.Span, "table function"),
        };
    }
}
