using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Times;

namespace StreamSql.Functions.Scalar;

/// <summary>EXTRACT and its short forms: the parts of dates, times and intervals. An instant's are those of the wall clock in the
/// session's zone, but for EPOCH.</summary>
internal static class TimeFields
{
    private const long Unlimited = long.MaxValue;

    /// <summary>The call <c>EXTRACT(unit, time)</c>.</summary>
    public static ResolvedFunction? Extract(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 2 || TimeUnits.Find(arguments[0]) is not { } unit || Part(unit, arguments[1].Type) is not { } part)
            return null;
        return new ResolvedFunction(
            ResultFor(arguments[1].Type), [arguments[0].Type, arguments[1].Type], () => new ArgumentAt(1, 1, part()));
    }

    /// <summary>The call <c>UNIT(time)</c>.</summary>
    public static Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> Of(TimeUnit unit) => arguments =>
        arguments.Count == 1 && Part(unit, arguments[0].Type) is { } part
            ? new ResolvedFunction(ResultFor(arguments[0].Type), [arguments[0].Type], part)
            : null;

    private static SqlType ResultFor(SqlType argument) => new SqlType.BigInt { Nullable = argument.Nullable };

    private static Func<ScalarKernel>? Part(TimeUnit unit, SqlType type) => type switch
    {
        SqlType.Null => () => new AlwaysNull(),
        SqlType.Date => OfDate(unit),
        SqlType.Time => Clock(unit, 1000) is { } part
            ? () => new Chained(new Unary<WidenInt, int, long>(), new SqlType.BigInt(), part())
            : null,
        SqlType.Timestamp => OfTimestamp(unit, type.TicksPerSecond()),
        SqlType.TimestampLtz when unit == TimeUnit.Epoch => OfTimestamp(unit, type.TicksPerSecond()),
        SqlType.TimestampLtz t => OfTimestamp(unit, type.TicksPerSecond()) is { } part
            ? () => new Chained(new ToWallClock(t.TicksPerSecond()), new SqlType.Timestamp(t.Precision), part())
            : null,
        SqlType.YearMonthInterval => OfMonths(unit),
        SqlType.DayTimeInterval => OfDuration(unit),
        _ => null,
    };

    private static Func<ScalarKernel>? OfDate(TimeUnit unit)
    {
        if (unit == TimeUnit.Epoch)
            return () => new Unary<DaysToSeconds, int, long>();
        return DatePart.Exists(unit) ? () => new Unary<DatePart, int, long>(new(unit)) : null;
    }

    private static Func<ScalarKernel>? OfTimestamp(TimeUnit unit, long ticksPerSecond)
    {
        if (unit == TimeUnit.Epoch)
            return () => new Unary<WholeSeconds, long, long>(new(ticksPerSecond));
        return DatePart.Exists(unit)
            ? () => new Unary<TimestampDatePart, long, long>(new(unit, ticksPerSecond))
            : Clock(unit, ticksPerSecond);
    }

    private static Func<ScalarKernel>? Clock(TimeUnit unit, long ticksPerSecond)
    {
        var (divisor, modulus, factor) = Measure(unit, ticksPerSecond);
        return modulus is 0 or Unlimited ? null : () => new Unary<ClockPart, long, long>(new(divisor, modulus, factor));
    }

    private static Func<ScalarKernel>? OfDuration(TimeUnit unit)
    {
        var (divisor, modulus, factor) = Measure(unit, 1_000_000);
        return modulus == 0 ? null : () => new Unary<IntervalPart, long, long>(new(divisor, modulus, factor));
    }

    private static Func<ScalarKernel>? OfMonths(TimeUnit unit)
    {
        if (unit.Months() == 0)
            return null;
        var modulus = unit switch { TimeUnit.Month => 12, TimeUnit.Quarter => 4, _ => Unlimited };
        return () => new Chained(
            new Unary<WidenInt, int, long>(), new SqlType.BigInt(), new Unary<IntervalPart, long, long>(new(unit.Months(), modulus)));
    }

    // Ticks of a unit, units in the next larger one, and units in a tick where the tick is longer.
    private static (long Divisor, long Modulus, long Factor) Measure(TimeUnit unit, long ticksPerSecond) => unit switch
    {
        TimeUnit.Day => (86_400 * ticksPerSecond, Unlimited, 1),
        TimeUnit.Hour => (3600 * ticksPerSecond, 24, 1),
        TimeUnit.Minute => (60 * ticksPerSecond, 60, 1),
        TimeUnit.Second => (ticksPerSecond, 60, 1),
        TimeUnit.Millisecond => Fraction(1000, ticksPerSecond),
        TimeUnit.Microsecond => Fraction(1_000_000, ticksPerSecond),
        TimeUnit.Nanosecond => Fraction(1_000_000_000, ticksPerSecond),
        _ => default,
    };

    private static (long Divisor, long Modulus, long Factor) Fraction(long perSecond, long ticksPerSecond) => perSecond <= ticksPerSecond
        ? (ticksPerSecond / perSecond, perSecond, 1)
        : (1, ticksPerSecond, perSecond / ticksPerSecond);
}
