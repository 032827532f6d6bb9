using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Binding;

/// <summary>An aggregate call over expressions, before they have become columns.</summary>
/// <param name="Filter">Its FILTER condition, or <see langword="null"/>.</param>
internal sealed record BoundAggregate(
    AggregateFunction Function, ResolvedAggregate Resolved, EquatableList<Expr> Arguments, bool Distinct, Expr? Filter)
{
    public IEnumerable<Expr> Reads => Filter is null ? Arguments : Arguments.Append(Filter);

    public BoundAggregate Map(Func<Expr, Expr> map) =>
        this with { Arguments = [.. Arguments.Select(map)], Filter = Filter is null ? null : map(Filter) };
}

/// <summary>Takes the aggregate calls out of the expressions of one query block: each stands there as a column behind those of the
/// input, so that the rest can be bound as if grouping did not exist.</summary>
/// <param name="inputWidth">How many columns the input has.</param>
internal sealed class AggregateCollector(int inputWidth)
{
    private readonly List<BoundAggregate> _calls = [];

    public IReadOnlyList<BoundAggregate> Calls => _calls;

    /// <summary>The column that stands for the call; equal calls share one.</summary>
    public Expr Add(BoundAggregate call, Origin span)
    {
        var index = _calls.IndexOf(call);
        if (index < 0)
        {
            index = _calls.Count;
            _calls.Add(call);
        }

        return new Expr.Column(inputWidth + index, call.Function.Name, call.Resolved.Result) { Span = span };
    }
}
