using System.Numerics;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Tests.Aggregates;

namespace StreamSql.Functions.Tests.Kernels;

public class Int192Tests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Arithmetic_agrees_with_big_integers(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5000; i++)
        {
            var (a, b, factor) = (Random128(random), Random128(random), (long)Random128(random));
            var x = Int192.Multiply(a, factor);
            var y = Int192.From(b);

            Assert.Equal((BigInteger)a * factor, Big(x));
            Assert.Equal(Big(x) + b, Big(x + y));
            Assert.Equal(-Big(x), Big(-x));
            var shift = random.Next(192 - x.MagnitudeBits);
            Assert.Equal(Big(x) << shift, Big(x << shift));
            Assert.Equal(Big(x) >> shift, Big(x >> shift));
            Assert.Equal(BigInteger.Abs(Big(x)).GetBitLength(), x.MagnitudeBits);
            Assert.Equal(Big(x) >= (BigInteger)Int128.MinValue && Big(x) <= (BigInteger)Int128.MaxValue, x.TryToInt128(out var narrow) && Big(x) == narrow);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Quotients_are_rounded_half_up(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5000; i++)
        {
            var value = Int192.Multiply(Random128(random), random.Next(1, 1000));
            var factor = (ulong)Math.Pow(10, random.Next(7));
            var divisor = (long)Random128(random);
            if (divisor == 0)
                continue;
            var expected = Rationals.DivideHalfUp(Big(value) * factor, divisor);

            Assert.Equal(BigInteger.Abs(expected) <= (BigInteger)Int128.MaxValue, value.TryMultiplyDivide(factor, divisor, out var quotient));
            if (BigInteger.Abs(expected) <= (BigInteger)Int128.MaxValue)
                Assert.Equal(expected, quotient);
        }
    }

    private static Int128 Random128(Random random) =>
        new Int128((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue)) >> random.Next(128);

    private static BigInteger Big(Int192 value) => ((BigInteger)value.High << 128) + ((BigInteger)value.Middle << 64) + value.Low;
}
