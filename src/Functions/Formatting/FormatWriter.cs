using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using Vector = StreamSql.Core.Data.Vector;

namespace StreamSql.Functions.Formatting;

/// <summary>Writes one value by a conversion.</summary>
internal static class FormatWriter
{
    private const int MaxNumber = 512;
    private const int MicrosPerMillisecond = 1000;

    /// <summary>Whether a value counts as a whole number: of units, days, milliseconds or months, as Flink has it.</summary>
    public static bool IsWhole(SqlType type) => type.IsInteger() || type.IsInterval() || type is SqlType.Date or SqlType.Time;

    /// <summary><see langword="false"/> if the conversion is not one of the value's type.</summary>
    public static bool Write(FormatPiece piece, Vector values, int row, ArrayBufferWriter<byte> target)
    {
        var isNull = values.IsNull(row);
        row = values.IsConstant ? 0 : row;
        switch (piece.Conversion)
        {
            case 's' or 'S':
                Pad(piece, Shorten(piece, isNull ? "null"u8 : Plain(values, row)), target);
                return true;
            case 'b' or 'B':
                Pad(piece, Shorten(piece, isNull || (values.Type is SqlType.Boolean && !Bitmap.Get(values.Values.Span, row)) ? "false"u8 : "true"u8), target);
                return true;
        }

        if (isNull)
        {
            Pad(piece, "null"u8, target);
            return true;
        }

        return piece.Conversion switch
        {
            'd' or 'x' or 'X' or 'o' => IsWhole(values.Type) && Whole(piece, Integer(values, row), values.Physical.Width(), target),
            'f' => (values.Type.IsApproximate() || values.Type is SqlType.Decimal) && Fraction(piece, values, row, target),
            'e' or 'E' => values.Type.IsApproximate() && Scientific(piece, Approximate(values, row), target),
            _ => Character(piece, values, row, target),
        };
    }

    private static bool Whole(FormatPiece piece, long value, int width, ArrayBufferWriter<byte> target)
    {
        if (piece.Precision >= 0)
            return false;
        if (piece.Conversion == 'd')
        {
            Number(piece, value < 0, BigInteger.Abs(value).ToString(piece.Has(FormatFlags.Thousands) ? "N0" : "D", CultureInfo.InvariantCulture), target);
            return true;
        }

        // Negative numbers show their bits.
        var bits = (ulong)value & (width == sizeof(long) ? ulong.MaxValue : (1UL << (width * 8)) - 1);
        var digits = piece.Conversion == 'o' ? Convert.ToString((long)bits, 8) : bits.ToString(piece.Conversion == 'x' ? "x" : "X", CultureInfo.InvariantCulture);
        Number(piece, isNegative: false, digits, target);
        return true;
    }

    private static bool Fraction(FormatPiece piece, Vector values, int row, ArrayBufferWriter<byte> target)
    {
        var format = (piece.Has(FormatFlags.Thousands) ? "N" : "F") + (piece.Precision < 0 ? 6 : piece.Precision).ToString(CultureInfo.InvariantCulture);
        if (values.Type is SqlType.Decimal type)
        {
            Number(piece, new DecimalReader(values)[row] < 0, Digits(new DecimalReader(values)[row], type.Scale, piece), target);
            return true;
        }

        var value = Approximate(values, row);
        if (double.IsFinite(value))
            Number(piece, double.IsNegative(value), Math.Abs(value).ToString(format, CultureInfo.InvariantCulture), target);
        else
            Pad(piece, double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8, target);
        return true;
    }

    // Rounded half up to the precision.
    private static string Digits(Int128 unscaled, int scale, FormatPiece piece)
    {
        var precision = piece.Precision < 0 ? 6 : piece.Precision;
        var value = BigInteger.Abs(unscaled);
        var shift = precision - scale;
        value = shift >= 0 ? value * BigInteger.Pow(10, shift) : (value * 2 / BigInteger.Pow(10, -shift) + 1) / 2;
        var digits = value.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        var whole = BigInteger.Parse(digits[..^precision], CultureInfo.InvariantCulture).ToString(piece.Has(FormatFlags.Thousands) ? "N0" : "D", CultureInfo.InvariantCulture);
        return precision == 0 ? whole : $"{whole}.{digits[^precision..]}";
    }

    private static bool Scientific(FormatPiece piece, double value, ArrayBufferWriter<byte> target)
    {
        if (!double.IsFinite(value))
            return false;
        var format = "0." + new string('0', piece.Precision < 0 ? 6 : piece.Precision) + "e+00";
        var digits = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        Number(piece, double.IsNegative(value), piece.Conversion == 'E' ? digits.ToUpperInvariant() : digits, target);
        return true;
    }

    private static bool Character(FormatPiece piece, Vector values, int row, ArrayBufferWriter<byte> target)
    {
        if (!values.Type.IsInteger() || !Rune.TryCreate((int)Math.Clamp(Integer(values, row), int.MinValue, int.MaxValue), out var rune))
            return false;
        Span<byte> bytes = stackalloc byte[4];
        Pad(piece, bytes[..rune.EncodeToUtf8(bytes)], target);
        return true;
    }

    private static void Number(FormatPiece piece, bool isNegative, string digits, ArrayBufferWriter<byte> target)
    {
        var (before, behind) = (isNegative, piece.Has(FormatFlags.Parentheses)) switch
        {
            (true, true) => ("(", ")"),
            (true, false) => ("-", ""),
            _ => (piece.Has(FormatFlags.Plus) ? "+" : piece.Has(FormatFlags.Blank) ? " " : "", ""),
        };
        var zeros = piece.Has(FormatFlags.Zeros) ? Math.Max(0, piece.Width - before.Length - digits.Length - behind.Length) : 0;
        Pad(piece, Encoding.ASCII.GetBytes($"{before}{new string('0', zeros)}{digits}{behind}"), target);
    }

    private static ReadOnlySpan<byte> Shorten(FormatPiece piece, ReadOnlySpan<byte> text)
    {
        if (piece.Precision >= 0)
            text = text[..Utf8.Advance(text, 0, piece.Precision, out _)];
        return char.IsUpper(piece.Conversion) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToUpperInvariant()) : text;
    }

    private static void Pad(FormatPiece piece, ReadOnlySpan<byte> text, ArrayBufferWriter<byte> target)
    {
        var blanks = Math.Max(0, piece.Width - Utf8.Count(text));
        if (!piece.Has(FormatFlags.Left))
            Blanks(blanks, target);
        target.Write(text);
        if (piece.Has(FormatFlags.Left))
            Blanks(blanks, target);
    }

    private static void Blanks(int count, ArrayBufferWriter<byte> target)
    {
        target.GetSpan(Math.Max(1, count))[..count].Fill((byte)' ');
        target.Advance(count);
    }

    private static ReadOnlySpan<byte> Plain(Vector values, int row)
    {
        if (values.Type.IsCharacter())
            return values.Bytes(row);
        if (values.Type is SqlType.Boolean)
            return Bitmap.Get(values.Values.Span, row) ? "true"u8 : "false"u8;
        var text = new byte[MaxNumber];
        var length = values.Type switch
        {
            SqlType.Decimal t => NumberText.WriteDecimal(new DecimalReader(values)[row], t.Scale, text),
            SqlType.Float => NumberText.Write(values.Span<float>()[row], text),
            SqlType.Double => NumberText.Write(values.Span<double>()[row], text),
            SqlType.Timestamp or SqlType.TimestampLtz => TimeText.WriteTimestamp(values.Span<long>()[row], values.Type.TicksPerSecond(), text),
            _ => NumberText.Write(Integer(values, row), text),
        };
        return text.AsSpan(0, length);
    }

    private static double Approximate(Vector values, int row) => values.Type is SqlType.Float ? values.Span<float>()[row] : values.Span<double>()[row];

    private static long Integer(Vector values, int row) => values.Physical switch
    {
        PhysicalType.Int8 => values.Span<sbyte>()[row],
        PhysicalType.Int16 => values.Span<short>()[row],
        PhysicalType.Int32 => values.Span<int>()[row],
        _ when values.Type is SqlType.DayTimeInterval => values.Span<long>()[row] / MicrosPerMillisecond,
        _ => values.Span<long>()[row],
    };
}
