using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>The operators + - * / where an operand is an interval.</summary>
internal static class TimeArithmetic
{
    private static readonly string[] UnitsOfTheDay = ["HOUR", "MINUTE", "SECOND"];

    public static ResolvedFunction? Add(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 2)
            return null;
        var (left, right) = (arguments[0].Type, arguments[1].Type);
        return right.IsInterval() ? Shift(left, right, 1) : left.IsInterval() ? Swapped(Shift(right, left, 1)) : null;
    }

    public static ResolvedFunction? Subtract(IReadOnlyList<ArgumentInfo> arguments) =>
        arguments.Count == 2 && arguments[1].Type.IsInterval() ? Shift(arguments[0].Type, arguments[1].Type, -1) : null;

    public static ResolvedFunction? Multiply(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 2)
            return null;
        var (left, right) = (arguments[0].Type, arguments[1].Type);
        return (left, right) switch
        {
            (SqlType.DayTimeInterval, _) when right.IsInteger() =>
                Scaled(left, right, () => new VectorBinary<Multiply<long>, long>()),
            (SqlType.YearMonthInterval, _) when right.IsInteger() =>
                Scaled(left, right, () => new Binary<MultiplyMonths, int, long, int>()),
            _ when left.IsInteger() && right.IsInterval() => Swapped(Multiply([arguments[1], arguments[0]])),
            _ => null,
        };
    }

    public static ResolvedFunction? Divide(IReadOnlyList<ArgumentInfo> arguments) => arguments switch
    {
        [{ Type: SqlType.DayTimeInterval left }, { Type: var right }] when right.IsInteger() =>
            Scaled(left, right, () => new Lift<DivideWhole<long>, Fixed<long>, Fixed<long>, FixedSink<long>>()),
        [{ Type: SqlType.YearMonthInterval left }, { Type: var right }] when right.IsInteger() =>
            Scaled(left, right, () => new Lift<DivideMonths, Fixed<int>, Fixed<long>, FixedSink<int>>()),
        _ => null,
    };

    /// <summary>A time moved by an interval; the kernel may run on anything.</summary>
    /// <param name="sign">1 or -1.</param>
    public static ResolvedFunction? Shift(SqlType time, SqlType interval, int sign)
    {
        (SqlType Result, Func<ScalarKernel> Kernel)? shift = (time, interval) switch
        {
            (SqlType.YearMonthInterval a, SqlType.YearMonthInterval b) => (a == b ? a : new SqlType.YearMonthInterval(), sign > 0
                ? () => new VectorBinary<Add<int>, int>()
                : () => new VectorBinary<Subtract<int>, int>()),
            (SqlType.DayTimeInterval a, SqlType.DayTimeInterval b) => (a == b ? a : new SqlType.DayTimeInterval(), sign > 0
                ? () => new VectorBinary<Add<long>, long>()
                : () => new VectorBinary<Subtract<long>, long>()),
            (SqlType.Date, SqlType.DayTimeInterval b) when UnitsOfTheDay.Any(b.Units.Contains) =>
                (new SqlType.Timestamp(6), () => new Binary<AddToMidnight, int, long, long>(new(sign))),
            (SqlType.Date, SqlType.DayTimeInterval) => (time, () => new Binary<AddDays, int, long, int>(new(sign))),
            (SqlType.Date, SqlType.YearMonthInterval) => (time, () => new Binary<AddMonthsToDate, int, int, int>(new(sign))),
            (SqlType.Time, SqlType.DayTimeInterval) => (time, () => new Binary<AddToTime, int, long, int>(new(sign))),
            (SqlType.Time, SqlType.YearMonthInterval) => (time, () => new Binary<KeepTime, int, int, int>()),
            (_, SqlType.DayTimeInterval) when time.IsTimestamp() =>
                (time, () => new Binary<AddTicks, long, long, long>(new(sign * time.TicksPerSecond() / 1_000_000))),
            (_, SqlType.YearMonthInterval) when time.IsTimestamp() =>
                (time, () => new Binary<AddMonthsToTimestamp, long, int, long>(new(sign, time.TicksPerSecond()))),
            _ => null,
        };
        return shift is var (result, kernel)
            ? new ResolvedFunction(result.WithNullable(time.Nullable || interval.Nullable), [time, interval], kernel)
            : null;
    }

    private static ResolvedFunction Scaled(SqlType interval, SqlType factor, Func<ScalarKernel> kernel) => new(
        interval.WithNullable(interval.Nullable || factor.Nullable),
        [interval, new SqlType.BigInt { Nullable = factor.Nullable }],
        kernel);

    private static ResolvedFunction? Swapped(ResolvedFunction? function) => function is null ? null : new ResolvedFunction(
        function.Result, [function.Arguments[1], function.Arguments[0]], () => new SwapArguments(function.CreateKernel()));
}
