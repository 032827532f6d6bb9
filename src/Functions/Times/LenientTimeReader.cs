using StreamSql.Core.Data;

namespace StreamSql.Functions.Times;

/// <summary>Reads a text by a pattern of <see cref="PatternDialect.SimpleDateFormat"/>: any number of digits, any numbers, and anything
/// after the end.</summary>
internal ref struct LenientTimeReader
{
    private const int MaxDigits = 10;
    private const int FirstOfTwoDigits = 1946;

    private ReadOnlySpan<byte> _text;
    private ParsedTime _time = new();

    private LenientTimeReader(ReadOnlySpan<byte> text) => _text = text;

    /// <param name="millis">Of the wall clock since 1970-01-01 00:00.</param>
    /// <param name="offset">Seconds that the text says its clock is ahead of UTC, if it says so.</param>
    public static bool TryRead(TimePattern pattern, ReadOnlySpan<byte> text, out long millis, out int? offset)
    {
        var reader = new LenientTimeReader(text);
        (millis, offset) = (0, null);
        for (var i = 0; i < pattern.Parts.Length; i++)
        {
            if (!reader.ReadPart(pattern.Parts[i], beforeDigits: i + 1 < pattern.Parts.Length && pattern.Parts[i + 1].IsNumeric))
                return false;
        }

        (millis, offset) = (reader._time.ResolveLeniently(), reader._time.Offset);
        return true;
    }

    private bool ReadPart(PatternPart part, bool beforeDigits)
    {
        if (part.Field == PatternField.Literal)
            return TakeWord(part.Text, ignoreCase: false);
        _text = _text.TrimStart(" \t"u8);
        switch (part.Field)
        {
            case PatternField.Era:
                return TakeWord("AD"u8, ignoreCase: true);
            case PatternField.Month when part.Count >= 3:
                _time.Month = TimeNames.TakeMonth(ref _text, full: true, ignoreCase: true);
                if (_time.Month == 0)
                    _time.Month = TimeNames.TakeMonth(ref _text, full: false, ignoreCase: true);
                return _time.Month > 0;
            case PatternField.DayOfWeekName:
                return TimeNames.TakeDay(ref _text, full: true, ignoreCase: true) > 0 || TimeNames.TakeDay(ref _text, full: false, ignoreCase: true) > 0;
            case PatternField.AmPm:
                _time.Half = TimeNames.StartsWith(_text, "PM"u8, ignoreCase: true) ? 1 : 0;
                return TakeWord(_time.Half == 1 ? "PM"u8 : "AM"u8, ignoreCase: true);
            case PatternField.Offset or PatternField.IsoOffset:
                if (!OffsetText.TryTake(ref _text, out var offset))
                    return false;
                _time.Offset = offset;
                return true;
            default:
                return TakeNumber(part, beforeDigits, out var number, out var digits) && Put(part, number, digits);
        }
    }

    private bool TakeWord(ReadOnlySpan<byte> word, bool ignoreCase)
    {
        if (!TimeNames.StartsWith(_text, word, ignoreCase))
            return false;
        _text = _text[word.Length..];
        return true;
    }

    // Numbers have the digits that the text has, unless another number follows at once.
    private bool TakeNumber(PatternPart part, bool beforeDigits, out long number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < _text.Length && digits < (beforeDigits ? part.Count : MaxDigits) && char.IsAsciiDigit((char)_text[digits]))
            number = (number * 10) + _text[digits++] - '0';
        _text = _text[digits..];
        return digits > 0 && (!beforeDigits || digits == part.Count);
    }

    private bool Put(PatternPart part, long number, int digits)
    {
        switch (part.Field)
        {
            case PatternField.YearOfEra:
                (_time.Year, _time.HasYear) = (part.Count <= 2 && digits == 2 ? InCentury(number) : number, true);
                break;
            case PatternField.Month:
                _time.Month = number;
                break;
            case PatternField.DayOfMonth:
                _time.Day = number;
                break;
            case PatternField.DayOfYear:
                _time.DayOfYear = number;
                break;
            case PatternField.Hour:
                _time.Hour = number;
                break;
            case PatternField.Hour1To24:
                _time.Hour = number == 24 ? 0 : number;
                break;
            case PatternField.HourOfHalf:
                _time.HourOfHalf = number;
                break;
            case PatternField.Hour1To12:
                _time.HourOfHalf = number == 12 ? 0 : number;
                break;
            case PatternField.Minute:
                _time.Minute = number;
                break;
            case PatternField.Second:
                _time.Second = number;
                break;
            case PatternField.Millisecond:
                _time.Nanos = number * 1_000_000;
                break;
        }

        return true;
    }

    // Java counts from 80 years ago; a result that changes from year to year is of no use here.
    private static long InCentury(long twoDigits) => FirstOfTwoDigits + Calendar.FloorModulo(twoDigits - FirstOfTwoDigits, 100);
}
