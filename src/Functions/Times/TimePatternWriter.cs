using System.Diagnostics;
using System.Globalization;
using StreamSql.Core.Data;
using Calendar = StreamSql.Core.Data.Calendar;

namespace StreamSql.Functions.Times;

/// <summary>Formats wall clocks by a pattern.</summary>
internal ref struct TimePatternWriter
{
    private const int SecondsPerDay = 86_400;

    private readonly TimePattern _pattern;
    private readonly Span<byte> _target;
    private readonly long _day;
    private readonly CivilDate _date;
    private readonly int _second;
    private readonly int _nanos;
    private readonly int _offset;
    private int _length;

    private TimePatternWriter(TimePattern pattern, long seconds, int nanos, int offset, Span<byte> target)
    {
        _target = target;
        (_pattern, _nanos, _offset) = (pattern, nanos, offset);
        _day = Calendar.FloorDivide(seconds, SecondsPerDay);
        _second = (int)Calendar.FloorModulo(seconds, SecondsPerDay);
        _date = CivilDate.FromEpochDay(_day);
    }

    /// <param name="seconds">Of the wall clock since 1970-01-01 00:00.</param>
    /// <param name="nanos">Of the second.</param>
    /// <param name="offset">Seconds that the wall clock is ahead of UTC.</param>
    /// <param name="target">Of at least <see cref="TimePattern.MaxLength"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(TimePattern pattern, long seconds, int nanos, int offset, Span<byte> target)
    {
        var writer = new TimePatternWriter(pattern, seconds, nanos, offset, target);
        foreach (var part in pattern.Parts)
            writer.Put(part);
        return writer._length;
    }

    private void Put(PatternPart part)
    {
        switch (part.Field)
        {
            case PatternField.Literal:
                Put(part.Text);
                break;
            case PatternField.OptionalStart or PatternField.OptionalEnd:
                break;
            case PatternField.Era:
                Put((_date.Year > 0, part.Count > 3) switch
                {
                    (true, false) => "AD"u8,
                    (true, true) => "Anno Domini"u8,
                    (false, false) => "BC"u8,
                    (false, true) => "Before Christ"u8,
                });
                break;
            case PatternField.YearOfEra:
                PutYear(_date.Year > 0 ? _date.Year : 1 - _date.Year, part.Count);
                break;
            case PatternField.Year:
                PutYear(_date.Year, part.Count);
                break;
            case PatternField.WeekYear:
                PutYear(Week().Year, part.Count);
                break;
            case PatternField.Month when part.Count >= 3:
                Put(TimeNames.Month(_date.Month, full: part.Count > 3));
                break;
            case PatternField.Quarter when part.Count >= 3:
                PutQuarter(full: part.Count > 3);
                break;
            case PatternField.DayOfWeekName:
                Put(TimeNames.Day(Calendar.IsoDayOfWeek(_day), full: part.Count > 3));
                break;
            case PatternField.AmPm:
                Put(_second < SecondsPerDay / 2 ? "AM"u8 : "PM"u8);
                break;
            case PatternField.Fraction:
                PutNumber(_nanos / PowerOf10(9 - part.Count), part.Count);
                break;
            case PatternField.Offset or PatternField.IsoOffset or PatternField.IsoOffsetWithoutZ:
                PutOffset(part);
                break;
            default:
                PutNumber(Number(part.Field), part.Count);
                break;
        }
    }

    private readonly long Number(PatternField field)
    {
        var hour = _second / 3600;
        return field switch
        {
            PatternField.Quarter => (_date.Month + 2) / 3,
            PatternField.Month => _date.Month,
            PatternField.WeekOfYear => Week().Number,
            PatternField.DayOfMonth => _date.Day,
            PatternField.DayOfYear => Calendar.DayOfYear(_day),
            PatternField.DayOfWeek => Calendar.IsoDayOfWeek(_day),
            PatternField.Hour => hour,
            PatternField.Hour1To24 => hour == 0 ? 24 : hour,
            PatternField.HourOfHalf => hour % 12,
            PatternField.Hour1To12 => hour % 12 == 0 ? 12 : hour % 12,
            PatternField.Minute => _second / 60 % 60,
            PatternField.Second => _second % 60,
            PatternField.Millisecond => _nanos / 1_000_000,
            PatternField.NanoOfSecond => _nanos,
            PatternField.MilliOfDay => (_second * 1000L) + (_nanos / 1_000_000),
            _ => throw new UnreachableException(field.ToString()),
        };
    }

    // Weeks of the United States begin on Sunday, and the first is the one with 1 January.
    private readonly (int Year, int Number) Week()
    {
        var sunday = _day - (Calendar.IsoDayOfWeek(_day) % 7);
        var year = CivilDate.FromEpochDay(sunday + 6).Year;
        var newYear = new CivilDate(year, 1, 1).ToEpochDay();
        return (year, (int)((sunday + 6 - newYear) / 7) + 1);
    }

    private void PutYear(int year, int count)
    {
        if (count == 2)
        {
            PutNumber(Calendar.FloorModulo(year, 100), 2);
            return;
        }

        // DateTimeFormatter says with a sign that there are more digits than letters.
        if (year < 0)
            Put("-"u8);
        else if (_pattern.Dialect == PatternDialect.DateTimeFormatter && count >= 4 && year >= PowerOf10(Math.Min(count, 9)))
            Put("+"u8);
        PutNumber(Math.Abs((long)year), count);
    }

    private void PutQuarter(bool full)
    {
        var quarter = (_date.Month + 2) / 3;
        if (!full)
            Put("Q"u8);
        PutNumber(quarter, 1);
        if (full)
            Put(quarter switch { 1 => "st quarter"u8, 2 => "nd quarter"u8, 3 => "rd quarter"u8, _ => "th quarter"u8 });
    }

    private void PutOffset(PatternPart part)
    {
        if (_offset == 0 && part.Field == PatternField.IsoOffset)
        {
            Put("Z"u8);
            return;
        }

        Put(_offset < 0 ? "-"u8 : "+"u8);
        var minutes = Math.Abs(_offset) / 60;
        PutNumber(minutes / 60, 2);
        if (part.Field != PatternField.Offset && part.Count == 3)
            Put(":"u8);
        if (part.Field == PatternField.Offset || part.Count > 1 || minutes % 60 != 0)
            PutNumber(minutes % 60, 2);
    }

    private void PutNumber(long number, int digits)
    {
        var rest = _target[_length..];
        var start = 0;
        for (var bound = 10L; start < digits - 1; bound = bound > long.MaxValue / 10 ? long.MaxValue : bound * 10)
        {
            if (number >= bound)
                digits--;
            else
                rest[start++] = (byte)'0';
        }

        number.TryFormat(rest[start..], out var written, default, CultureInfo.InvariantCulture);
        _length += start + written;
    }

    private void Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_target[_length..]);
        _length += text.Length;
    }

    private static long PowerOf10(int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
