using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>The clock reading of the micro-batch, in the form of one of the functions that give it.</summary>
/// <param name="Type">Of the value, which is never NULL.</param>
internal sealed record CurrentTime(SqlType Type, Func<ScalarKernel> Kernel)
{
    private const int MillisPerSecond = 1000;
    private const int SecondsPerDay = 86_400;

    public static CurrentTime Instant { get; } = Of<long>(new SqlType.TimestampLtz(3), (now, _) => now - Calendar.FloorModulo(now, 1000));

    public static CurrentTime Timestamp { get; } = Of<long>(new SqlType.Timestamp(3), (_, local) => local - Calendar.FloorModulo(local, 1000));

    public static CurrentTime Date { get; } = Of(new SqlType.Date(), (_, local) => (int)Calendar.FloorDivide(local, Calendar.MicrosPerDay));

    public static CurrentTime Time { get; } = Of(
        new SqlType.Time(0), (_, local) => (int)Calendar.FloorModulo(Calendar.FloorDivide(local, 1_000_000), SecondsPerDay) * MillisPerSecond);

    public static CurrentTime UnixSeconds { get; } = Of(new SqlType.BigInt(), (now, _) => Calendar.FloorDivide(now, 1_000_000));

    private static CurrentTime Of<T>(SqlType type, Func<long, long, T> form)
        where T : unmanaged => new(type.NotNull(), () => new ClockKernel<T>(form));

    /// <param name="form">Of the microseconds since 1970, of the instant and of the session's wall clock.</param>
    private sealed class ClockKernel<T>(Func<long, long, T> form) : ScalarKernel
        where T : unmanaged
    {
        public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
        {
            var now = context.Now.Micros;
            result.AllocateValues<T>(context.Arena).Fill(form(now, new ZoneClock(context.Zone).ToLocal(now)));
        }
    }
}

/// <summary>A watermark as a timestamp; before the first one there is none.</summary>
internal readonly struct WatermarkTime(long ticksPerMicrosecond) : IOperation<Fixed<long>, FixedSink<long>>
{
    public bool Invoke(in Fixed<long> a, int row, ref FixedSink<long> sink) => a[row] != long.MinValue && sink.Set(row, a[row] * ticksPerMicrosecond);
}
