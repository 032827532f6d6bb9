using Apache.Arrow;

namespace StreamSql.Arrow.Tests;

public class BitUtilityTests
{
    [Fact]
    public void Bits_are_counted_over_any_range()
    {
        var random = new Random(20_240_601);
        byte[] data = new byte[37];
        random.NextBytes(data);
        for (int start = 0; start < 80; start++)
        {
            for (int length = 0; start + length <= data.Length * 8; length += 7)
            {
                int expected = Enumerable.Range(start, length).Count(i => BitUtility.GetBit(data, i));
                Assert.Equal(expected, length == 0 ? 0 : BitUtility.CountBits(data, start, length));
            }
        }
    }

    [Fact]
    public void The_first_bit_is_the_least_significant()
    {
        byte[] data = new byte[2];
        BitUtility.SetBit(data, 0);
        BitUtility.SetBit(data, 9, true);
        Assert.Equal([1, 2], data);
        BitUtility.ToggleBit(data, 0);
        BitUtility.ClearBit(data, 9);
        Assert.Equal([0, 0], data);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    public void Bytes_are_counted_up(int bits, int bytes) => Assert.Equal(bytes, BitUtility.ByteCount(bits));

    [Fact]
    public void Lengths_are_rounded_up()
    {
        Assert.Equal(64, BitUtility.RoundUpToMultipleOf64(1));
        Assert.Equal(64, BitUtility.RoundUpToMultipleOf64(64));
        Assert.Equal(16, BitUtility.RoundUpToMultipleOf8(9));
        Assert.Equal(0, BitUtility.RoundUpToMultiplePowerOfTwo(0, 32));
    }
}
