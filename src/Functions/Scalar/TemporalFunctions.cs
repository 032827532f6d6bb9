using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Times;

namespace StreamSql.Functions.Scalar;

/// <summary>The functions of dates and times; FLOOR and CEIL are those of numbers as well.</summary>
internal static class TemporalFunctions
{
    private const string Family = "Temporal";

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Now("LOCALTIME", "LOCALTIME", "Returns the time of day in the session's zone.", CurrentTime.Time),
        Now("LOCALTIMESTAMP", "LOCALTIMESTAMP", "Returns date and time in the session's zone.", CurrentTime.Timestamp),
        Now("CURRENT_TIME", "CURRENT_TIME", "Returns the time of day in the session's zone.", CurrentTime.Time),
        Now("CURRENT_DATE", "CURRENT_DATE", "Returns the date in the session's zone.", CurrentTime.Date),
        Now("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP", "Returns the present instant.", CurrentTime.Instant, "NOW", "CURRENT_ROW_TIMESTAMP", "PROCTIME"),
        new(OperatorNames.CurrentWatermark, "CURRENT_WATERMARK(rowtime)", "Returns the watermark of the rows before this one, NULL if there is none yet.", CurrentWatermark)
        {
            Family = Family,
        },
        new("EXTRACT", "EXTRACT(unit FROM time)", "Returns a part of a date, time or interval as a number.", TimeFields.Extract) { Family = Family },
        Field("YEAR", TimeUnit.Year, "Returns the year of a date."),
        Field("QUARTER", TimeUnit.Quarter, "Returns the quarter of a date's year, 1 to 4."),
        Field("MONTH", TimeUnit.Month, "Returns the month of a date, 1 to 12."),
        Field("WEEK", TimeUnit.Week, "Returns the ISO week of a date, 1 to 53."),
        Field("DAYOFYEAR", TimeUnit.DayOfYear, "Returns the day of a date's year, 1 to 366."),
        Field("DAYOFMONTH", TimeUnit.Day, "Returns the day of a date's month, 1 to 31."),
        Field("DAYOFWEEK", TimeUnit.DayOfWeek, "Returns the day of a date's week, 1 for Sunday to 7."),
        Field("HOUR", TimeUnit.Hour, "Returns the hour of a time, 0 to 23."),
        Field("MINUTE", TimeUnit.Minute, "Returns the minute of a time, 0 to 59."),
        Field("SECOND", TimeUnit.Second, "Returns the second of a time, 0 to 59."),
        Round("FLOOR", "Rounds a number, or a time to a unit, down.", up: false),
        Round("CEIL", "Rounds a number, or a time to a unit, up.", up: true, "CEILING"),
        new("OVERLAPS", "(start1, end1) OVERLAPS (start2, end2)",
            "Returns whether two spans of time, each given by its ends or by its start and length, have an instant in common.", Overlaps.Resolve)
        {
            Family = Family,
        },
        new("DATE_FORMAT", "DATE_FORMAT(timestamp, pattern)", "Writes a timestamp, or a text that is one, by a Java pattern.", TimeTexts.DateFormat)
        {
            Family = Family,
        },
        new("TIMESTAMPADD", "TIMESTAMPADD(unit, count, time)", "Returns the time that is so many units later.", TimeSteps.Add) { Family = Family },
        new("TIMESTAMPDIFF", "TIMESTAMPDIFF(unit, from, to)", "Returns the number of whole units from one time to another.", TimeSteps.Difference)
        {
            Family = Family,
        },
        new("CONVERT_TZ", "CONVERT_TZ(text, from_zone, to_zone)", "Takes a time as text from one time zone to another.", TimeTexts.ConvertTz)
        {
            Family = Family,
        },
        new("FROM_UNIXTIME", "FROM_UNIXTIME(seconds [, pattern])",
            "Writes seconds since 1970 in the session's zone, as yyyy-MM-dd HH:mm:ss unless a pattern is given.", TimeTexts.FromUnixTime)
        {
            Family = Family,
        },
        new("UNIX_TIMESTAMP", "UNIX_TIMESTAMP([text [, pattern]])",
            "Returns the seconds since 1970 of now, or of a text that is a time in the session's zone.", TimeTexts.UnixTimestamp)
        {
            Family = Family, Volatility = Volatility.PerMicroBatch,
        },
        new("TO_DATE", "TO_DATE(text [, pattern])", "Reads a date by a Java pattern, NULL if the text does not fit.", TimeTexts.ToDate) { Family = Family },
        new("TO_TIMESTAMP", "TO_TIMESTAMP(text [, pattern])",
            "Reads a TIMESTAMP(3) by a Java pattern, NULL if the text does not fit.", TimeTexts.ToTimestamp)
        {
            Family = Family,
        },
        new("TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_LTZ(count [, precision]) or TO_TIMESTAMP_LTZ(text [, pattern [, zone]])",
            "Returns the instant so many units of 10^-precision seconds after 1970, or reads it from a text in UTC or another zone.", TimeTexts.ToTimestampLtz)
        {
            Family = Family,
        },
    ];

    // The engine puts the watermark in as a second argument, in microseconds.
    private static ResolvedFunction? CurrentWatermark(IReadOnlyList<ArgumentInfo> arguments) =>
        arguments is [{ Type: var rowtime }, { Type: SqlType.BigInt }] && rowtime.IsTimestamp()
            ? new ResolvedFunction(
                rowtime.AsNullable(), [rowtime, arguments[1].Type],
                () => new ArgumentAt(1, 1, new Lift<WatermarkTime, Fixed<long>, FixedSink<long>>(new(rowtime.TicksPerSecond() / 1_000_000))))
            : null;

    private static ScalarFunction Now(string name, string signature, string doc, CurrentTime form, params string[] aliases) =>
        new(name, signature, doc, arguments => arguments.Count == 0 ? new ResolvedFunction(form.Type, [], form.Kernel) : null)
        {
            Family = Family, Volatility = Volatility.PerMicroBatch, Aliases = aliases,
        };

    private static ScalarFunction Field(string name, TimeUnit unit, string doc) => new(name, $"{name}(time)", doc, TimeFields.Of(unit)) { Family = Family };

    private static ScalarFunction Round(string name, string doc, bool up, params string[] aliases) =>
        new(name, $"{name}(number) or {name}(time TO unit)", doc, arguments =>
            arguments.Count == 1 ? RoundingFunctions.Whole(arguments[0].Type, up) : TimeRounding.Resolve(arguments, up))
        {
            Family = Family, Aliases = aliases,
        };
}
