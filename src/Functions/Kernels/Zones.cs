using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>TIMESTAMP to TIMESTAMP_LTZ of the same precision in the session's zone.</summary>
internal sealed class ToInstant(long ticksPerSecond) : ZoneKernel(ticksPerSecond)
{
    protected override long Shift(ZoneClock clock, long micros) => clock.ToInstant(micros);
}

/// <summary>TIMESTAMP_LTZ to TIMESTAMP of the same precision in the session's zone.</summary>
internal sealed class ToWallClock(long ticksPerSecond) : ZoneKernel(ticksPerSecond)
{
    protected override long Shift(ZoneClock clock, long micros) => clock.ToLocal(micros);
}

/// <summary>Moves ticks by the offset of the session's zone, which is the same for all ticks of a microsecond.</summary>
internal abstract class ZoneKernel(long ticksPerSecond) : ScalarKernel
{
    private readonly long _ticksPerMicro = ticksPerSecond / 1_000_000;
    private ZoneClock? _clock;

    public sealed override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        if (_clock is null || !ReferenceEquals(_clock.Zone, context.Zone))
            _clock = new ZoneClock(context.Zone);
        result.SetValidity(arguments[0].Validity);
        var input = arguments[0].Span<long>();
        var output = result.AllocateValues<long>(context.Arena);
        for (var i = 0; i < input.Length; i++)
        {
            var micros = Calendar.FloorDivide(input[i], _ticksPerMicro);
            output[i] = unchecked(input[i] + ((Shift(_clock, micros) - micros) * _ticksPerMicro));
        }
    }

    protected abstract long Shift(ZoneClock clock, long micros);
}
