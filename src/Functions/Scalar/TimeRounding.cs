using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Times;

namespace StreamSql.Functions.Scalar;

/// <summary>FLOOR and CEIL of a time to a unit: the start of the period it lies in, or of the next one unless it is that start. Instants
/// are rounded on the wall clock of the session's zone.</summary>
internal static class TimeRounding
{
    private const int NanosPerMilli = 1_000_000;
    private const long NanosPerSecond = 1_000_000_000;

    /// <summary>The call <c>FLOOR(time, unit)</c> or <c>CEIL(time, unit)</c>.</summary>
    public static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments, bool up)
    {
        if (arguments.Count != 2 || TimeUnits.Find(arguments[1]) is not { } unit || Kernel(arguments[0].Type, unit, up) is not { } kernel)
            return null;
        return new ResolvedFunction(arguments[0].Type, [arguments[0].Type, arguments[1].Type], () => new ArgumentAt(0, 1, kernel()));
    }

    private static Func<ScalarKernel>? Kernel(SqlType type, TimeUnit unit, bool up) => type switch
    {
        _ when !Period.Exists(unit) && unit.Nanos() == 0 => null,
        SqlType.Date => Date(unit, up),
        SqlType.Time => Time(unit, up),
        SqlType.Timestamp => Timestamp(unit, type.TicksPerSecond(), up),
        SqlType.TimestampLtz t => () => new Chained(
            new ToWallClock(type.TicksPerSecond()),
            new SqlType.Timestamp(t.Precision),
            new Chained(Timestamp(unit, type.TicksPerSecond(), up)(), new SqlType.Timestamp(t.Precision), new ToInstant(type.TicksPerSecond()))),
        _ => null,
    };

    private static Func<ScalarKernel> Date(TimeUnit unit, bool up)
    {
        if (unit == TimeUnit.Day || !Period.Exists(unit))
            return () => new Relabel();
        return up ? () => new Unary<CeilDate, int, int>(new(unit)) : () => new Unary<FloorDate, int, int>(new(unit));
    }

    private static Func<ScalarKernel>? Time(TimeUnit unit, bool up)
    {
        if (Period.Exists(unit))
            return null;
        var millis = (int)(unit.Nanos() / NanosPerMilli);
        if (millis <= 1)
            return () => new Relabel();
        return up ? () => new Unary<CeilTime, int, int>(new(millis)) : () => new Unary<FloorTime, int, int>(new(millis));
    }

    private static Func<ScalarKernel> Timestamp(TimeUnit unit, long ticksPerSecond, bool up)
    {
        if (unit.Months() > 0 || unit == TimeUnit.Week)
        {
            return up
                ? () => new Unary<CeilTimestamp, long, long>(new(unit, ticksPerSecond))
                : () => new Unary<FloorTimestamp, long, long>(new(unit, ticksPerSecond));
        }

        var ticks = unit.Nanos() / (NanosPerSecond / ticksPerSecond);
        if (ticks <= 1)
            return () => new Relabel();
        return up ? () => new Unary<CeilTicks, long, long>(new(ticks)) : () => new Unary<FloorTicks, long, long>(new(ticks));
    }
}
