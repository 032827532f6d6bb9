using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Binding;

/// <summary>Makes bound expressions: resolves calls, puts in the casts that implicit conversion asks for.</summary>
internal sealed class ExprBuilder(IFunctionCatalog functions)
{
    public IFunctionCatalog Functions => functions;

    /// <summary>What CURRENT_DATABASE() is: the value stays with the plan.</summary>
    public string CurrentDatabase { get; init; } = CatalogManager.DefaultDatabase;

    /// <summary>The value in the type, nullable as it was; without a cast where it has the type already.</summary>
    public Expr Cast(Expr value, SqlType type, TextSpan span)
    {
        if (value.Type.SameAs(type))
            return value;
        var target = type.WithNullable(value.Type.Nullable);
        if (value.Type is SqlType.Null)
            return new Expr.Literal(null, type.AsNullable()) { Span = value.Span };
        if (value is Expr.Literal literal && LiteralConversion.Convert(literal, target) is { } converted)
            return converted;
        return functions.ResolveCast(value.Type, target, safe: false) is { } function
            ? new Expr.Call(OperatorNames.Cast, function, [value]) { Span = new Origin(span) }
            : throw PlannerErrors.CannotCast(value.Type, type, span);
    }

    /// <summary>CAST or TRY_CAST as the user wrote it.</summary>
    public Expr ExplicitCast(Expr value, SqlType type, bool safe, TextSpan span)
    {
        var target = type.WithNullable(value.Type.Nullable || safe);
        if (value.Type.SameAs(target))
            return value;
        if (value is Expr.Literal { Value: null } or { Type: SqlType.Null })
            return new Expr.Literal(null, target.AsNullable()) { Span = new Origin(span) };
        return functions.ResolveCast(value.Type, target, safe) is { } function
            ? new Expr.Call(safe ? OperatorNames.TryCast : OperatorNames.Cast, function, [value]) { Span = new Origin(span) }
            : throw PlannerErrors.CannotCast(value.Type, type, span);
    }

    /// <summary>A function of the catalog.</summary>
    public Expr Call(ScalarFunction function, IReadOnlyList<Expr> arguments, TextSpan span) =>
        TryCall(function, arguments, span)
        ?? throw PlannerErrors.NoSuchSignature(function.Name, arguments.Select(a => a.Type), function.Signature, span);

    /// <summary>An operator, which the catalog knows by its sign.</summary>
    public Expr Operator(string name, IReadOnlyList<Expr> operands, TextSpan span)
    {
        var function = functions.FindScalar(name) ?? throw PlannerErrors.UnknownFunction(name, [], span);
        return TryCall(function, operands, span) ?? throw PlannerErrors.NoSuchOperator(name, function.Signature, [.. operands.Select(a => a.Type)], span);
    }

    /// <summary><c>=</c>, <c>&lt;</c>, IS DISTINCT FROM and their kin.</summary>
    public Expr Compare(string name, Expr left, Expr right, TextSpan span)
    {
        var function = functions.FindScalar(name) ?? throw PlannerErrors.UnknownFunction(name, [], span);
        (left, right) = (AsOther(left, right), AsOther(right, left));
        return TryCall(function, [left, right], span) ?? throw PlannerErrors.NotComparable(left.Type, right.Type, span);
    }

    /// <summary>A literal in the type of what it is compared with, if it has that value exactly: the column need not be cast.</summary>
    private static Expr AsOther(Expr value, Expr other) =>
        value is Expr.Literal { Value: not null } literal && other is not Expr.Literal && !literal.Type.SameAs(other.Type)
            ? LiteralConversion.Convert(literal, other.Type.NotNull()) ?? value
            : value;

    /// <summary>All values in the type that they have in common.</summary>
    public (IReadOnlyList<Expr> Values, SqlType Type) Unify(IReadOnlyList<Expr> values, string where, TextSpan span)
    {
        var type = values[0].Type;
        foreach (var value in values.Skip(1))
            type = Coercion.Common(type, value.Type) ?? throw PlannerErrors.NoCommonType(where, type, value.Type, value.Span.Span.IsNone ? span : value.Span.Span);
        return ([.. values.Select(v => Cast(v, type, v.Span.Span))], type);
    }

    /// <summary>A condition; a bare NULL is taken as the unknown truth value.</summary>
    public Expr Condition(Expr value, string where) => value.Type switch
    {
        SqlType.Boolean => value,
        SqlType.Null => Cast(value, new SqlType.Boolean(), value.Span.Span),
        _ => throw PlannerErrors.NotBoolean(where, value.Type, value.Span.Span),
    };

    public static ArgumentInfo Info(Expr argument) => new(argument.Type, argument is Expr.Literal literal
        ? literal switch
        {
            { Value: Int128 unscaled, Type: SqlType.Decimal d } => LiteralText.Decimal(unscaled, d.Scale),
            _ => literal.Value,
        }
        : null)
    {
        Function = (argument as Expr.Call)?.Name,
    };

    /// <summary>The arguments in the types that resolution asked for; only real differences become casts.</summary>
    public IReadOnlyList<Expr> Coerce(IReadOnlyList<Expr> arguments, EquatableList<SqlType> types) =>
        [.. arguments.Select((a, i) => SameLayout(a.Type, types[i]) ? a : Cast(a, types[i], a.Span.Span))];

    /// <summary>The call for these arguments; what is wrong with a constant among them is told at the call.</summary>
    public static T? Resolve<T>(Func<IReadOnlyList<ArgumentInfo>, T?> resolve, IEnumerable<ArgumentInfo> arguments, TextSpan span) where T : class
    {
        try
        {
            return resolve([.. arguments]);
        }
        catch (SqlException error) when (error.Diagnostic.Span.IsNone)
        {
            throw new SqlException(error.Diagnostic with { Span = span }, error);
        }
    }

    /// <summary>Nullability of nested parts is a promise, not a layout.</summary>
    public static bool SameLayout(SqlType a, SqlType b) => (a, b) switch
    {
        (SqlType.Array x, SqlType.Array y) => SameLayout(x.Element, y.Element),
        (SqlType.Multiset x, SqlType.Multiset y) => SameLayout(x.Element, y.Element),
        (SqlType.Map x, SqlType.Map y) => SameLayout(x.Key, y.Key) && SameLayout(x.Value, y.Value),
        (SqlType.Row x, SqlType.Row y) => x.Fields.Count == y.Fields.Count
            && x.Fields.Zip(y.Fields).All(p => SameLayout(p.First.Type, p.Second.Type)),
        _ => a.SameAs(b),
    };

    private Expr.Call? TryCall(ScalarFunction function, IReadOnlyList<Expr> arguments, TextSpan span) =>
        Resolve(function.Resolve, arguments.Select(Info), span) is { } resolved
            ? new Expr.Call(function.Name, resolved, [.. Coerce(arguments, resolved.Arguments)], function.Volatility) { Span = new Origin(span) }
            : null;
}
