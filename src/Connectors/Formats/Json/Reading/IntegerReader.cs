using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Whole numbers, or strings with a whole number.</summary>
/// <param name="fractions">Whether a number with a fraction is cut to a whole one, which Flink does for INT and BIGINT alone.</param>
/// <param name="unit">What one of the numbers written is in the column: intervals are written in milliseconds.</param>
internal sealed class IntegerReader<T>(FixedColumnBuilder<T> column, bool fractions, long unit = 1) : ColumnReader(column)
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>Up to 16 digits, followed by what a compact JSON text has after a number.</summary>
    public override int TryReadUsual(ref byte text, int position, int length) => TryReadHere(ref text, position, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TryReadHere(ref byte text, int position, int length)
    {
        // A branch, not arithmetic: it can be predicted, and then nothing has to wait for it.
        var negative = Unsafe.Add(ref text, position) == '-';
        if (negative)
            position++;
        ref var first = ref Unsafe.Add(ref text, position);
        var count = NumberScan.LeadingDigits(Unsafe.ReadUnaligned<ulong>(ref first));
        if (count == 8)
            count += NumberScan.LeadingDigits(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, 8)));
        var value = NumberScan.Digits(Vector128.LoadUnsafe(ref first), count);
        return count > 0 && position + count < length && Unsafe.Add(ref first, count) is (byte)',' or (byte)'}' or (byte)']'
            && (first != '0' || count == 1) && TryAppend(negative ? -value : value)
            ? position + count
            : -1;
    }

    protected override bool ReadValue(ref JsonCursor cursor)
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
        if (unit != 1 && !TryScale(ref value))
            return false;
        var converted = T.CreateTruncating(value);
        if (long.CreateTruncating(converted) != value)
            return false;
        column.Append(converted);
        return true;
    }

    private bool TryScale(ref long value)
    {
        if (value > long.MaxValue / unit || value < long.MinValue / unit)
            return false;
        value *= unit;
        return true;
    }
}
