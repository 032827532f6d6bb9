using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Times;

namespace StreamSql.Functions.Scalar;

/// <summary>TIMESTAMPADD and TIMESTAMPDIFF.</summary>
internal static class TimeSteps
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long NanosPerDay = 86_400 * NanosPerSecond;

    /// <summary>The call <c>TIMESTAMPADD(unit, count, time)</c>: a date stays one for units of at least a day and becomes a TIMESTAMP for
    /// smaller ones; a timestamp has at least the digits of the unit.</summary>
    public static ResolvedFunction? Add(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 3 || TimeUnits.Find(arguments[0]) is not { } unit || (unit.Months() == 0 && unit.Nanos() == 0))
            return null;
        if (Parameters.Long(arguments[1]) is not { } count || Step(unit, arguments[2].Type) is not var (result, time, kernel))
            return null;
        return new ResolvedFunction(
            result.WithNullable(count.Nullable || time.Nullable), [arguments[0].Type, count, time], () => new ArgumentAt(1, 2, kernel()));
    }

    /// <summary>The call <c>TIMESTAMPDIFF(unit, from, to)</c>: whole units, as INT, but nanoseconds as BIGINT. Between instants, units of the
    /// calendar are counted on the wall clock of the session's zone.</summary>
    public static ResolvedFunction? Difference(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 3 || TimeUnits.Find(arguments[0]) is not { } unit || (unit.Months() == 0 && unit.Nanos() == 0))
            return null;
        var (from, to) = (arguments[1].Type, arguments[2].Type);
        if (CommonTimestamp(from, to) is not { } common)
            return null;
        if (common is SqlType.TimestampLtz && unit.Months() > 0)
            common = new SqlType.Timestamp(common.FractionDigits());
        SqlType result = unit == TimeUnit.Nanosecond ? new SqlType.BigInt() : new SqlType.Integer();
        var ticksPerSecond = common.TicksPerSecond();
        return new ResolvedFunction(
            result.WithNullable(from.Nullable || to.Nullable),
            [arguments[0].Type, common.WithNullable(from.Nullable), common.WithNullable(to.Nullable)],
            () => new ArgumentAt(1, 2, Between(unit, ticksPerSecond)));
    }

    private static (SqlType Result, SqlType Time, Func<ScalarKernel> Kernel)? Step(TimeUnit unit, SqlType time)
    {
        var (months, nanos) = (unit.Months(), unit.Nanos());
        switch (time)
        {
            case SqlType.Date when months > 0:
                return (time, time, () => new Binary<StepDateByMonths, long, int, int>(new(months)));
            case SqlType.Date when nanos >= NanosPerDay:
                return (time, time, () => new Binary<StepDateByDays, long, int, int>(new((int)(nanos / NanosPerDay))));
            case SqlType.Date when unit != TimeUnit.Nanosecond:
                return (new SqlType.Timestamp(6), time, () => new Binary<StepFromMidnight, long, int, long>(new(nanos / 1000)));
            case SqlType.Time:
                return (time, time, () => new Binary<StepTime, long, int, int>(new(nanos / 1_000_000)));
            case SqlType.Date:
                return Step(unit, new SqlType.Timestamp(9) { Nullable = time.Nullable });
            case SqlType.Null:
                return Step(unit, new SqlType.Timestamp(3));
        }

        if (!time.IsTimestamp())
            return null;
        var digits = Math.Max(time.FractionDigits(), unit switch
        {
            TimeUnit.Millisecond => 3,
            TimeUnit.Microsecond => 6,
            TimeUnit.Nanosecond => 9,
            _ => 0,
        });
        SqlType result = time is SqlType.Timestamp
            ? new SqlType.Timestamp(digits) { Nullable = time.Nullable }
            : new SqlType.TimestampLtz(digits) { Nullable = time.Nullable };
        var ticksPerSecond = result.TicksPerSecond();
        return (result, result, months > 0
            ? () => new Binary<StepMonths, long, long, long>(new(months, ticksPerSecond))
            : () => new Binary<StepTicks, long, long, long>(new(nanos / (NanosPerSecond / ticksPerSecond))));
    }

    private static SqlType? CommonTimestamp(SqlType from, SqlType to) => (AsTimestamp(from), AsTimestamp(to)) switch
    {
        ({ } a, { } b) when (from is SqlType.Time) == (to is SqlType.Time) || from is SqlType.Null || to is SqlType.Null => Coercion.Common(a, b),
        _ => null,
    };

    private static SqlType? AsTimestamp(SqlType type) => type switch
    {
        SqlType.Date or SqlType.Null => new SqlType.Timestamp(0),
        SqlType.Time => new SqlType.Timestamp(3),
        _ => type.IsTimestamp() ? type : null,
    };

    private static ScalarKernel Between(TimeUnit unit, long ticksPerSecond)
    {
        if (unit.Months() is var months and > 0)
            return new Binary<MonthsBetween, long, long, int>(new(months, ticksPerSecond));
        var nanosPerTick = NanosPerSecond / ticksPerSecond;
        var (ticks, factor) = (Math.Max(1, unit.Nanos() / nanosPerTick), Math.Max(1, nanosPerTick / unit.Nanos()));
        return unit == TimeUnit.Nanosecond
            ? new Binary<UnitsBetween<long>, long, long, long>(new(ticks, factor))
            : new Binary<UnitsBetween<int>, long, long, int>(new(ticks, factor));
    }
}
