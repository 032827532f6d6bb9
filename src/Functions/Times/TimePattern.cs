using System.Text;

namespace StreamSql.Functions.Times;

/// <summary>Whose reading of a pattern counts: the two classes of Java that Flink's functions stand on differ in letters and in rigour.</summary>
internal enum PatternDialect
{
    /// <summary><c>java.time.format.DateTimeFormatter</c>: S are digits of a fraction, <c>[…]</c> is optional.</summary>
    DateTimeFormatter,

    /// <summary><c>java.text.SimpleDateFormat</c>: S are milliseconds, u is the day of the week.</summary>
    SimpleDateFormat,
}

/// <summary>What a letter of a pattern stands for.</summary>
internal enum PatternField
{
    Literal,
    OptionalStart,
    OptionalEnd,
    Era,
    YearOfEra,
    Year,
    WeekYear,
    Quarter,
    Month,
    WeekOfYear,
    DayOfMonth,
    DayOfYear,
    DayOfWeekName,
    DayOfWeek,
    AmPm,
    Hour,
    Hour1To24,
    HourOfHalf,
    Hour1To12,
    Minute,
    Second,
    Fraction,
    Millisecond,
    NanoOfSecond,
    MilliOfDay,
    Offset,
    IsoOffset,
    IsoOffsetWithoutZ,
}

/// <summary>A piece of a pattern.</summary>
/// <param name="Count">How often the letter was repeated.</param>
/// <param name="Text">What a literal says, else empty.</param>
internal sealed record PatternPart(PatternField Field, int Count, byte[] Text)
{
    /// <summary>Whether digits stand for it, so that its end is not seen where digits follow.</summary>
    public bool IsNumeric => Field switch
    {
        PatternField.Month or PatternField.Quarter => Count < 3,
        PatternField.Literal or PatternField.OptionalStart or PatternField.OptionalEnd or PatternField.Era
            or PatternField.DayOfWeekName or PatternField.AmPm => false,
        _ => Field < PatternField.Offset,
    };
}

/// <summary>A Java pattern of dates and times, made into a list of fields once.</summary>
internal sealed class TimePattern
{
    private const int MaxFieldLength = 24;

    private TimePattern(PatternDialect dialect, IReadOnlyList<PatternPart> parts)
    {
        (Dialect, Parts) = (dialect, [.. parts]);
        MaxLength = parts.Sum(p => p.Text.Length + Math.Max(MaxFieldLength, p.Count + 1));
    }

    /// <summary>What Flink takes where no pattern is given.</summary>
    public static TimePattern Default { get; } = Compile("yyyy-MM-dd HH:mm:ss", PatternDialect.SimpleDateFormat, "");

    public PatternDialect Dialect { get; }

    public PatternPart[] Parts { get; }

    /// <summary>Bytes that no formatted value exceeds.</summary>
    public int MaxLength { get; }

    /// <param name="function">Whom to name in an error.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The pattern has a letter that its dialect does not know, or an open quote.</exception>
    public static TimePattern Compile(string pattern, PatternDialect dialect, string function)
    {
        List<PatternPart> parts = [];
        var literal = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            if (c == '\'')
            {
                i = Quoted(pattern, i, literal, function);
                continue;
            }

            var isBracket = dialect == PatternDialect.DateTimeFormatter && c is '[' or ']';
            if (!char.IsAsciiLetter(c) && !isBracket)
            {
                literal.Append(c);
                i++;
                continue;
            }

            var count = 1;
            while (!isBracket && i + count < pattern.Length && pattern[i + count] == c)
                count++;
            EndLiteral(parts, literal);
            if (FieldOf(c, dialect) is not { } field || !IsRepeatable(field, count, dialect))
                throw FunctionErrors.InvalidArgument(function, $"the pattern '{pattern}' has '{new string(c, count)}', which is not supported");
            parts.Add(new PatternPart(field, count, []));
            i += count;
        }

        EndLiteral(parts, literal);
        return new TimePattern(dialect, parts);
    }

    // A quote inside quotes, and a quoted nothing, is written twice.
    private static int Quoted(string pattern, int start, StringBuilder literal, string function)
    {
        var end = pattern.IndexOf('\'', start + 1);
        if (end == start + 1)
        {
            literal.Append('\'');
            return end + 1;
        }

        while (end >= 0)
        {
            literal.Append(pattern, start + 1, end - start - 1);
            if (end + 1 >= pattern.Length || pattern[end + 1] != '\'')
                return end + 1;
            literal.Append('\'');
            (start, end) = (end + 1, pattern.IndexOf('\'', end + 2));
        }

        throw FunctionErrors.InvalidArgument(function, $"the pattern '{pattern}' has a quote without end");
    }

    private static void EndLiteral(List<PatternPart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
            parts.Add(new PatternPart(PatternField.Literal, 0, Encoding.UTF8.GetBytes(literal.ToString())));
        literal.Clear();
    }

    private static PatternField? FieldOf(char c, PatternDialect dialect) => (c, dialect) switch
    {
        ('G', _) => PatternField.Era,
        ('y', _) => PatternField.YearOfEra,
        ('Y', _) => PatternField.WeekYear,
        ('M' or 'L', _) => PatternField.Month,
        ('w', _) => PatternField.WeekOfYear,
        ('d', _) => PatternField.DayOfMonth,
        ('D', _) => PatternField.DayOfYear,
        ('E', _) => PatternField.DayOfWeekName,
        ('a', _) => PatternField.AmPm,
        ('H', _) => PatternField.Hour,
        ('k', _) => PatternField.Hour1To24,
        ('K', _) => PatternField.HourOfHalf,
        ('h', _) => PatternField.Hour1To12,
        ('m', _) => PatternField.Minute,
        ('s', _) => PatternField.Second,
        ('X', _) => PatternField.IsoOffset,
        ('Z', _) => PatternField.Offset,
        ('u', PatternDialect.SimpleDateFormat) => PatternField.DayOfWeek,
        ('S', PatternDialect.SimpleDateFormat) => PatternField.Millisecond,
        ('[', PatternDialect.DateTimeFormatter) => PatternField.OptionalStart,
        (']', PatternDialect.DateTimeFormatter) => PatternField.OptionalEnd,
        ('u', PatternDialect.DateTimeFormatter) => PatternField.Year,
        ('S', PatternDialect.DateTimeFormatter) => PatternField.Fraction,
        ('Q' or 'q', PatternDialect.DateTimeFormatter) => PatternField.Quarter,
        ('n', PatternDialect.DateTimeFormatter) => PatternField.NanoOfSecond,
        ('A', PatternDialect.DateTimeFormatter) => PatternField.MilliOfDay,
        ('x', PatternDialect.DateTimeFormatter) => PatternField.IsoOffsetWithoutZ,
        _ => null,
    };

    private static bool IsRepeatable(PatternField field, int count, PatternDialect dialect) => field switch
    {
        PatternField.IsoOffset or PatternField.IsoOffsetWithoutZ or PatternField.Offset => count <= 3,
        _ when dialect == PatternDialect.SimpleDateFormat => count <= MaxFieldLength,
        PatternField.YearOfEra or PatternField.Year or PatternField.WeekYear or PatternField.NanoOfSecond or PatternField.MilliOfDay => count <= 19,
        PatternField.Month or PatternField.DayOfWeekName or PatternField.Quarter or PatternField.Era => count <= 4,
        PatternField.DayOfYear => count <= 3,
        PatternField.Fraction => count <= 9,
        PatternField.AmPm or PatternField.OptionalStart or PatternField.OptionalEnd => count == 1,
        _ => count <= 2,
    };
}
