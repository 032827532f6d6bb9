using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Pipelines;
using StreamSql.Planner.Properties;

namespace StreamSql.Execution.Planning;

/// <summary>A step of a query as it will run: what EXPLAIN shows last, and what every shard makes its operator from.</summary>
/// <param name="Id">Stable for the same plan, and a file name: <c>3-aggregate</c>.</param>
/// <param name="Inputs">In the order of the operator's input ports.</param>
public abstract record PhysicalPlan(string Id, Schema Schema, EquatableList<PhysicalPlan> Inputs)
{
    /// <summary>The changes that the node puts out.</summary>
    public ChangelogMode Changelog { get; init; } = new(Updates: true, Deletes: true);

    /// <summary>Whether no row that was put out is ever taken back.</summary>
    public bool IsInsertOnly => Changelog.IsInsertOnly;

    /// <summary>Sets of columns each of which tells the rows apart that are there at one time; an empty set says that there is at most one row.</summary>
    public IReadOnlyList<EquatableList<int>> UpsertKeys { get; init; } = [];

    /// <summary>The columns of an input by which its rows must be brought together: none to have all on one shard,
    /// <see langword="null"/> if rows may be anywhere.</summary>
    public virtual EquatableList<int>? KeysOf(int input) => null;

    /// <summary>The node's own line in EXPLAIN, without inputs.</summary>
    public abstract string Describe();

    /// <summary>Makes the operator of one shard.</summary>
    internal abstract Operator Create(IPipelineHost host);
}
