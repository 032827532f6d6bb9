using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>Casts among dates, times, timestamps, intervals and the integers that intervals are.</summary>
internal static class TimeCasts
{
    private const int MillisPerDay = 86_400_000;

    /// <summary>The kernel, or <see langword="null"/> if there is no such cast.</summary>
    public static Func<ScalarKernel>? Find(SqlType from, SqlType to, bool safe) => (from, to) switch
    {
        (SqlType.Time, SqlType.Time t) => () => new Unary<CutTime, int, int>(new(MillisOfDigit(t.Precision))),
        (SqlType.Date, SqlType.Timestamp) => () => new Lift<DateToTimestamp, Fixed<int>, FixedSink<long>>(new(to, safe)),
        (SqlType.Time, SqlType.Timestamp) => () => new Unary<TimeToTimestamp, int, long>(new(to)),
        (SqlType.Timestamp, SqlType.Date) => () => new Unary<TimestampToDate, long, int>(new(from.TicksPerSecond())),
        (SqlType.Timestamp, SqlType.Time t) => () => new Unary<TimestampToTime, long, int>(new(from.TicksPerSecond(), MillisOfDigit(t.Precision))),
        (SqlType.Timestamp, SqlType.Timestamp) or (SqlType.TimestampLtz, SqlType.TimestampLtz) => ChangePrecision(from, to, safe),
        (SqlType.YearMonthInterval, SqlType.YearMonthInterval) or (SqlType.DayTimeInterval, SqlType.DayTimeInterval) => () => new Relabel(),
        (SqlType.YearMonthInterval, SqlType.Integer) or (SqlType.Integer, SqlType.YearMonthInterval) => () => new Relabel(),
        (SqlType.DayTimeInterval, SqlType.BigInt) => () => new Unary<MicrosToMillis, long, long>(),
        (SqlType.BigInt, SqlType.DayTimeInterval) => () => new Unary<MillisToMicros, long, long>(),
        _ => Through(from, to, safe),
    };

    /// <summary>The ticks of a time, if 64 bits hold them: with nanoseconds those of the years 1677 to 2262 do.</summary>
    public static bool TryTicks(long seconds, long fraction, long ticksPerSecond, out long ticks)
    {
        var wide = ((Int128)seconds * ticksPerSecond) + fraction;
        ticks = (long)wide;
        return ticks == wide;
    }

    /// <summary>Milliseconds of the last digit of a TIME's precision; from three digits on, 1.</summary>
    public static int MillisOfDigit(int precision) => precision switch { 0 => 1000, 1 => 100, 2 => 10, _ => 1 };

    /// <summary>Ticks of the last digit of a timestamp type's precision.</summary>
    public static long TicksOfDigit(SqlType type) => type.TicksPerSecond() / (long)Decimals.PowerOf10(type.FractionDigits());

    private static Func<ScalarKernel> ChangePrecision(SqlType from, SqlType to, bool safe)
    {
        var (fromTicks, toTicks) = (from.TicksPerSecond(), to.TicksPerSecond());
        if (fromTicks < toTicks)
            return () => new Lift<TicksToNanos, Fixed<long>, FixedSink<long>>(new(to, safe));
        if (fromTicks > toTicks || from.FractionDigits() > to.FractionDigits())
            return () => new Unary<CutTicks, long, long>(new(fromTicks / toTicks, TicksOfDigit(to)));
        return () => new Relabel();
    }

    // The local time zone comes in between TIMESTAMP and TIMESTAMP_LTZ alone; all else goes over the one or the other.
    private static Func<ScalarKernel>? Through(SqlType from, SqlType to, bool safe)
    {
        switch (from, to)
        {
            case (SqlType.Timestamp t, SqlType.TimestampLtz l) when SamePlace(t, l):
                return () => new ToInstant(from.TicksPerSecond());
            case (SqlType.TimestampLtz l, SqlType.Timestamp t) when SamePlace(t, l):
                return () => new ToWallClock(from.TicksPerSecond());
            case (SqlType.TimestampLtz l, SqlType.Date or SqlType.Time):
                return Chain(from, new SqlType.Timestamp(l.Precision), to, safe);
            case (SqlType.TimestampLtz l, SqlType.Timestamp):
                return Chain(from, new SqlType.Timestamp(l.Precision), to, safe);
            case (SqlType.Date or SqlType.Time or SqlType.Timestamp, SqlType.TimestampLtz l):
                return Chain(from, new SqlType.Timestamp(l.Precision), to, safe);
            default:
                return null;
        }
    }

    private static bool SamePlace(SqlType.Timestamp timestamp, SqlType.TimestampLtz instant) => timestamp.Precision == instant.Precision;

    private static Func<ScalarKernel>? Chain(SqlType from, SqlType middle, SqlType to, bool safe) =>
        Find(from, middle, safe) is { } first && Find(middle, to, safe) is { } second
            ? () => new Chained(first(), middle, second())
            : null;

    private readonly struct CutTime(int unit) : IUnary<int, int>
    {
        public int Invoke(int value) => value - (value % unit);
    }

    private readonly struct TimeToTimestamp(SqlType to) : IUnary<int, long>
    {
        private readonly long _ticksPerMilli = to.TicksPerSecond() / 1000;
        private readonly long _unit = TicksOfDigit(to);

        public long Invoke(int value)
        {
            var ticks = value * _ticksPerMilli;
            return ticks - (ticks % _unit);
        }
    }

    private readonly struct TimestampToDate(long ticksPerSecond) : IUnary<long, int>
    {
        private readonly long _ticksPerDay = ticksPerSecond * 86_400;

        public int Invoke(long value) => (int)Calendar.FloorDivide(value, _ticksPerDay);
    }

    private readonly struct TimestampToTime(long ticksPerSecond, int unit) : IUnary<long, int>
    {
        private readonly long _ticksPerMilli = ticksPerSecond / 1000;

        public int Invoke(long value)
        {
            var millis = (int)Calendar.FloorModulo(Calendar.FloorDivide(value, _ticksPerMilli), MillisPerDay);
            return millis - (millis % unit);
        }
    }

    private readonly struct CutTicks(long divisor, long unit) : IUnary<long, long>
    {
        public long Invoke(long value)
        {
            var ticks = Calendar.FloorDivide(value, divisor);
            return ticks - Calendar.FloorModulo(ticks, unit);
        }
    }

    private readonly struct MicrosToMillis : IUnary<long, long>
    {
        public long Invoke(long value) => value / 1000;
    }

    private readonly struct MillisToMicros : IUnary<long, long>
    {
        public long Invoke(long value) => unchecked(value * 1000);
    }

    private readonly struct DateToTimestamp(SqlType to, bool safe) : IOperation<Fixed<int>, FixedSink<long>>
    {
        private readonly long _ticksPerSecond = to.TicksPerSecond();

        public static bool CanFail => true;

        public bool Invoke(in Fixed<int> a, int row, ref FixedSink<long> sink) =>
            TryTicks(a[row] * 86_400L, 0, _ticksPerSecond, out var ticks) ? sink.Set(row, ticks) : safe ? false : throw OutOfRange(a[row]);

        private Exception OutOfRange(int day)
        {
            Span<byte> text = stackalloc byte[SqlTimeText.MaxLength];
            return ParseCasts.Error(text[..SqlTimeText.WriteDate(day, text)], to);
        }
    }

    private readonly struct TicksToNanos(SqlType to, bool safe) : IOperation<Fixed<long>, FixedSink<long>>
    {
        public static bool CanFail => true;

        public bool Invoke(in Fixed<long> a, int row, ref FixedSink<long> sink)
        {
            var value = a[row];
            return value is <= long.MaxValue / 1000 and >= long.MinValue / 1000
                ? sink.Set(row, value * 1000)
                : safe ? false : throw OutOfRange(value);
        }

        private Exception OutOfRange(long micros)
        {
            Span<byte> text = stackalloc byte[SqlTimeText.MaxLength];
            return ParseCasts.Error(text[..SqlTimeText.WriteTimestamp(micros, 1_000_000, 6, text)], to);
        }
    }
}
