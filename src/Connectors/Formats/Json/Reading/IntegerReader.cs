using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Whole numbers, or strings with a whole number.</summary>
/// <param name="fractions">Whether a number with a fraction is cut to a whole one, which Flink does for INT and BIGINT alone.</param>
/// <param name="unit">What one of the numbers written is in the column: intervals are written in milliseconds.</param>
internal sealed class IntegerReader<T>(FixedColumnBuilder<T> column, bool fractions, long unit = 1) : ColumnReader(column)
    where T : unmanaged, IBinaryInteger<T>
{
    protected override bool ReadValue(ref JsonCursor cursor)
    {
        // Up to 16 digits, followed by what a compact JSON text has after a number.
        var text = cursor.Text;
        var start = cursor.Position;
        var negative = cursor.Current == '-' ? 1 : 0;
        var digits = start + negative;
        if (text.Length - digits >= 17)
        {
            ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), digits);
            var eight = Unsafe.ReadUnaligned<ulong>(ref first);
            var count = NumberScan.LeadingDigits(eight);
            if (count > 0)
            {
                long value = NumberScan.Digits(eight, count);
                if (count == 8)
                {
                    eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, 8));
                    var more = NumberScan.LeadingDigits(eight);
                    if (more > 0)
                        value = (value * PowersOfTen.Longs[more]) + NumberScan.Digits(eight, more);
                    count += more;
                }

                var next = Unsafe.Add(ref first, count);
                if (next is (byte)',' or (byte)'}' or (byte)']' && (first != '0' || count == 1))
                {
                    cursor.Position = digits + count;
                    return TryAppend(negative == 0 ? value : -value) || Mismatch(ref cursor, start);
                }
            }
        }

        return ReadSlowly(ref cursor);
    }

    private bool ReadSlowly(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        long value;
        if (cursor.Current == '"')
        {
            if (!cursor.TakeText(out var written))
                return false;
            return (NumberScan.TryParseInteger(FieldParser.Trim(written), out value) && TryAppend(value))
                || Mismatch(ref cursor, start);
        }

        if (cursor.Current != '-' && !char.IsAsciiDigit((char)cursor.Current))
            return Refuse(ref cursor);
        if (!cursor.TakeNumber(out var parts, out _))
            return false;
        return ((parts.IsInteger || fractions) && NumberScan.TryTruncate(parts, out value) && TryAppend(value))
            || Mismatch(ref cursor, start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAppend(long value)
    {
        if (unit != 1 && (value > long.MaxValue / unit || value < long.MinValue / unit))
            return false;
        value *= unit;
        var converted = T.CreateTruncating(value);
        if (long.CreateTruncating(converted) != value)
            return false;
        column.Append(converted);
        return true;
    }
}
