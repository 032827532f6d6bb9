using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests.Scalar;

public sealed class MathFunctionTests : ScalarTest
{
    [Theory]
    [InlineData("SIN", 2.5, 0.5984721441039564)]
    [InlineData("SINH", 2.5, 6.0502044810397875)]
    [InlineData("COS", 2.5, -0.8011436155469337)]
    [InlineData("TAN", 2.5, -0.7470222972386603)]
    [InlineData("COT", 2.5, -1.3386481283041514)]
    [InlineData("ASIN", 0.5, 0.5235987755982989)]
    [InlineData("ATAN", 0.5, 0.4636476090008061)]
    [InlineData("DEGREES", 0.5, 28.64788975654116)]
    [InlineData("RADIANS", 0.5, 0.008726646259971648)]
    [InlineData("SQRT", 4.0, 2.0)]
    [InlineData("LOG2", 8.0, 2.0794415416798357 / 0.6931471805599453)]
    public void Doubles(string name, double argument, double expected) => Assert.Equal(expected, (double)Call(name, argument)!, 1e-15 * Math.Abs(expected) + 1e-300);

    [Fact]
    public void Of_two_numbers()
    {
        Is(3125.0, "POWER", 5, 5);
        Is(double.NaN, "POWER", -1, 0.5);
        Is(2.0, "LOG", 10, 100);
        Is(double.PositiveInfinity, "LOG", 1, 100);
        Is(0.7853981633974483, "ATAN2", Decimal("0.5"), Decimal("0.5"));
        Is(Math.PI, "PI");
        Is(Math.E, "E");
        Is(null, "LOG", 1, Of(new SqlType.Double(), null));
        Tester.AgreesWith("POWER", [new SqlType.Double(), new SqlType.TinyInt()], a => Math.Pow((double)a[0], (sbyte)a[1]));
    }

    [Fact]
    public void Signs_and_absolute_values_keep_the_type()
    {
        Shows("3.14", "ABS", Decimal("-3.14"));
        Shows("-1.00", "SIGN", Decimal("-3.14"));
        Shows("0.00", "SIGN", Decimal("0.00"));
        Shows("1.0", "SIGN", 3.5);
        Is(int.MinValue, "ABS", int.MinValue);
        Is(-1, "SIGN", -7);
        Tester.AgreesWith("ABS", [new SqlType.BigInt()], a => (long)a[0] < 0 ? unchecked(-(long)a[0]) : a[0]);
    }

    [Theory]
    [InlineData("646.646", 2, "646.65", "646.64")]
    [InlineData("646.646", 0, "647", "646")]
    [InlineData("646.646", 3, "646.646", "646.646")]
    [InlineData("646.646", 9, "646.646", "646.646")]
    [InlineData("646.646", -1, "650", "640")]
    [InlineData("646.646", -3, "1000", "0")]
    [InlineData("646.646", -4, "0", "0")]
    [InlineData("-646.646", -2, "-600", "-600")]
    [InlineData("99.99", 1, "100.0", "99.9")]
    public void Decimals_are_rounded_and_cut_to_a_type_of_so_many_digits(string value, int digits, string rounded, string cut)
    {
        Shows(rounded, "ROUND", Decimal(value), digits);
        Shows(cut, "TRUNCATE", Decimal(value), digits);
    }

    [Fact]
    public void Other_numbers_are_rounded_in_their_own_type()
    {
        Is(-12.35, "ROUND", -12.345, 2);
        Is(0.5, "ROUND", 0.45, 1);
        Is(1e300, "ROUND", 1e300, 2);
        Is(double.NaN, "ROUND", double.NaN, 2);
        Is(1300, "ROUND", 1250, -2);
        Is(1200, "TRUNCATE", 1250, -2);
        Is(42.34, "TRUNCATE", 42.345, 2);
        Is(0, "ROUND", 5, -40);
        Is(0.0, "ROUND", 0.004999999999999999, 2);
        Shows(null, "ROUND", Decimal("99999999999999999999999999999999999999"), -1);
        Assert.Equal([(object)12L, 123L], Tester.Call("ROUND", Tester.Column(new SqlType.BigInt(), 12L, 123L), Tester.Constant(new SqlType.Integer(), 0, 2)));
    }

    [Fact]
    public void Random_values_are_the_same_when_a_micro_batch_is_replayed()
    {
        var first = Enumerable.Range(0, 3).Select(_ => Call("RAND")).ToArray();
        Tester.Context.BeginMicroBatch(Tester.Context.Now, Tester.Context.Seed);
        Assert.Equal(first, Enumerable.Range(0, 3).Select(_ => Call("RAND")).ToArray());
        Assert.Equal(3, first.Distinct().Count());
        Assert.All(Enumerable.Range(0, 100).Select(_ => (int)Call("RAND_INTEGER", 10)!), v => Assert.InRange(v, 0, 9));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string)Call("UUID")!);
        Fails("SS5004", "RAND_INTEGER", 0);
    }
}
