using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Properties;

/// <summary>Derives a property of plans from that of their inputs, once per node however many consumers it has.</summary>
/// <param name="derive">The property of a node; the function that it is given answers for the inputs.</param>
internal sealed class PlanMemo<T>(Func<LogicalPlan, Func<LogicalPlan, T>, T> derive)
{
    private readonly Dictionary<LogicalPlan, T> _known = new(ReferenceEqualityComparer.Instance);

    public T Of(LogicalPlan plan)
    {
        if (_known.TryGetValue(plan, out var known))
            return known;
        var value = derive(plan, Of);
        _known.Add(plan, value);
        return value;
    }
}
