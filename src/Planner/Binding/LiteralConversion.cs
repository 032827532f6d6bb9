using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Binding;

/// <summary>Widens literals in the plan itself, so that <c>bigint_column = 5</c> compares with a BIGINT and not with a cast.</summary>
internal static class LiteralConversion
{
    /// <summary><see langword="null"/> unless the value is the same in the other type.</summary>
    public static Expr.Literal? Convert(Expr.Literal literal, SqlType type) => literal.Value switch
    {
        null => Make(literal, literal.Value, type.AsNullable()),
        long value when literal.Type.IsInteger() => Integer(literal, value, type),
        Int128 value when literal.Type is SqlType.Decimal from && type is SqlType.Decimal to && to.Scale >= from.Scale =>
            Scaled(literal, value, to, to.Scale - from.Scale),
        long value when literal.Type is SqlType.Timestamp from && type is SqlType.Timestamp to
            && to.Precision >= from.Precision && to.TicksPerSecond() == from.TicksPerSecond() => Make(literal, value, type),
        string when literal.Type.IsCharacter() && type is SqlType.VarChar to && to.Length >= LengthOf(literal.Type) => Make(literal, literal.Value, type),
        byte[] bytes when literal.Type.IsBinary() && type is SqlType.VarBinary to && to.Length >= bytes.Length => Make(literal, literal.Value, type),
        _ => null,
    };

    private static Expr.Literal? Integer(Expr.Literal literal, long value, SqlType type) => type switch
    {
        SqlType.BigInt => Make(literal, literal.Value, type),
        SqlType.Integer when value is >= int.MinValue and <= int.MaxValue => Make(literal, literal.Value, type),
        SqlType.SmallInt when value is >= short.MinValue and <= short.MaxValue => Make(literal, literal.Value, type),
        SqlType.TinyInt when value is >= sbyte.MinValue and <= sbyte.MaxValue => Make(literal, literal.Value, type),
        SqlType.Double when Math.Abs(value) <= 1L << 53 => Make(literal, (double)value, type),
        SqlType.Decimal to => Scaled(literal, value, to, to.Scale),
        _ => null,
    };

    private static Expr.Literal? Scaled(Expr.Literal literal, Int128 value, SqlType.Decimal type, int zeros)
    {
        for (var i = 0; i < zeros; i++)
        {
            if (Int128.Abs(value) > Int128.MaxValue / 10)
                return null;
            value *= 10;
        }

        Int128 limit = 1;
        for (var i = 0; i < type.Precision; i++)
            limit *= 10;
        return Int128.Abs(value) < limit ? Make(literal, value, type) : null;
    }

    private static Expr.Literal Make(Expr.Literal literal, object? value, SqlType type) => new(value, type) { Span = literal.Span };

    private static int LengthOf(SqlType type) => type switch
    {
        SqlType.Char t => t.Length,
        SqlType.VarChar t => t.Length,
        _ => SqlType.MaxLength,
    };
}
