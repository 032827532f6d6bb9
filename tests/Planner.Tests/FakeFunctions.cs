using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions;

namespace StreamSql.Planner.Tests;

internal sealed class FakeFunctions : IFunctionCatalog
{
    private static readonly Func<ScalarKernel> NoKernel = () => new Nothing();

    public IReadOnlyList<string> Names => [.. BuiltinFunctions.Instance.Names, "UPPER", "LOWER", "ABS", "RAND", "NOW"];

    public ScalarFunction? FindScalar(string name) => BuiltinFunctions.Instance.FindScalar(name) ?? (name.ToUpperInvariant() switch
    {
        "UPPER" or "LOWER" => Of(name, a => a is [var x] && (x.Type.IsCharacter() || x.Type is SqlType.Null) ? (SqlType.String.WithNullable(x.Type.Nullable), [SqlType.String]) : null),
        "ABS" => Of(name, a => a is [var x] && x.Type.IsNumeric() ? (x.Type, [x.Type]) : null),
        "||" => Of(name, a => a is [var x, var y] && x.Type.IsCharacter() && y.Type.IsCharacter() ? (SqlType.String, [x.Type, y.Type]) : null),
        "LIKE" => Of(name, a => (new SqlType.Boolean(), [.. a.Select(x => x.Type)])),
        "RAND" => Of(name, a => (new SqlType.Double { Nullable = false }, [])) with { Volatility = Volatility.PerRow },
        "NOW" => Of(name, a => (new SqlType.TimestampLtz(3) { Nullable = false }, [])) with { Volatility = Volatility.PerMicroBatch },
        "." => Of(name, a => a[0].Type is SqlType.Row r ? (r.Fields.First(f => f.Name == (string)a[1].Literal!).Type.WithNullable(true), [a[0].Type, a[1].Type]) : null),
        "[]" => Of(name, a => a[0].Type switch
        {
            SqlType.Array t => (t.Element.AsNullable(), [a[0].Type, new SqlType.Integer()]),
            SqlType.Map m => (m.Value.AsNullable(), [a[0].Type, m.Key]),
            _ => null,
        }),
        "ROW" => Of(name, a => (new SqlType.Row([.. a.Select((x, i) => new RowField($"EXPR${i}", x.Type))]) { Nullable = false }, [.. a.Select(x => x.Type)])),
        "ARRAY" => Of(name, a => (new SqlType.Array(a[0].Type) { Nullable = false }, [.. a.Select(x => x.Type)])),
        "MAP" => Of(name, a => (new SqlType.Map(a[0].Type, a[1].Type) { Nullable = false }, [.. a.Select(x => x.Type)])),
        "CURRENT_WATERMARK" => Of(name, a => (a[0].Type.AsNullable(), [.. a.Select(x => x.Type)])),
        _ => null,
    });

    public AggregateFunction? FindAggregate(string name) => BuiltinFunctions.Instance.FindAggregate(name);

    public ResolvedFunction? ResolveCast(SqlType from, SqlType to, bool safe) => BuiltinFunctions.Instance.ResolveCast(from, to, safe);

    private sealed class Nothing : ScalarKernel
    {
        public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context) =>
            throw new NotSupportedException();
    }

    private static ScalarFunction Of(string name, Func<IReadOnlyList<ArgumentInfo>, (SqlType, EquatableList<SqlType>)?> resolve) =>
        new(name.ToUpperInvariant(), name, "", a => resolve(a) is var (result, arguments) ? new ResolvedFunction(result, arguments, NoKernel) : null) { Family = "Test" };
}
