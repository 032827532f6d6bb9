using StreamSql.Planner.Binding;
using StreamSql.Planner.Optimizer.Rules;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer;

/// <summary>Makes plans that do the same with less work.</summary>
/// <param name="constants">Computes constants, or <see langword="null"/> to leave them.</param>
internal sealed class LogicalOptimizer(ExprBuilder expressions, IConstantEvaluator? constants)
{
    // Every round moves filters at least one node down; a plan deeper than this is optimized less, not wrongly.
    private const int MaxRounds = 32;

    private readonly OptimizerRule[] _rules =
    [
        .. constants is null ? [] : new OptimizerRule[] { new FoldConstants(constants) },
        new SimplifyConditions(),
        new RemoveFilter(),
        new MergeFilters(),
        new PushDownFilter(),
        new PushFilterIntoJoin(expressions),
        new MergeProjects(),
        new ProjectValues(),
        new RemoveTrivialProject(),
    ];

    public IReadOnlyList<LogicalPlan> Optimize(IReadOnlyList<LogicalPlan> roots)
    {
        var plans = ApplyRules(ShareSubplans.Apply(roots));
        plans = PruneColumns.All(ShareSubplans.Apply(CrossJoinKeys.Apply(plans)));
        return ShareSubplans.Apply(ApplyRules(plans));
    }

    private LogicalPlan[] ApplyRules(LogicalPlan[] plans)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var next = PlanRewriter.BottomUp(plans, plan => _rules.Aggregate(plan, (p, rule) => rule.Apply(p)));
            if (next.Zip(plans).All(p => ReferenceEquals(p.First, p.Second)))
                break;
            plans = next;
        }

        return plans;
    }
}
