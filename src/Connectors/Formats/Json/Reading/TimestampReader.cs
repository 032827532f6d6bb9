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
    private readonly byte _separator = style == TimestampStyle.Sql ? (byte)' ' : (byte)'T';
    private readonly long _fractionUnit = PowersOfTen.Longs[9 - column.Type.FractionDigits()];
    private readonly long _nanosPerTick = 1_000_000_000 / column.Type.TicksPerSecond();

    // Records that follow each other mostly have the same date: its characters, and the ticks at its start.
    private readonly byte[] _date = new byte[DateLength];
    private long _dateTicks;

    protected override bool ReadValue(ref JsonCursor cursor)
    {
        if (TryReadSameDate(ref cursor))
            return true;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadSameDate(ref JsonCursor cursor)
    {
        // Quote, date, separator, eight characters of time, point, nine digits, zone and quote.
        const int longest = 1 + DateLength + 1 + 8 + 1 + 9 + 1 + 1;
        var text = cursor.Text[cursor.Position..];
        if (text.Length < longest || text[0] != '"' || text[1 + DateLength] != _separator || !text.Slice(1, DateLength).SequenceEqual(_date))
            return false;
        ref var time = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), DateLength + 2);
        // 03:04:05 as eight bytes: every third is a colon, the others are digits.
        var digits = Unsafe.ReadUnaligned<ulong>(ref time) ^ 0x30303A30303A3030UL;
        if ((((digits + 0x7676007676007676UL) | digits) & 0x8080FF8080FF8080UL) != 0)
            return false;
        var hour = (int)(((digits & 0xFF) * 10) + (digits >> 8 & 0xFF));
        var minute = (int)(((digits >> 24 & 0xFF) * 10) + (digits >> 32 & 0xFF));
        var second = (int)(((digits >> 48 & 0xFF) * 10) + (digits >> 56));
        if (hour > 23 || minute > 59 || second > 59)
            return false;
        var length = DateLength + 2 + 8;
        var nanos = 0L;
        if (text[length] == '.')
        {
            length++;
            var first = length;
            while (length < first + 9 && (uint)(text[length] - '0') <= 9)
                nanos = (nanos * 10) + (text[length++] - '0');
            if (length == first)
                return false;
            nanos *= PowersOfTen.Longs[9 - (length - first)];
            nanos -= nanos % _fractionUnit;
        }

        if (_zoned && text[length++] != 'Z')
            return false;
        if (text[length] != '"')
            return false;
        column.Append(_dateTicks + ((((hour * 60) + minute) * 60L + second) * _ticksPerSecond) + (nanos / _nanosPerTick));
        cursor.Position += length + 1;
        return true;
    }

    // Only days that lie wholly in the range: then no time of the day overflows.
    private void RememberDate(ReadOnlySpan<byte> content)
    {
        if (content.Length < DateLength || !TemporalText.TryParseDate(content[..DateLength], out var day))
            return;
        var ticks = (Int128)day * 86_400 * _ticksPerSecond;
        if (ticks < long.MinValue || ticks > long.MaxValue - (86_400 * _ticksPerSecond))
            return;
        content[..DateLength].CopyTo(_date);
        _dateTicks = (long)ticks;
    }
}
