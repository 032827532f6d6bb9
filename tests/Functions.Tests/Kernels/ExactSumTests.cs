using System.Numerics;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Tests.Aggregates;

namespace StreamSql.Functions.Tests.Kernels;

public class ExactSumTests
{
    [Fact]
    public void Tenths_add_up_to_one()
    {
        var sum = default(ExactSum);
        for (var i = 0; i < 10; i++)
            sum = sum.Add(0.1);

        Assert.Equal(1.0, sum.ToDouble());
    }

    [Fact]
    public void What_is_added_and_taken_away_leaves_nothing_behind()
    {
        var sum = default(ExactSum).Add(0.3).Add(1e17).Add(1e-9).Add(1e17, -1).Add(0.3, -1);

        Assert.Equal(1e-9, sum.ToDouble());
        Assert.Equal(0.0, sum.Add(-1e-9).ToDouble());
    }

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(-2.2250738585072014E-308)]
    [InlineData(-0.1)]
    public void A_single_number_comes_back(double number)
    {
        Assert.Equal(number, default(ExactSum).Add(number).ToDouble());
        Assert.Equal(number, default(ExactSum).Add(number, 1_000_000_007).Add(number, -1_000_000_006).ToDouble());
    }

    [Fact]
    public void A_sum_beyond_the_largest_double_is_infinite_until_it_shrinks()
    {
        var sum = default(ExactSum).Add(double.MaxValue, 1L << 62);

        Assert.Equal(double.PositiveInfinity, sum.ToDouble());
        Assert.Equal(double.MaxValue, sum.Add(double.MaxValue, 1 - (1L << 62)).ToDouble());
    }

    [Fact]
    public void Numbers_too_far_apart_cost_only_what_is_far_below_the_greatest()
    {
        Assert.Equal(1e300, default(ExactSum).Add(1e-300).Add(1e300).ToDouble());
        Assert.Equal(1e300, default(ExactSum).Add(1e300).Add(1e-300).Add(-1e-300).ToDouble());
        Assert.Equal(0.0, default(ExactSum).Add(1e300).Add(1e-300).Add(-1e300).ToDouble());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_are_the_nearest_to_the_exact_ones_whatever_the_order(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var center = random.Next(-280, 280);
            var numbers = Enumerable.Range(0, random.Next(1, 60))
                .Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, center + random.Next(-14, 15))).ToArray();
            var weights = numbers.Select(_ => random.NextInt64(-1L << random.Next(1, 40), 1L << random.Next(1, 40))).ToArray();
            var exact = numbers.Zip(weights).Aggregate(BigInteger.Zero, (s, e) => s + (Rationals.Scaled(e.First) * e.Second));

            var (left, right) = (default(ExactSum), default(ExactSum));
            for (var i = 0; i < numbers.Length; i++)
            {
                if (random.Next(2) == 0)
                    left = left.Add(numbers[i], weights[i]);
                else
                    right = right.Add(numbers[i], weights[i]);
            }

            Assert.Equal(Rationals.Nearest(exact), left.Add(right).ToDouble());
            Assert.Equal(Rationals.Nearest(exact), right.Add(left).ToDouble());
            var (high, low) = left.Add(right).ToDoubles();
            Assert.Equal(Rationals.Nearest(exact - Rationals.Scaled(high)), low);
        }
    }
}
