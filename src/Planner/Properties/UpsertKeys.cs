using System.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

using KeysOf = System.Func<StreamSql.Planner.Plans.LogicalPlan, System.Collections.Generic.IReadOnlyList<StreamSql.Core.Types.EquatableList<int>>>;

namespace StreamSql.Planner.Properties;

/// <summary>The sets of columns of which each identifies a row among those alive.</summary>
public static class UpsertKeys
{
    // Joins multiply keys; more than a few help nobody.
    private const int MaxKeys = 8;

    /// <summary>The smallest key, or <see langword="null"/> if none is known. An empty key says that there is at most one row.</summary>
    public static EquatableList<int>? Best(LogicalPlan plan) => Of(plan).MinBy(k => k.Count);

    /// <summary>Keys as EXPLAIN shows them, behind other properties: <c>, upsertKey=[{0, 1}]</c>; nothing if there are none.</summary>
    public static string Describe(IReadOnlyList<EquatableList<int>> keys) =>
        keys.Count == 0 ? "" : $", upsertKey=[{string.Join(", ", keys.Select(k => $"{{{string.Join(", ", k)}}}"))}]";

    /// <summary>All keys that are known, each ascending; none contains another.</summary>
    public static IReadOnlyList<EquatableList<int>> Of(LogicalPlan plan) => new PlanMemo<IReadOnlyList<EquatableList<int>>>(Derive).Of(plan);

    private static IReadOnlyList<EquatableList<int>> Derive(LogicalPlan plan, KeysOf of) => Minimal(plan switch
    {
        LogicalPlan.Scan p => Scan(p),
        LogicalPlan.Values p => p.Rows.Count <= 1 ? [[]] : [],
        LogicalPlan.Project p => Project(p, of(p.Input)),
        LogicalPlan.Aggregate p => [[.. Enumerable.Range(0, p.Keys.Count)]],
        LogicalPlan.WindowAggregate p => WindowAggregate(p),
        LogicalPlan.WindowFunction p => WindowFunction(p, of(p.Input)),
        LogicalPlan.Join p => Join(p, of(p.Left), of(p.Right)),
        LogicalPlan.Union => [],
        LogicalPlan.Normalize p => [Sorted(p.Key)],
        LogicalPlan.Sink { Materialize: true } p => [Sorted(p.Table.Connector.PrimaryKey)],
        LogicalPlan.Filter or LogicalPlan.AssignWatermark or LogicalPlan.Sort or LogicalPlan.Sink or LogicalPlan.Collect => of(plan.Inputs[0]),
        _ => throw new UnreachableException(plan.Describe()),
    });

    private static IEnumerable<EquatableList<int>> Scan(LogicalPlan.Scan scan)
    {
        var key = scan.Table.Connector.PrimaryKey;
        if (key.Count == 0)
            return [];
        var columns = scan.Columns.ToList();
        int[] positions = [.. key.Select(k => columns.IndexOf(k)).Order()];
        return positions[0] < 0 ? [] : [[.. positions]];
    }

    private static IEnumerable<EquatableList<int>> Project(LogicalPlan.Project project, IReadOnlyList<EquatableList<int>> input)
    {
        var positions = new Dictionary<int, int>();
        for (var i = 0; i < project.Expressions.Count; i++)
        {
            if (Identity(project.Expressions[i]) is { } column)
                positions.TryAdd(column, i);
        }

        return input.Where(k => k.All(positions.ContainsKey)).Select(k => Sorted(k.Select(c => positions[c])));
    }

    /// <summary>The column that the expression tells apart from others as the column itself does, or <see langword="null"/>.</summary>
    private static int? Identity(Expr expression) => expression switch
    {
        Expr.Column column => column.Index,
        Expr.Call { Name: OperatorNames.Cast, Arguments: [Expr.Column column] } cast when IsLossless(column.Type, cast.Type) => column.Index,
        _ => null,
    };

    private static bool IsLossless(SqlType from, SqlType to) =>
        from.IsInteger() && to.IsInteger() && Coercion.IsImplicit(from.AsNullable(), to.AsNullable())
        || from is SqlType.VarChar or SqlType.Char && to is SqlType.VarChar { Length: SqlType.MaxLength };

    private static IEnumerable<EquatableList<int>> WindowAggregate(LogicalPlan.WindowAggregate aggregate)
    {
        var keys = Enumerable.Range(0, aggregate.Keys.Count).ToArray();
        var start = aggregate.Schema.Count - 3;

        // Windows of one length are told apart by either bound; those of CUMULATE share their starts.
        return aggregate.Window.Kind == WindowKind.Cumulate
            ? [[.. keys, start + 1], [.. keys, start + 2]]
            : [[.. keys, start], [.. keys, start + 1], [.. keys, start + 2]];
    }

    private static IEnumerable<EquatableList<int>> WindowFunction(
        LogicalPlan.WindowFunction function, IReadOnlyList<EquatableList<int>> input) =>
        function.Window.Kind == WindowKind.Tumble
            ? input
            : input.Select(k => Sorted(k.Append(function.Input.Schema.Count + 1)));

    private static IEnumerable<EquatableList<int>> Join(
        LogicalPlan.Join join, IReadOnlyList<EquatableList<int>> left, IReadOnlyList<EquatableList<int>> rightAlone)
    {
        var width = join.Left.Schema.Count;
        var right = rightAlone.Select(k => Sorted(k.Select(c => c + width))).ToArray();
        var leftMatches = join.Keys.Select(k => k.Left).ToHashSet();
        var rightMatches = join.Keys.Select(k => k.Right + width).ToHashSet();

        // A row of one side that finds at most one partner keeps its key.
        if (right.Any(k => k.All(rightMatches.Contains)))
        {
            foreach (var key in left)
                yield return key;
        }

        if (left.Any(k => k.All(leftMatches.Contains)))
        {
            foreach (var key in right)
                yield return key;
        }

        foreach (var pair in left.SelectMany(l => right.Select(r => Sorted(l.Concat(r)))))
            yield return pair;
    }

    private static IReadOnlyList<EquatableList<int>> Minimal(IEnumerable<EquatableList<int>> keys)
    {
        var all = keys.Distinct().ToArray();
        return [.. all.Where(k => !all.Any(o => o.Count < k.Count && o.All(k.Contains))).Take(MaxKeys)];
    }

    private static EquatableList<int> Sorted(IEnumerable<int> columns) => [.. columns.Order()];
}
