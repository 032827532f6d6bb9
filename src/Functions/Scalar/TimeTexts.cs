using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Times;

namespace StreamSql.Functions.Scalar;

/// <summary>The functions that read and write times by patterns.</summary>
internal static class TimeTexts
{
    public static ResolvedFunction? DateFormat(IReadOnlyList<ArgumentInfo> arguments)
    {
        const string name = "DATE_FORMAT";
        if (arguments.Count != 2 || Parameters.Text(arguments[1]) is not { } pattern)
            return null;
        var time = arguments[0].Type is SqlType.Date date ? new SqlType.Timestamp(3) { Nullable = date.Nullable } : arguments[0].Type;
        var dialect = time.IsTimestamp() ? PatternDialect.DateTimeFormatter : PatternDialect.SimpleDateFormat;
        CheckPattern(arguments[1], dialect, name);
        ScalarKernel Format() => new Lift<FormatTimestamp, Fixed<long>, Text, TextSink>(new(time.TicksPerSecond(), new(dialect, name)));
        return time switch
        {
            SqlType.Timestamp => Call(SqlType.String, Nullness.FromArguments, Format, time, pattern),
            SqlType.TimestampLtz t => Call(SqlType.String, Nullness.FromArguments, () => new OnWallClock(t, Format()), time, pattern),
            _ when Parameters.Text(arguments[0]) is { } text =>
                Call(SqlType.String, Nullness.Always, () => new Lift<ReformatText, Text, Text, TextSink>(new(new(dialect, name))), text, pattern),
            _ => null,
        };
    }

    public static ResolvedFunction? FromUnixTime(IReadOnlyList<ArgumentInfo> arguments)
    {
        const string name = "FROM_UNIXTIME";
        if (arguments.Count is < 1 or > 2 || Parameters.Long(arguments[0]) is not { } seconds)
            return null;
        if (arguments.Count == 1)
            return Call(SqlType.String, Nullness.FromArguments, InSession(s => new Lift<FormatUnixTime, Fixed<long>, TextSink>(new(s, Simple(name)))), seconds);
        if (Parameters.Text(arguments[1]) is not { } pattern)
            return null;
        CheckPattern(arguments[1], PatternDialect.SimpleDateFormat, name);
        return Call(
            SqlType.String,
            Nullness.FromArguments,
            InSession(s => new Lift<FormatUnixTime, Fixed<long>, Text, TextSink>(new(s, Simple(name)))),
            seconds,
            pattern);
    }

    public static ResolvedFunction? UnixTimestamp(IReadOnlyList<ArgumentInfo> arguments)
    {
        const string name = "UNIX_TIMESTAMP";
        if (arguments.Count == 0)
            return new ResolvedFunction(CurrentTime.UnixSeconds.Type, [], CurrentTime.UnixSeconds.Kernel);
        return Reading(
            arguments,
            name,
            new SqlType.BigInt(),
            Nullness.FromArguments,
            InSession(s => new Lift<ReadUnixTime, Text, FixedSink<long>>(new(s, Simple(name)))),
            InSession(s => new Lift<ReadUnixTime, Text, Text, FixedSink<long>>(new(s, Simple(name)))),
            PatternDialect.SimpleDateFormat);
    }

    public static ResolvedFunction? ToDate(IReadOnlyList<ArgumentInfo> arguments)
    {
        const string name = "TO_DATE";
        return Reading(
            arguments,
            name,
            new SqlType.Date(),
            Nullness.Always,
            () => new Lift<ReadDate, Text, FixedSink<int>>(new(Simple(name))),
            () => new Lift<ReadDate, Text, Text, FixedSink<int>>(new(Simple(name))),
            PatternDialect.SimpleDateFormat);
    }

    public static ResolvedFunction? ToTimestamp(IReadOnlyList<ArgumentInfo> arguments)
    {
        const string name = "TO_TIMESTAMP";
        return Reading(
            arguments,
            name,
            new SqlType.Timestamp(3),
            Nullness.Always,
            () => new Lift<ReadTimestamp, Text, FixedSink<long>>(Timestamps(name)),
            () => new Lift<ReadTimestamp, Text, Text, FixedSink<long>>(Timestamps(name)),
            PatternDialect.DateTimeFormatter);
    }

    public static ResolvedFunction? ToTimestampLtz(IReadOnlyList<ArgumentInfo> arguments)
    {
        const string name = "TO_TIMESTAMP_LTZ";
        if (arguments.Count is 1 or 2 && arguments[0].Type.IsNumeric())
            return FromCount(arguments, name);
        if (arguments.Count != 3)
        {
            return Reading(
                arguments,
                name,
                new SqlType.TimestampLtz(3),
                Nullness.Always,
                () => new Lift<ReadTimestamp, Text, FixedSink<long>>(Timestamps(name)),
                () => new Lift<ReadTimestamp, Text, Text, FixedSink<long>>(Timestamps(name)),
                PatternDialect.DateTimeFormatter);
        }

        if (arguments.Select(Parameters.Text).ToArray() is not [{ } text, { } pattern, { } zone])
            return null;
        CheckPattern(arguments[1], PatternDialect.DateTimeFormatter, name);
        return Call(
            new SqlType.TimestampLtz(3), Nullness.Always, () => new Lift<ReadTimestamp, Text, Text, Text, FixedSink<long>>(Timestamps(name)), text, pattern, zone);
    }

    public static ResolvedFunction? ConvertTz(IReadOnlyList<ArgumentInfo> arguments)
    {
        const string name = "CONVERT_TZ";
        if (arguments.Count != 3 || arguments.Select(Parameters.Text).ToArray() is not [{ } text, { } from, { } to])
            return null;
        return Call(
            SqlType.String, Nullness.Always, () => new Lift<ConvertZone, Text, Text, Text, TextSink>(new(new(name), new(name))), text, from, to);
    }

    private static ResolvedFunction? FromCount(IReadOnlyList<ArgumentInfo> arguments, string name)
    {
        var digits = 3;
        if (arguments.Count == 2)
        {
            if (!arguments[1].Type.IsInteger())
                return null;
            if (arguments[1].Literal is not long literal || literal is < 0 or > 9)
                throw FunctionErrors.InvalidArgument(name, "the precision must be a constant from 0 to 9", "0 is for seconds, 3 for milliseconds");
            digits = (int)literal;
        }

        var count = arguments[0].Type;
        var result = new SqlType.TimestampLtz(Math.Max(3, digits));
        var (unitsPerSecond, ticksPerSecond) = ((long)Decimals.PowerOf10(digits), result.TicksPerSecond());
        (SqlType Type, Func<ScalarKernel> Kernel) argument = count switch
        {
            SqlType.Decimal d => (count, () => new Lift<CountToInstant, DecimalReader, FixedSink<long>>(new(unitsPerSecond, ticksPerSecond, d.Scale))),
            _ when count.IsApproximate() => (
                new SqlType.Double { Nullable = count.Nullable },
                () => new Lift<CountToInstant, Fixed<double>, FixedSink<long>>(new(unitsPerSecond, ticksPerSecond))),
            _ => (
                new SqlType.BigInt { Nullable = count.Nullable },
                () => new Lift<CountToInstant, Fixed<long>, FixedSink<long>>(new(unitsPerSecond, ticksPerSecond))),
        };
        return arguments.Count == 1
            ? Call(result, Nullness.Always, argument.Kernel, argument.Type)
            : Call(result, Nullness.Always, () => new ArgumentAt(0, 1, argument.Kernel()), argument.Type, arguments[1].Type);
    }

    // A function of a text, or of a text and its pattern.
    private static ResolvedFunction? Reading(
        IReadOnlyList<ArgumentInfo> arguments,
        string name,
        SqlType result,
        Nullness nullness,
        Func<ScalarKernel> byDefault,
        Func<ScalarKernel> byPattern,
        PatternDialect dialect)
    {
        if (arguments.Count is < 1 or > 2 || Parameters.Text(arguments[0]) is not { } text)
            return null;
        if (arguments.Count == 1)
            return Call(result, nullness, byDefault, text);
        if (Parameters.Text(arguments[1]) is not { } pattern)
            return null;
        CheckPattern(arguments[1], dialect, name);
        return Call(result, nullness, byPattern, text, pattern);
    }

    private static ResolvedFunction Call(SqlType result, Nullness nullness, Func<ScalarKernel> kernel, params SqlType[] arguments) =>
        new(Overload.WithNullness(result, nullness, arguments), new EquatableList<SqlType>(arguments), kernel);

    // A constant pattern that is wrong is told when the statement is planned.
    private static void CheckPattern(ArgumentInfo argument, PatternDialect dialect, string name)
    {
        if (argument.Literal is string pattern)
            TimePattern.Compile(pattern, dialect, name);
    }

    private static PatternCache Simple(string name) => new(PatternDialect.SimpleDateFormat, name);

    private static ReadTimestamp Timestamps(string name) => new(new(PatternDialect.DateTimeFormatter, name), new(name));

    private static Func<ScalarKernel> InSession(Func<SessionZone, ScalarKernel> kernel) => () =>
    {
        var session = new SessionZone();
        return new InSession(session, kernel(session));
    };
}
