using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>What operations on rows know of the session: the clock of its zone.</summary>
internal sealed class SessionZone
{
    public ZoneClock Clock { get; private set; } = new(TimeZoneInfo.Utc);

    public void Enter(EvaluationContext context)
    {
        if (!ReferenceEquals(Clock.Zone, context.Zone))
            Clock = new ZoneClock(context.Zone);
    }
}

/// <summary>A kernel whose operation looks at the session's zone.</summary>
internal sealed class InSession(SessionZone session, ScalarKernel kernel) : ScalarKernel
{
    public override bool CanFail => kernel.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        session.Enter(context);
        kernel.Evaluate(arguments, result, context);
    }
}
