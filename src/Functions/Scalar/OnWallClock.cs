using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>A kernel for TIMESTAMP whose first argument is an instant: it sees the wall clock of the session's zone.</summary>
internal sealed class OnWallClock(SqlType.TimestampLtz instant, ScalarKernel kernel) : ScalarKernel
{
    private readonly ToWallClock _toWallClock = new(instant.TicksPerSecond());
    private readonly Vector _local = new(new SqlType.Timestamp(instant.Precision));
    private Vector[] _arguments = [];

    public override bool CanFail => kernel.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        if (_arguments.Length != arguments.Length)
            _arguments = new Vector[arguments.Length];
        arguments.CopyTo(_arguments);
        _local.Reset(arguments[0].Length, arguments[0].IsConstant);
        _toWallClock.Evaluate(arguments[..1], _local, context);
        _arguments[0] = _local;
        kernel.Evaluate(_arguments, result, context);
    }
}
