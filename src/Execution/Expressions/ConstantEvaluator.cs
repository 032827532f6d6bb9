using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Optimizer;

namespace StreamSql.Execution.Expressions;

/// <summary>Computes expressions without columns when a plan is made, with the same kernels that would compute them when it runs.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class ConstantEvaluator(TimeZoneInfo zone) : IConstantEvaluator, IDisposable
{
    private readonly BatchArena _arena = new();

    /// <summary>The value as a literal of the expression's type, or <see langword="null"/> if its type has none (ARRAY, MAP, ROW).</summary>
    /// <param name="expression">Immutable and without columns.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The value does not exist (1 / 0); the place is the failing call's.</exception>
    public Expr.Literal? Evaluate(Expr expression)
    {
        var compiled = ExpressionCompiler.Compile([expression]);
        var mark = _arena.Mark();
        compiled.Run(1, new EvaluationContext(_arena, zone));
        var result = compiled.Results[0];
        Expr.Literal? literal = null;
        if (result.IsNull(0))
            literal = new Expr.Literal(null, expression.Type.AsNullable());
        else if (!expression.Type.IsNested())
            literal = new Expr.Literal(ValueOf(result), expression.Type);
        _arena.Release(mark);
        return literal is null ? null : literal with { Span = expression.Span };
    }

    public void Dispose() => _arena.Dispose();

    private static object ValueOf(Vector vector) => vector.Physical switch
    {
        PhysicalType.Boolean => Bitmap.Get(vector.Values.Span, 0),
        PhysicalType.Int8 => (long)vector.Span<sbyte>()[0],
        PhysicalType.Int16 => (long)vector.Span<short>()[0],
        PhysicalType.Int32 => (long)vector.Span<int>()[0],
        PhysicalType.Int64 when vector.Type is SqlType.Decimal => (Int128)vector.Span<long>()[0],
        PhysicalType.Int64 => vector.Span<long>()[0],
        PhysicalType.Int128 => vector.Span<Int128>()[0],
        PhysicalType.Float => (double)vector.Span<float>()[0],
        PhysicalType.Double => vector.Span<double>()[0],
        PhysicalType.View when vector.Type.IsCharacter() => Encoding.UTF8.GetString(vector.Bytes(0)),
        PhysicalType.View => vector.Bytes(0).ToArray(),
        _ => throw new System.Diagnostics.UnreachableException(vector.Type.Name),
    };
}
