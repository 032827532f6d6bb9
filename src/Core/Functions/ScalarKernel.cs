using StreamSql.Core.Data;

namespace StreamSql.Core.Functions;

/// <summary>Computes one call over a batch of at most <see cref="ChangeBatch.MaxRows"/> rows: a tight loop, no virtual call per row.</summary>
public abstract class ScalarKernel
{
    /// <summary>Whether some values make it raise an error. Such a call is evaluated only for the rows whose value is asked for:
    /// the branch of a CASE that was not taken must not fail.</summary>
    public virtual bool CanFail => false;

    /// <summary>Fills the result for all rows, or for the one stored value if all arguments are constant.</summary>
    /// <param name="arguments">In the types that resolution asked for, all of one length, any of them constant.</param>
    /// <param name="result">Already reset to length and constness by the caller; the kernel allocates its buffers from the arena.</param>
    /// <exception cref="Diagnostics.SqlException">A value is out of the function's domain (SS5xxx).</exception>
    public abstract void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context);
}
