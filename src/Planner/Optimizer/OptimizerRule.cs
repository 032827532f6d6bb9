using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer;

/// <summary>A rewrite that keeps the meaning: the rows, their changes, the watermark.</summary>
internal abstract class OptimizerRule
{
    /// <summary>The node rewritten, or the very same object if the rule has nothing to do there. Its inputs have been visited.</summary>
    public abstract LogicalPlan Apply(LogicalPlan plan);
}
