using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>A date some days later.</summary>
internal readonly struct AddDays(int sign) : IBinary<int, long, int>
{
    public int Invoke(int day, long micros) => (int)(day + (sign * (micros / Calendar.MicrosPerDay)));
}

/// <summary>A date as a timestamp (microseconds) some time later.</summary>
internal readonly struct AddToMidnight(int sign) : IBinary<int, long, long>
{
    public long Invoke(int day, long micros) => (day * Calendar.MicrosPerDay) + (sign * micros);
}

internal readonly struct AddMonthsToDate(int sign) : IBinary<int, int, int>
{
    public int Invoke(int day, int months) => (int)Calendar.AddMonths(day, sign * (long)months);
}

/// <summary>A time of day some time later, round the clock.</summary>
internal readonly struct AddToTime(int sign) : IBinary<int, long, int>
{
    private const int MillisPerDay = 86_400_000;

    public int Invoke(int time, long micros) => (int)Calendar.FloorModulo(time + (sign * (micros / 1000 % MillisPerDay)), MillisPerDay);
}

internal readonly struct KeepTime : IBinary<int, int, int>
{
    public int Invoke(int time, int months) => time;
}

/// <summary>A timestamp some time later.</summary>
/// <param name="factor">Signed ticks of the timestamp per microsecond.</param>
internal readonly struct AddTicks(long factor) : IBinary<long, long, long>
{
    public long Invoke(long ticks, long micros) => unchecked(ticks + (factor * micros));
}

/// <summary>A timestamp some months later at the same time of day.</summary>
internal readonly struct AddMonthsToTimestamp(int sign, long ticksPerSecond) : IBinary<long, int, long>
{
    private readonly long _ticksPerDay = ticksPerSecond * 86_400;

    public long Invoke(long ticks, int months)
    {
        var day = Calendar.FloorDivide(ticks, _ticksPerDay);
        return unchecked(ticks + ((Calendar.AddMonths(day, sign * (long)months) - day) * _ticksPerDay));
    }
}

/// <summary>A number of months times a whole number.</summary>
internal readonly struct MultiplyMonths : IBinary<int, long, int>
{
    public int Invoke(int months, long factor) => unchecked((int)(months * factor));
}

/// <summary>A number of months divided by a whole number, truncated.</summary>
internal readonly struct DivideMonths : IOperation<Fixed<int>, Fixed<long>, FixedSink<int>>
{
    public static bool CanFail => true;

    public bool Invoke(in Fixed<int> a, in Fixed<long> b, int row, ref FixedSink<int> sink) =>
        b[row] == 0 ? throw FunctionErrors.DivisionByZero() : sink.Set(row, (int)(a[row] / b[row]));
}
