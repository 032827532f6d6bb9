using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>TIMESTAMP and TIMESTAMP_LTZ: strings.</summary>
internal sealed class TimestampReader(FixedColumnBuilder<long> column, TimestampStyle style) : ColumnReader(column)
{
    private const int DateLength = 10;

    private readonly bool _zoned = column.Type is SqlType.TimestampLtz;
    private readonly long _ticksPerSecond = column.Type.TicksPerSecond();
    private readonly int _precision = column.Type.FractionDigits();
    private readonly long _ticksPerFraction = column.Type.TicksPerSecond() / PowersOfTen.Longs[column.Type.FractionDigits()];

    // Records that follow each other mostly have the same date: its first eight characters, its last three and the separator, and the
    // ticks at its start.
    private ulong _dateHead;
    private uint _dateTail;
    private long _dateTicks;

    protected override bool ReadValue(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Current != '"')
            return Refuse(ref cursor);
        if (!cursor.TakeText(out var content))
            return false;
        if (!TemporalText.TryParseTimestamp(content, style, _zoned, _ticksPerSecond, _precision, out var ticks))
            return Mismatch(ref cursor, start);
        column.Append(ticks);
        RememberDate(content);
        return true;
    }

    /// <summary>Reads <c>"2024-01-02 03:04:05.123"</c> of the date of the last value, in which only the time is looked at.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override int TryReadUsual(ref byte text, int position, int length)
    {
        ref var value = ref Unsafe.Add(ref text, position);
        if (value != '"' || Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref value, 1)) != _dateHead
            || Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref value, 8)) != _dateTail)
        {
            return -1;
        }

        // 03:04:05 as eight bytes: every third is a colon, the others are digits.
        var digits = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref value, DateLength + 2)) ^ 0x30303A30303A3030UL;
        if ((((digits + 0x7676007676007676UL) | digits) & 0x8080FF8080FF8080UL) != 0)
            return -1;
        var hour = (int)(((digits & 0xFF) * 10) + (digits >> 8 & 0xFF));
        var minute = (int)(((digits >> 24 & 0xFF) * 10) + (digits >> 32 & 0xFF));
        var second = (int)(((digits >> 48 & 0xFF) * 10) + (digits >> 56));
        if (hour > 23 || minute > 59 || second > 59)
            return -1;
        var at = DateLength + 2 + 8;
        var fraction = 0L;
        if (Unsafe.Add(ref value, at) == '.')
        {
            var eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref value, ++at));
            var count = NumberScan.LeadingDigits(eight);
            if (count == 0)
                return -1;
            fraction = NumberScan.Digits(eight, count);
            at += count;
            if (count == 8 && (uint)(Unsafe.Add(ref value, at) - '0') <= 9)
            {
                fraction = (fraction * 10) + (Unsafe.Add(ref value, at++) - '0');
                count = 9;
            }

            fraction = count <= _precision ? fraction * PowersOfTen.Longs[_precision - count] : fraction / PowersOfTen.Longs[count - _precision];
        }

        if (_zoned && Unsafe.Add(ref value, at++) != 'Z')
            return -1;
        if (Unsafe.Add(ref value, at) != '"' || position + at >= length)
            return -1;
        column.Append(_dateTicks + ((((hour * 60) + minute) * 60L + second) * _ticksPerSecond) + (fraction * _ticksPerFraction));
        return position + at + 1;
    }

    // Only days that lie wholly in the range: then no time of the day overflows.
    private void RememberDate(ReadOnlySpan<byte> content)
    {
        if (content.Length <= DateLength || !TemporalText.TryParseDate(content[..DateLength], out var day))
            return;
        var ticks = (Int128)day * 86_400 * _ticksPerSecond;
        if (ticks < long.MinValue || ticks > long.MaxValue - (86_400 * _ticksPerSecond))
            return;
        _dateHead = MemoryMarshal.Read<ulong>(content);
        _dateTail = MemoryMarshal.Read<uint>(content[(DateLength - 3)..]);
        _dateTicks = (long)ticks;
    }
}
