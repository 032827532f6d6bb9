namespace StreamSql.Functions.Times;

/// <summary>Reads a text by a pattern of <see cref="PatternDialect.DateTimeFormatter"/>: the whole text, with exactly the digits that the
/// letters say.</summary>
internal ref struct StrictTimeReader
{
    private const int MaxDigits = 19;

    private readonly PatternPart[] _parts;
    private ReadOnlySpan<byte> _text;
    private ParsedTime _time = new();

    private StrictTimeReader(PatternPart[] parts, ReadOnlySpan<byte> text)
    {
        _parts = parts;
        _text = text;
    }

    /// <param name="seconds">Of the wall clock since 1970-01-01 00:00; fields that the pattern lacks are those of 1970-01-01 00:00:00.</param>
    public static bool TryRead(TimePattern pattern, ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        (seconds, nanos) = (0, 0);
        var reader = new StrictTimeReader(pattern.Parts, text);
        return reader.ReadParts(0, pattern.Parts.Length) && reader._text.IsEmpty && reader._time.TryResolve(out seconds, out nanos);
    }

    private bool ReadParts(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var part = _parts[i];
            if (part.Field == PatternField.OptionalStart)
            {
                var close = EndOfOptional(i);
                var text = _text;
                var time = _time;
                if (!ReadParts(i + 1, close))
                {
                    _text = text;
                    _time = time;
                }

                i = close;
            }
            else if (part.Field != PatternField.OptionalEnd && !ReadPart(part, i, end))
            {
                return false;
            }
        }

        return true;
    }

    private readonly int EndOfOptional(int start)
    {
        var depth = 0;
        for (var i = start; i < _parts.Length; i++)
        {
            depth += _parts[i].Field switch { PatternField.OptionalStart => 1, PatternField.OptionalEnd => -1, _ => 0 };
            if (depth == 0)
                return i;
        }

        return _parts.Length;
    }

    private bool ReadPart(PatternPart part, int index, int end)
    {
        switch (part.Field)
        {
            case PatternField.Literal:
                return TakeWord(part.Text);
            case PatternField.Era:
                return TakeWord(part.Count > 3 ? "Anno Domini"u8 : "AD"u8);
            case PatternField.Month when part.Count >= 3:
                _time.Month = TimeNames.TakeMonth(ref _text, full: part.Count > 3, ignoreCase: false);
                return _time.Month > 0;
            case PatternField.DayOfWeekName:
                _time.DayOfWeek = TimeNames.TakeDay(ref _text, full: part.Count > 3, ignoreCase: false);
                return _time.DayOfWeek > 0;
            case PatternField.AmPm:
                _time.Half = TimeNames.StartsWith(_text, "PM"u8, ignoreCase: false) ? 1 : 0;
                return TakeWord(_time.Half == 1 ? "PM"u8 : "AM"u8);
            case PatternField.IsoOffset or PatternField.IsoOffsetWithoutZ or PatternField.Offset:
                if (!OffsetText.TryTake(ref _text, out var offset))
                    return false;
                _time.Offset = offset;
                return true;
            default:
                return TakeNumber(part, index, end, out var number) && Put(part, number);
        }
    }

    private bool TakeWord(ReadOnlySpan<byte> word)
    {
        if (!_text.StartsWith(word))
            return false;
        _text = _text[word.Length..];
        return true;
    }

    // A number of any length leaves to the fixed ones that follow at once what they need.
    private bool TakeNumber(PatternPart part, int index, int end, out long number)
    {
        number = 0;
        var isYear = part.Field is PatternField.YearOfEra or PatternField.Year;
        var isFixed = IsFixed(part);
        var reserved = 0;
        for (var next = index + 1; !isFixed && next < end && IsFixed(_parts[next]); next++)
            reserved += _parts[next].Count;
        var sign = !isFixed && !_text.IsEmpty && _text[0] is (byte)'+' or (byte)'-' ? _text[0] : (byte)0;
        if (sign == '+' && !(isYear && part.Count >= 4))
            return false;
        var text = sign == 0 ? _text : _text[1..];
        var digits = 0;
        while (digits < text.Length && digits < (isFixed ? part.Count : MaxDigits + reserved) && char.IsAsciiDigit((char)text[digits]))
            digits++;
        if (!isFixed)
            digits = Math.Min(MaxDigits - 1, Math.Max(Math.Min(part.Count, digits), digits - reserved));
        var exact = isFixed || (isYear && part.Count >= 4 && sign == 0);
        if (digits < part.Count || (exact && digits > part.Count) || (sign == '+' && digits <= part.Count))
            return false;
        foreach (var digit in text[..digits])
            number = (number * 10) + digit - '0';
        if (sign == '-')
            number = -number;
        _text = text[digits..];
        return true;
    }

    // With one letter, and in years of other than two, the text says how many digits there are.
    private static bool IsFixed(PatternPart part) =>
        part.IsNumeric && (part.Field == PatternField.Fraction || part.Count == 2 || part is { Field: PatternField.DayOfYear, Count: 3 });

    private bool Put(PatternPart part, long number)
    {
        if (number < 0 && part.Field != PatternField.Year)
            return false;
        switch (part.Field)
        {
            case PatternField.YearOfEra or PatternField.Year:
                (_time.Year, _time.HasYear) = (part.Count == 2 ? 2000 + number : number, true);
                return part.Field == PatternField.Year || _time.Year > 0;
            case PatternField.Month:
                _time.Month = number;
                return true;
            case PatternField.DayOfMonth:
                _time.Day = number;
                return true;
            case PatternField.DayOfYear:
                _time.DayOfYear = number;
                return true;
            case PatternField.Hour:
                _time.Hour = number;
                return true;
            case PatternField.Hour1To24:
                _time.Hour = number % 24;
                return number is > 0 and <= 24;
            case PatternField.HourOfHalf:
                _time.HourOfHalf = number;
                return true;
            case PatternField.Hour1To12:
                _time.HourOfHalf = number % 12;
                return number is > 0 and <= 12;
            case PatternField.Minute:
                _time.Minute = number;
                return true;
            case PatternField.Second:
                _time.Second = number;
                return true;
            case PatternField.Fraction:
                for (var i = part.Count; i < 9; i++)
                    number *= 10;
                _time.Nanos = number;
                return true;
            case PatternField.NanoOfSecond:
                _time.Nanos = number;
                return number < 1_000_000_000;
            default:
                // Weeks, quarters and the like say nothing that a date needs.
                return true;
        }
    }
}
