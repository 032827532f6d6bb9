using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>Calls: special forms, aggregates, functions of the catalog.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr Call(Expression.FunctionCall call)
    {
        if (call.Name.Parts.Count > 1)
            throw PlannerErrors.NotSupported($"function '{call.Name}' of a catalog", call.Name.Span);
        var name = call.Name.Name.ToUpperInvariant();
        if (call.Over is not null)
            throw PlannerErrors.NotSupported("OVER", call.Over.Span.IsNone ? call.Span : call.Over.Span);
        if (builder.Functions.FindAggregate(name) is { } aggregate)
            return Aggregate(call, aggregate);
        RefuseAggregateClauses(call, name);
        return SpecialForm(call, name) ?? Scalar(call, name);
    }

    private Expr Scalar(Expression.FunctionCall call, string name)
    {
        var function = builder.Functions.FindScalar(name)
            ?? throw PlannerErrors.UnknownFunction(call.Name.Name, builder.Functions.Names.Concat(SpecialForms), call.Name.Span);
        return builder.Call(function, [.. Failures.All(call.Arguments, Argument)], call.Span);
    }

    /// <summary>An argument; keywords reach the function as constant text, types as a NULL of that type.</summary>
    private Expr Argument(Expression argument) => argument switch
    {
        Expression.Symbol symbol => Literals.String(symbol.Name, symbol.Span),
        Expression.UnitArgument unit => Literals.String(unit.Unit.ToString().ToUpperInvariant(), unit.Span),
        Expression.TypeArgument type => new Expr.Literal(null, TypeBinder.Bind(type.Type)) { Span = new Origin(type.Span) },
        _ => Bind(argument),
    };

    private static readonly string[] SpecialForms = ["COALESCE", "IF", "IFNULL", "NULLIF", "TYPEOF", "CURRENT_DATABASE", OperatorNames.CurrentWatermark];

    /// <summary>The functions that are not kernels: some arguments are not always evaluated, or not evaluated at all.</summary>
    private Expr? SpecialForm(Expression.FunctionCall call, string name)
    {
        Expr[] Arguments(string signature, int least, int most)
        {
            Expr[] bound = [.. Failures.All(call.Arguments, Argument)];
            return bound.Length >= least && bound.Length <= most
                ? bound
                : throw PlannerErrors.NoSuchSignature(name, bound.Select(b => b.Type), signature, call.Span);
        }

        switch (name)
        {
            case "COALESCE":
                return Coalesce(Arguments("COALESCE(value, …)", 1, int.MaxValue), call.Span);
            case "IFNULL":
                return Coalesce(Arguments("IFNULL(value, replacement)", 2, 2), call.Span);
            case "IF":
                var parts = Arguments("IF(condition, value, otherwise)", 3, 3);
                return Case([builder.Condition(parts[0], "the condition of IF")], parts[1..], "IF", call.Span);
            case "NULLIF":
                var pair = Arguments("NULLIF(value, null_value)", 2, 2);
                return Case([builder.Compare("=", pair[0], pair[1], call.Span)], [new Expr.Literal(null, pair[0].Type.AsNullable()), pair[0]], "NULLIF", call.Span);
            case "TYPEOF":
                var type = Arguments("TYPEOF(value)", 1, 2)[0].Type.ToString();
                return new Expr.Literal(type, SqlType.String.NotNull()) { Span = new Origin(call.Span) };
            case "CURRENT_DATABASE":
                Arguments("CURRENT_DATABASE()", 0, 0);
                return new Expr.Literal(builder.CurrentDatabase, SqlType.String.NotNull()) { Span = new Origin(call.Span) };
            case OperatorNames.CurrentWatermark:
                return CurrentWatermark(Arguments("CURRENT_WATERMARK(rowtime)", 1, 1)[0], call);
            case "PROCTIME":
                // Read as a value it is the clock; what depends on its being a time attribute says that it is none.
                Arguments("PROCTIME()", 0, 0);
                return builder.Operator("NOW", [], call.Span);
            case "SOURCE_WATERMARK":
                throw PlannerErrors.NotSupported("SOURCE_WATERMARK()", call.Span, hint: "write the watermark as an expression, as ts - INTERVAL '5' SECOND");
            case "TUMBLE" or "HOP" or "SESSION" when clause == "GROUP BY":
            case "TUMBLE_START" or "TUMBLE_END" or "TUMBLE_ROWTIME" or "HOP_START" or "HOP_END" or "HOP_ROWTIME"
                or "SESSION_START" or "SESSION_END" or "SESSION_ROWTIME":
                throw PlannerErrors.NotSupported(
                    $"group window function {name}", call.Span, hint: "write FROM TABLE(TUMBLE(…)) and group by window_start and window_end");
            case "TUMBLE" or "HOP" or "CUMULATE" or "SESSION":
                throw PlannerErrors.Misplaced($"window function {name}", $"FROM, as TABLE({name}(TABLE t, DESCRIPTOR(ts), …))", call.Span);
            default:
                return null;
        }
    }

    /// <summary>Reads the hidden column that the watermark's assigner lets every row carry.</summary>
    private Expr CurrentWatermark(Expr rowtime, Expression.FunctionCall call)
    {
        if (rowtime is not Expr.Column { Index: var index } || scope.Columns.FirstOrDefault(c => c.Index == index)?.Field.Time != TimeAttribute.Rowtime)
            throw StreamingErrors.NotATimeAttribute("CURRENT_WATERMARK", ExprText.Of(rowtime), scope.Rowtime, scope.Watermark is not null, rowtime.Span.Span);
        if (scope.Watermark is not { } watermark)
            throw PlannerErrors.NotSupported("CURRENT_WATERMARK behind a join or an aggregation", call.Span);
        var column = new Expr.Column(watermark, LogicalPlan.AssignWatermark.WatermarkColumn, new SqlType.BigInt { Nullable = false });
        return builder.Operator(OperatorNames.CurrentWatermark, [rowtime, column], call.Span);
    }

    private Expr Aggregate(Expression.FunctionCall call, AggregateFunction function)
    {
        if (aggregates is null)
            throw PlannerErrors.AggregateNotAllowed(function.Name, clause, call.Span);
        if (call.OrderBy.Count > 0)
            throw PlannerErrors.NotSupported("ORDER BY inside an aggregate", call.OrderBy[0].Span);
        if (call.WithinGroup.Count > 0)
            throw PlannerErrors.NotSupported("WITHIN GROUP", call.WithinGroup[0].Span);
        if (call.Nulls != NullTreatment.Default && !function.TakesNullTreatment)
            throw PlannerErrors.NotSupported($"IGNORE NULLS and RESPECT NULLS in {function.Name}", call.Span, inFlink: false);
        var inner = new ExpressionBinder(builder, scope, $"the argument of {function.Name}");
        var star = call.Arguments is [Expression.Star];
        var bound = star ? [] : call.Arguments.Select(inner.Argument).ToArray();
        var infos = bound.Select(ExprBuilder.Info);
        if (call.Nulls != NullTreatment.Default)
            infos = infos.Append(new ArgumentInfo(SqlType.String, call.Nulls == NullTreatment.Ignore ? "IGNORE NULLS" : "RESPECT NULLS"));
        var resolved = (bound.Length == 0 && (!star || call.Distinct) ? null : ExprBuilder.Resolve(function.Resolve, infos, call.Span))
            ?? throw PlannerErrors.NoSuchSignature(function.Name, bound.Select(a => a.Type), function.Signature, call.Span);
        Expr[] arguments = [.. bound.Where((_, i) => call.Arguments[i] is not Expression.Symbol)];
        var filter = call.Filter is null ? null : new ExpressionBinder(builder, scope, "FILTER").BindCondition(call.Filter);
        var distinct = call.Distinct && !function.IgnoresDistinct;
        return aggregates.Add(
            new BoundAggregate(function, resolved, [.. builder.Coerce(arguments, resolved.Arguments)], distinct, filter), new Origin(call.Span));
    }

    private static void RefuseAggregateClauses(Expression.FunctionCall call, string name)
    {
        if (call.Filter is not null)
            throw PlannerErrors.NotAnAggregate(name, "FILTER", call.Span);
        if (call.Distinct)
            throw PlannerErrors.NotAnAggregate(name, "DISTINCT", call.Span);
        if (call.OrderBy.Count > 0 || call.WithinGroup.Count > 0)
            throw PlannerErrors.NotAnAggregate(name, "ORDER BY", call.Span);
        if (call.Nulls != NullTreatment.Default)
            throw PlannerErrors.NotAnAggregate(name, "IGNORE NULLS", call.Span);
    }
}
