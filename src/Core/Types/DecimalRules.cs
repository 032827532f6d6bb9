namespace StreamSql.Core.Types;

/// <summary>The precision and scale of DECIMAL arithmetic, as Flink derives them.</summary>
/// <remarks>Where more than 38 digits would be needed, integer digits are kept before fraction digits, of which at least six stay.</remarks>
public static class DecimalRules
{
    public static SqlType.Decimal Add(SqlType.Decimal a, SqlType.Decimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return Adjust(Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + scale + 1, scale);
    }

    public static SqlType.Decimal Multiply(SqlType.Decimal a, SqlType.Decimal b) =>
        Adjust(a.Precision + b.Precision + 1, a.Scale + b.Scale);

    public static SqlType.Decimal Divide(SqlType.Decimal a, SqlType.Decimal b)
    {
        var scale = Math.Max(6, a.Scale + b.Precision + 1);
        return Adjust(a.Precision - a.Scale + b.Scale + scale, scale);
    }

    /// <summary>The type of <c>a % b</c>: of two whole numbers that of the right operand.</summary>
    public static SqlType.Decimal Modulo(SqlType.Decimal a, SqlType.Decimal b)
    {
        if (a.Scale == 0 && b.Scale == 0)
            return b;
        var scale = Math.Max(a.Scale, b.Scale);
        return Adjust(Math.Min(a.Precision - a.Scale, b.Precision - b.Scale) + scale, scale);
    }

    public static SqlType.Decimal Sum(SqlType.Decimal argument) => new(SqlType.MaxDecimalPrecision, argument.Scale);

    public static SqlType.Decimal Average(SqlType.Decimal argument) =>
        new(SqlType.MaxDecimalPrecision, Math.Max(6, argument.Scale));

    /// <summary>The type of <c>ROUND(argument, digits)</c> for a constant number of digits.</summary>
    public static SqlType.Decimal Round(SqlType.Decimal argument, int digits) => digits switch
    {
        _ when digits >= argument.Scale => argument,
        < 0 => new(Math.Min(SqlType.MaxDecimalPrecision, 1 + argument.Precision - argument.Scale), 0),
        _ => new(1 + argument.Precision - argument.Scale + digits, digits),
    };

    /// <summary>The type that holds every value of both.</summary>
    public static SqlType.Decimal Common(SqlType.Decimal a, SqlType.Decimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        var whole = Math.Max(a.Precision - a.Scale, b.Precision - b.Scale);
        return whole + scale <= SqlType.MaxDecimalPrecision ? new(whole + scale, scale) : Adjust(whole + scale, scale);
    }

    private static SqlType.Decimal Adjust(int precision, int scale)
    {
        if (precision <= SqlType.MaxDecimalPrecision)
            return new(precision, scale);
        var whole = precision - scale;
        return new(SqlType.MaxDecimalPrecision, Math.Max(SqlType.MaxDecimalPrecision - whole, Math.Min(scale, 6)));
    }
}
