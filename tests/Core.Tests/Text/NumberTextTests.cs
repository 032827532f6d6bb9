using System.Globalization;
using System.Text;
using StreamSql.Core.Text;

namespace StreamSql.Core.Tests.Text;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(100.0, "100.0")]
    [InlineData(1234567.0, "1234567.0")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(1.0E7, "1.0E7")]
    [InlineData(12345678.9, "1.23456789E7")]
    [InlineData(1.0E10, "1.0E10")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00123, "0.00123")]
    [InlineData(0.0001, "1.0E-4")]
    [InlineData(1.0E-5, "1.0E-5")]
    [InlineData(123.456, "123.456")]
    [InlineData(2.0E-3, "0.002")]
    [InlineData(1.0E23, "1.0E23")]
    [InlineData(9.007199254740993E15, "9.007199254740992E15")]
    [InlineData(double.MaxValue, "1.7976931348623157E308")]
    [InlineData(double.Epsilon, "4.9E-324")]
    [InlineData(1E-323, "9.9E-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Doubles_are_written_as_Java_writes_them(double value, string expected) =>
        Assert.Equal(expected, Text(value, static (v, t) => NumberText.Write(v, t)));

    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(123.456f, "123.456")]
    [InlineData(3.4028235E38f, "3.4028235E38")]
    [InlineData(1.4E-45f, "1.4E-45")]
    [InlineData(1.0E7f, "1.0E7")]
    [InlineData(16777216f, "1.6777216E7")]
    public void Floats_are_written_as_Java_writes_them(float value, string expected) =>
        Assert.Equal(expected, Text(value, static (v, t) => NumberText.Write(v, t)));

    [Fact]
    public void Doubles_read_back_the_same()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            var text = Text(value, static (v, t) => NumberText.Write(v, t));
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("0", 0, "0")]
    [InlineData("0", 2, "0.00")]
    [InlineData("5", 2, "0.05")]
    [InlineData("-5", 1, "-0.5")]
    [InlineData("12345", 2, "123.45")]
    [InlineData("-99999999999999999999999999999999999999", 0, "-99999999999999999999999999999999999999")]
    [InlineData("-99999999999999999999999999999999999999", 38, "-0.99999999999999999999999999999999999999")]
    [InlineData("100000000000000000000", 19, "10.0000000000000000000")]
    public void Decimals_have_all_digits_of_their_scale(string unscaled, int scale, string expected) =>
        Assert.Equal(expected, Text(Int128.Parse(unscaled, CultureInfo.InvariantCulture), (v, t) => NumberText.WriteDecimal(v, scale, t)));

    [Theory]
    [InlineData("123", 5, "0.00123")]
    [InlineData("123", 9, "1.23E-7")]
    [InlineData("0", 7, "0E-7")]
    [InlineData("0", 6, "0.000000")]
    [InlineData("-1", 7, "-1E-7")]
    public void A_BigDecimal_has_an_exponent_when_it_is_tiny(string unscaled, int scale, string expected) =>
        Assert.Equal(expected, Text(Int128.Parse(unscaled, CultureInfo.InvariantCulture), (v, t) => NumberText.WriteBigDecimal(v, scale, t)));

    private static string Text<T>(T value, Func<T, byte[], int> write)
    {
        var buffer = new byte[NumberText.MaxLength];
        return Encoding.UTF8.GetString(buffer, 0, write(value, buffer));
    }
}
