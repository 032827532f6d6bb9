using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Functions of DOUBLE: roots, powers, logarithms, angles. Other numbers are cast.</summary>
internal static class MathFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Binary<Power>("POWER", "POWER(numeric1, numeric2)", "Returns the first number raised to the power of the second."),
        Unary<SquareRoot>("SQRT", "Returns the square root."),
        Unary<NaturalLogarithm>("LN", "Returns the natural logarithm."),
        Unary<Logarithm10>("LOG10", "Returns the logarithm to base 10."),
        Unary<Logarithm2>("LOG2", "Returns the logarithm to base 2."),
        new("LOG", "LOG([base,] numeric)", "Returns the logarithm to the base, or the natural one.", Overload.Any(
            new([Parameters.Double], new SqlType.Double(), () => new Unary<NaturalLogarithm, double, double>()),
            new([Parameters.Double, Parameters.Double], new SqlType.Double(), () => new Binary<Logarithm, double, double, double>())))
        {
            Family = ArithmeticOperators.Family,
        },
        Unary<Exponential>("EXP", "Returns e raised to the power of the number."),
        Unary<Sine>("SIN", "Returns the sine."),
        Unary<HyperbolicSine>("SINH", "Returns the hyperbolic sine."),
        Unary<Cosine>("COS", "Returns the cosine."),
        Unary<HyperbolicCosine>("COSH", "Returns the hyperbolic cosine."),
        Unary<Tangent>("TAN", "Returns the tangent."),
        Unary<HyperbolicTangent>("TANH", "Returns the hyperbolic tangent."),
        Unary<Cotangent>("COT", "Returns the cotangent."),
        Unary<ArcSine>("ASIN", "Returns the arc sine."),
        Unary<ArcCosine>("ACOS", "Returns the arc cosine."),
        Unary<ArcTangent>("ATAN", "Returns the arc tangent."),
        Binary<ArcTangent2>("ATAN2", "ATAN2(y, x)", "Returns the angle of the point (x, y)."),
        Unary<Degrees>("DEGREES", "Converts radians to degrees."),
        Unary<Radians>("RADIANS", "Converts degrees to radians."),
        Constant("PI", "Returns π.", Math.PI),
        Constant("E", "Returns e, the base of the natural logarithm.", Math.E),
    ];

    private static ScalarFunction Unary<TOperation>(string name, string doc) where TOperation : struct, IUnary<double, double> =>
        new(name, name + "(numeric)", doc, Overload.Any(
            new Overload([Parameters.Double], new SqlType.Double(), () => new Unary<TOperation, double, double>())))
        {
            Family = ArithmeticOperators.Family,
        };

    private static ScalarFunction Binary<TOperation>(string name, string signature, string doc) where TOperation : struct, IBinary<double, double, double> =>
        new(name, signature, doc, Overload.Any(new Overload(
            [Parameters.Double, Parameters.Double], new SqlType.Double(), () => new Binary<TOperation, double, double, double>())))
        {
            Family = ArithmeticOperators.Family,
        };

    private static ScalarFunction Constant(string name, string doc, double value) =>
        new(name, name + "()", doc, Overload.Any(new Overload([], new SqlType.Double(), () => new Always<double>(value)) { Nullness = Nullness.Never }))
        {
            Family = ArithmeticOperators.Family,
        };

    private readonly struct Power : IBinary<double, double, double>
    {
        public double Invoke(double left, double right) => Math.Pow(left, right);
    }

    private readonly struct SquareRoot : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Sqrt(value);
    }

    private readonly struct NaturalLogarithm : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Log(value);
    }

    private readonly struct Logarithm10 : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Log10(value);
    }

    private readonly struct Logarithm2 : IUnary<double, double>
    {
        private static readonly double LogOf2 = Math.Log(2);

        public double Invoke(double value) => Math.Log(value) / LogOf2;
    }

    private readonly struct Logarithm : IBinary<double, double, double>
    {
        public double Invoke(double left, double right) => Math.Log(right) / Math.Log(left);
    }

    private readonly struct Exponential : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Exp(value);
    }

    private readonly struct Sine : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Sin(value);
    }

    private readonly struct HyperbolicSine : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Sinh(value);
    }

    private readonly struct Cosine : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Cos(value);
    }

    private readonly struct HyperbolicCosine : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Cosh(value);
    }

    private readonly struct Tangent : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Tan(value);
    }

    private readonly struct HyperbolicTangent : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Tanh(value);
    }

    private readonly struct Cotangent : IUnary<double, double>
    {
        public double Invoke(double value) => 1 / Math.Tan(value);
    }

    private readonly struct ArcSine : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Asin(value);
    }

    private readonly struct ArcCosine : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Acos(value);
    }

    private readonly struct ArcTangent : IUnary<double, double>
    {
        public double Invoke(double value) => Math.Atan(value);
    }

    private readonly struct ArcTangent2 : IBinary<double, double, double>
    {
        public double Invoke(double left, double right) => Math.Atan2(left, right);
    }

    // One multiplication, as in Java, so that the last digit is the same.
    private readonly struct Degrees : IUnary<double, double>
    {
        public double Invoke(double value) => value * 57.29577951308232;
    }

    private readonly struct Radians : IUnary<double, double>
    {
        public double Invoke(double value) => value * 0.017453292519943295;
    }
}
