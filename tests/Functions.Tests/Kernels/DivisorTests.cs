using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Tests.Kernels;

public sealed class DivisorTests
{
    private static readonly long[] Edges =
    [
        long.MinValue, long.MinValue + 1, -1001, -1000, -999, -3, -2, -1, 0, 1, 2, 3, 7, 999, 1000, 1001, int.MaxValue, int.MinValue,
        1L << 32, (1L << 53) + 1, (1L << 62) - 1, 1L << 62, long.MaxValue - 1, long.MaxValue,
    ];

    [Fact]
    public void A_quotient_is_what_the_processor_says()
    {
        var random = new Random(20261126);
        var divisors = Edges.Where(d => d is not (0 or 1 or -1)).Concat(Numbers(random, 2_000));
        foreach (var divisor in divisors)
        {
            var by = new Divisor(divisor);
            foreach (var value in Edges.Concat(Numbers(random, 200)).Concat(Around(random, divisor)))
            {
                Assert.Equal((value, divisor, value / divisor), (value, divisor, by.Quotient(value)));
                Assert.Equal((value, divisor, value % divisor), (value, divisor, by.Remainder(value)));
            }
        }
    }

    // Of all lengths, so that small ones are as frequent as large ones.
    private static IEnumerable<long> Numbers(Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var number = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(62);
            if (number is not (0 or 1 or -1))
                yield return number;
        }
    }

    // Where quotients change.
    private static IEnumerable<long> Around(Random random, long divisor)
    {
        for (var i = 0; i < 50; i++)
        {
            var multiple = unchecked(divisor * (random.NextInt64() >> random.Next(62)));
            yield return unchecked(multiple - 1);
            yield return multiple;
            yield return unchecked(multiple + 1);
        }
    }
}
