using System.Numerics;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

public sealed class DecimalTests : IDisposable
{
    private static readonly (int Precision, int Scale)[] Shapes =
        [(3, 1), (10, 2), (18, 0), (18, 18), (19, 4), (30, 10), (38, 0), (38, 18), (38, 38)];

    private readonly FunctionTester _tester = new();

    public static TheoryData<int, int, int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int, int, int>();
            foreach (var a in Shapes)
            {
                foreach (var b in Shapes)
                    pairs.Add(a.Precision, a.Scale, b.Precision, b.Scale);
            }

            return pairs;
        }
    }

    public void Dispose() => _tester.Dispose();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Arithmetic_is_exact_and_rounded_half_up_or_NULL(int p1, int s1, int p2, int s2)
    {
        var (a, b) = (new SqlType.Decimal(p1, s1), new SqlType.Decimal(p2, s2));
        Check("+", a, b, DecimalRules.Add(a, b), (x, y, r) => Round((x * Ten(s2)) + (y * Ten(s1)), s1 + s2, r.Scale));
        Check("-", a, b, DecimalRules.Add(a, b), (x, y, r) => Round((x * Ten(s2)) - (y * Ten(s1)), s1 + s2, r.Scale));
        Check("*", a, b, DecimalRules.Multiply(a, b), (x, y, r) => Round(x * y, s1 + s2, r.Scale));
        Check("/", a, b, DecimalRules.Divide(a, b), (x, y, r) => y == 0 ? null : Quotient(x * Ten(s2 + r.Scale), y * Ten(s1)));
        Check("%", a, b, DecimalRules.Modulo(a, b), (x, y, r) => y == 0 ? null : Round((x * Ten(s2)) % (y * Ten(s1)), s1 + s2, r.Scale));
    }

    [Fact]
    public void A_BIGINT_multiplies_like_a_decimal_of_scale_0()
    {
        var rate = new SqlType.Decimal(4, 3);
        _tester.AgreesWith("*", [rate, new SqlType.BigInt()], a => (Int128)(long)a[0] * (long)a[1]);
        _tester.AgreesWith("*", [new SqlType.BigInt(), new SqlType.Decimal(20, 2)], a => Fit((long)a[0] * (BigInteger)(Int128)a[1], 38));
    }

    private void Check(string name, SqlType.Decimal a, SqlType.Decimal b, SqlType.Decimal result, Func<BigInteger, BigInteger, SqlType.Decimal, BigInteger?> reference)
    {
        var random = new Random(name[0] * 1000 + a.Precision * 31 + b.Scale);
        for (var i = 0; i < 60; i++)
        {
            var (x, y) = (TestKit.RandomValues.One(a.NotNull(), random)!, TestKit.RandomValues.One(b.NotNull(), random)!);
            if (name is "/" or "%" && Big(y) == 0)
                continue;
            var expected = reference(Big(x), Big(y), result) is { } exact ? Fit(exact, result.Precision) : null;
            var actual = _tester.Call(name, (a, x), (b, y));
            Assert.True(
                (actual is null && expected is null) || (actual is not null && expected is not null && Big(actual) == Big(expected)),
                $"{a}: {x} {name} {b}: {y} is {actual ?? "NULL"}, not {expected ?? "NULL"} of {result}");
        }
    }

    private static BigInteger Big(object value) => value is long l ? l : (BigInteger)(Int128)value;

    private static object? Fit(BigInteger value, int precision) =>
        BigInteger.Abs(value) >= Ten(precision) ? null : precision <= 18 ? (object)(long)value : (Int128)value;

    private static BigInteger Ten(int exponent) => BigInteger.Pow(10, exponent);

    private static BigInteger Round(BigInteger value, int scale, int toScale) =>
        scale <= toScale ? value * Ten(toScale - scale) : Quotient(value, Ten(scale - toScale));

    private static BigInteger Quotient(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(value), BigInteger.Abs(divisor), out var rest);
        if (rest * 2 >= BigInteger.Abs(divisor))
            quotient++;
        return value.Sign * divisor.Sign < 0 ? -quotient : quotient;
    }
}
