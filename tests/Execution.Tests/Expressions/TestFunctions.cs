using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;

namespace StreamSql.Execution.Tests.Expressions;

/// <summary>A few functions over BIGINT with the plainest kernels, and what they mean for one row.</summary>
internal static class TestFunctions
{
    public static readonly SqlType BigInt = new SqlType.BigInt();

    public static readonly SqlType Bool = new SqlType.Boolean();

    public static Expr Column(int index, SqlType type) => new Expr.Column(index, "c" + index, type);

    public static Expr Literal(object? value, SqlType type) => new Expr.Literal(value, type);

    public static Expr Add(Expr a, Expr b) => Call("+", BigInt, new PlainKernel((x, y) => x + y), a, b);

    /// <summary>Fails where the divisor is zero.</summary>
    public static Expr Divide(Expr a, Expr b) => Call("/", BigInt, new PlainKernel(Quotient) { Fails = true }, a, b);

    public static Expr Less(Expr a, Expr b) => Call("<", Bool, new PlainKernel((x, y) => x < y ? 1 : 0), a, b);

    public static Expr Equal(Expr a, Expr b) => Call("=", Bool, new PlainKernel((x, y) => x == y ? 1 : 0), a, b);

    /// <summary>The call's value for arguments that are not NULL.</summary>
    public static object Apply(string name, long a, long b) => name switch
    {
        "+" => a + b,
        "/" => Quotient(a, b),
        "<" => a < b,
        _ => a == b,
    };

    private static long Quotient(long a, long b) =>
        b == 0 ? throw new SqlException(new Diagnostic("SS5001", "22012", "division by zero", TextSpan.None)) : b == -1 ? -a : a / b;

    private static Expr.Call Call(string name, SqlType result, PlainKernel kernel, params Expr[] arguments) =>
        new(name, new ResolvedFunction(result, [.. arguments.Select(a => a.Type)], () => kernel), [.. arguments]) { Span = new(new TextSpan(7, 3)) };

    private sealed class PlainKernel(Func<long, long, long> value) : ScalarKernel
    {
        public bool Fails { get; init; }

        public override bool CanFail => Fails;

        public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
        {
            var isBoolean = result.Physical == PhysicalType.Boolean;
            var bits = isBoolean ? result.AllocateBits(context.Arena) : default;
            var values = isBoolean ? default : result.AllocateValues<long>(context.Arena);
            var validity = result.AllocateValidity(context.Arena);
            for (var i = 0; i < result.StoredLength; i++)
            {
                var valid = !arguments[0].IsNull(i) && !arguments[1].IsNull(i);
                Bitmap.Set(validity, i, valid);
                var v = valid ? value(At(arguments[0], i), At(arguments[1], i)) : 0;
                if (isBoolean)
                    Bitmap.Set(bits, i, v != 0);
                else
                    values[i] = v;
            }
        }

        private static long At(Vector vector, int i) => vector.Span<long>()[vector.IsConstant ? 0 : i];
    }
}
