using System.Data.SqlTypes;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests;

public class DecimalArrayTests
{
    [Theory]
    [InlineData("0", "0.000")]
    [InlineData("-0.001", "-0.001")]
    [InlineData("123456789012345.678", "123456789012345.678")]
    [InlineData("-5", "-5.000")]
    public void Sixty_four_bits_hold_eighteen_digits(string written, string read)
    {
        Decimal64Array array = new Decimal64Array.Builder(new Decimal64Type(18, 3)).Append(written).AppendNull().Build();
        Assert.Equal([read, "null"], ArrayText.Rows(array));
        Assert.Equal(decimal.Parse(read, System.Globalization.CultureInfo.InvariantCulture), array.GetValue(0));
        Assert.Null(array.GetValue(1));
    }

    [Fact]
    public void A_hundred_and_twenty_eight_bits_hold_thirty_eight_digits()
    {
        const string Longest = "-99999999999999999999999999999999999999";
        Decimal128Array array = new Decimal128Array.Builder(new Decimal128Type(38, 0)).Append(Longest).Build();
        Assert.Equal(Longest, array.GetString(0));
        Assert.Equal(SqlDecimal.Parse(Longest), array.GetSqlDecimal(0));
        Assert.Throws<OverflowException>(() => array.GetValue(0));
    }

    [Fact]
    public void A_value_is_a_little_endian_integer()
    {
        Decimal128Array array = new Decimal128Array.Builder(new Decimal128Type(10, 2)).Append(-1.5m).Append(2.56m).Build();
        Assert.Equal((Int128)(-150), new Int128(BitConverter.ToUInt64(array.GetBytes(0)[8..]), BitConverter.ToUInt64(array.GetBytes(0))));
        Assert.Equal(0x0100, BitConverter.ToInt16(array.GetBytes(1)));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var builder = new Decimal128Array.Builder(new Decimal128Type(4, 2));
        Assert.Throws<OverflowException>(() => builder.Append(12345m));
        Assert.Throws<OverflowException>(() => builder.Append(0.001m));
        Assert.Throws<OverflowException>(() => new Decimal64Array.Builder(new Decimal64Type(4, 2)).Append(12345m));
        Assert.Equal(["99.99"], ArrayText.Rows(builder.Append(99.99m).Build()));
    }

    [Fact]
    public void A_decimal_can_be_set_to_null_and_back()
    {
        Decimal64Array.Builder builder = new Decimal64Array.Builder(new Decimal64Type(5, 1)).Append(1m).Append(2m);
        Assert.Equal(["1.0", "null"], ArrayText.Rows(builder.SetNull(1).Build()));
        Assert.Equal(["1.0", "7.5"], ArrayText.Rows(builder.Set(1, 7.5m).Build()));
        Assert.Equal(["7.5", "1.0"], ArrayText.Rows(builder.Swap(0, 1).Build()));
    }
}
