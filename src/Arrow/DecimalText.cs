using System.Buffers.Binary;
using System.Data.SqlTypes;
using System.Globalization;

namespace Apache.Arrow;

/// <summary>Scaled integers to and from the decimals of .NET and decimal text.</summary>
internal static class DecimalText
{
    private static readonly Int128[] Powers = MakePowers();

    public static Int128 Read(ReadOnlySpan<byte> bytes) => bytes.Length == sizeof(long)
        ? BinaryPrimitives.ReadInt64LittleEndian(bytes)
        : BinaryPrimitives.ReadInt128LittleEndian(bytes);

    public static void Write(Int128 unscaled, Span<byte> bytes)
    {
        if (bytes.Length == sizeof(long))
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, checked((long)unscaled));
        }
        else
        {
            BinaryPrimitives.WriteInt128LittleEndian(bytes, unscaled);
        }
    }

    /// <exception cref="OverflowException">The value has more digits than the type.</exception>
    public static Int128 Unscaled(decimal value, int precision, int scale)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        UInt128 magnitude = new((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return Rescale((Int128)magnitude, (parts[3] >> 16) & 0xFF, precision, scale, decimal.IsNegative(value));
    }

    /// <exception cref="OverflowException">The value has more digits than the type.</exception>
    public static Int128 Unscaled(string value, int precision, int scale)
    {
        ReadOnlySpan<char> text = value.AsSpan().Trim();
        bool negative = text.StartsWith('-');
        text = negative || text.StartsWith('+') ? text[1..] : text;
        int point = text.IndexOf('.');
        string digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        Int128 magnitude = Int128.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return Rescale(magnitude, point < 0 ? 0 : text.Length - point - 1, precision, scale, negative);
    }

    public static Int128 Unscaled(SqlDecimal value, int precision, int scale)
    {
        int[] parts = value.Data;
        UInt128 magnitude = new(
            ((ulong)(uint)parts[3] << 32) | (uint)parts[2],
            ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return Rescale((Int128)magnitude, value.Scale, precision, scale, !value.IsPositive);
    }

    /// <exception cref="OverflowException">The value does not fit into 96 bits.</exception>
    public static decimal ToDecimal(Int128 unscaled, int scale)
    {
        UInt128 magnitude = (UInt128)Int128.Abs(unscaled);
        while (magnitude >> 96 != 0 && scale > 0)
        {
            magnitude = (magnitude + 5) / 10;
            scale--;
        }

        if (magnitude >> 96 != 0)
        {
            throw new OverflowException("the value does not fit into a System.Decimal");
        }

        ulong low = (ulong)magnitude;
        return new decimal((int)low, (int)(low >> 32), (int)(uint)(magnitude >> 64), unscaled < 0, (byte)scale);
    }

    public static SqlDecimal ToSqlDecimal(Int128 unscaled, int precision, int scale)
    {
        UInt128 magnitude = (UInt128)Int128.Abs(unscaled);
        ulong low = (ulong)magnitude;
        ulong high = (ulong)(magnitude >> 64);
        return new SqlDecimal((byte)precision, (byte)scale, unscaled >= 0, (int)low, (int)(low >> 32), (int)high, (int)(high >> 32));
    }

    public static string ToText(Int128 unscaled, int scale)
    {
        string digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        string sign = unscaled < 0 ? "-" : "";
        return scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static Int128 Rescale(Int128 magnitude, int fromScale, int precision, int scale, bool negative)
    {
        if (fromScale > scale)
        {
            throw new OverflowException($"{fromScale} decimal places are more than the {scale} of the column");
        }

        Int128 scaled = checked(magnitude * Powers[scale - fromScale]);
        if (scaled >= Powers[precision])
        {
            throw new OverflowException($"the value has more than the {precision} digits of the column");
        }

        return negative ? -scaled : scaled;
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
