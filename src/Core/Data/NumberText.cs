using System.Globalization;
using System.Numerics;

namespace StreamSql.Core.Data;

/// <summary>Writes numbers in ASCII as Java prints them, since that is what Flink's users compare with.</summary>
public static class NumberText
{
    /// <summary>Room that every number of this class finds enough.</summary>
    public const int MaxLength = 64;

    // From 10 to the -3rd up to below 10 to the 7th Java writes no exponent.
    private const int SmallestPlainExponent = -3;
    private const int LargestPlainExponent = 6;

    // BigDecimal does without exponent down to this exponent of its first digit.
    private const int SmallestPlainDecimalExponent = -6;

    /// <returns>Bytes written.</returns>
    public static int Write(long value, Span<byte> target)
    {
        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>The shortest digits that give the value back, as <c>Double.toString</c>: <c>1.0</c>, <c>1.0E10</c>, <c>NaN</c>, <c>-Infinity</c>.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(double value, Span<byte> target) => double.IsFinite(value) ? WriteFinite(value, target) : WriteNotFinite(value, target);

    /// <summary>The shortest digits that give the value back, as <c>Float.toString</c>.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(float value, Span<byte> target) => float.IsFinite(value) ? WriteFinite(value, target) : WriteNotFinite(value, target);

    /// <summary>A scaled integer with all its fraction digits: <c>-0.50</c>.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteDecimal(Int128 unscaled, int scale, Span<byte> target)
    {
        Span<byte> digits = stackalloc byte[40];
        Magnitude(unscaled).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        return WritePlain(digits[..count], scale, Int128.IsNegative(unscaled), target);
    }

    /// <summary>A scaled integer as <c>BigDecimal.toString</c>: with an exponent where more than five zeros would follow the point or the
    /// scale is negative.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteBigDecimal(Int128 unscaled, int scale, Span<byte> target)
    {
        Span<byte> buffer = stackalloc byte[40];
        Magnitude(unscaled).TryFormat(buffer, out var count, default, CultureInfo.InvariantCulture);
        var digits = buffer[..count];
        var exponent = count - 1 - scale;
        if (scale >= 0 && exponent >= SmallestPlainDecimalExponent)
            return WritePlain(digits, scale, Int128.IsNegative(unscaled), target);
        var output = new AsciiWriter(target);
        if (Int128.IsNegative(unscaled))
            output.Put('-');
        output.Put(digits[..1]);
        if (count > 1)
        {
            output.Put('.');
            output.Put(digits[1..]);
        }

        output.Put('E');
        if (exponent >= 0)
            output.Put('+');
        output.Put(exponent);
        return output.Length;
    }

    private static UInt128 Magnitude(Int128 value) => (UInt128)(value < 0 ? unchecked(-value) : value);

    private static int WritePlain(ReadOnlySpan<byte> digits, int scale, bool negative, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        if (negative)
            output.Put('-');
        var whole = digits.Length - scale;
        if (whole > 0)
            output.Put(digits[..whole]);
        else
            output.Put('0');
        if (scale > 0)
        {
            output.Put('.');
            output.Put('0', Math.Max(0, -whole));
            output.Put(digits[Math.Max(0, whole)..]);
        }

        return output.Length;
    }

    private static int WriteFinite<T>(T value, Span<byte> target) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        var digits = new ShortestDigits(text[..length]);
        if (digits.Count == 1)
        {
            // Where one digit is enough Java takes two if they are nearer: 4.9E-324.
            value.TryFormat(text, out length, "E1", CultureInfo.InvariantCulture);
            digits = new ShortestDigits(text[..length]);
        }

        return digits.Write(T.IsNegative(value), target);
    }

    private static int WriteNotFinite(double value, Span<byte> target)
    {
        var text = double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;
        text.CopyTo(target);
        return text.Length;
    }

    /// <summary>The digits of a number without zeros at either end, and where its point is.</summary>
    private readonly ref struct ShortestDigits
    {
        private readonly ReadOnlySpan<byte> _digits;

        // Of the first digit: 0 for 1.0, -1 for 0.1.
        private readonly int _exponent;

        /// <param name="text">As .NET writes it; becomes the digits.</param>
        public ShortestDigits(Span<byte> text)
        {
            var (count, point, exponent) = (0, -1, 0);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '.')
                {
                    point = count;
                }
                else if (text[i] == 'E')
                {
                    exponent = int.Parse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                    break;
                }
                else if (text[i] != '-')
                {
                    text[count++] = text[i];
                }
            }

            _exponent = exponent + (point < 0 ? count : point) - 1;
            var digits = text[..count];
            while (digits.Length > 1 && digits[0] == '0')
            {
                digits = digits[1..];
                _exponent--;
            }

            while (digits.Length > 1 && digits[^1] == '0')
                digits = digits[..^1];
            if (digits[0] == '0')
                _exponent = 0;
            _digits = digits;
        }

        public int Count => _digits.Length;

        public int Write(bool negative, Span<byte> target)
        {
            var output = new AsciiWriter(target);
            if (negative)
                output.Put('-');
            switch (_exponent)
            {
                case < SmallestPlainExponent or > LargestPlainExponent:
                    PutWithPoint(ref output, 1);
                    output.Put('E');
                    output.Put(_exponent);
                    break;
                case < 0:
                    output.Put('0');
                    output.Put('.');
                    output.Put('0', -_exponent - 1);
                    output.Put(_digits);
                    break;
                default:
                    PutWithPoint(ref output, _exponent + 1);
                    break;
            }

            return output.Length;
        }

        private void PutWithPoint(ref AsciiWriter output, int whole)
        {
            output.Put(_digits[..Math.Min(whole, _digits.Length)]);
            output.Put('0', Math.Max(0, whole - _digits.Length));
            output.Put('.');
            if (_digits.Length > whole)
                output.Put(_digits[whole..]);
            else
                output.Put('0');
        }
    }
}
