using System.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Makes the plans again with what is needed.</summary>
internal sealed partial class PruneColumns
{
    /// <summary>A plan with just these columns, in ascending order.</summary>
    private LogicalPlan Exact(LogicalPlan plan, IEnumerable<int> columns)
    {
        var pruned = Visit(plan);
        var positions = columns.Select(c => pruned.Position[c]).ToArray();
        if (positions.SequenceEqual(Every(pruned.Plan)))
            return pruned.Plan;
        var schema = pruned.Plan.Schema;
        return new LogicalPlan.Project(
            pruned.Plan, [.. positions.Select(i => new Expr.Column(i, schema[i].Name, schema[i].Type))], schema.Select(positions)) { Span = plan.Span };
    }

    private Pruned Visit(LogicalPlan plan)
    {
        if (_pruned.TryGetValue(plan, out var known))
            return known;
        var columns = Needed(plan);
        var result = plan switch
        {
            LogicalPlan.Scan p => Scan(p, columns),
            LogicalPlan.Values p => Values(p, columns),
            LogicalPlan.Project p => Project(p, columns),
            LogicalPlan.Filter p => Filter(p),
            LogicalPlan.AssignWatermark p => AssignWatermark(p, columns),
            LogicalPlan.Normalize p => Normalize(p),
            LogicalPlan.WindowFunction p => WindowFunction(p),
            LogicalPlan.Aggregate p => Aggregate(p, columns),
            LogicalPlan.WindowAggregate p => WindowAggregate(p, columns),
            LogicalPlan.Join p => Join(p),
            LogicalPlan.Union p => Union(p, columns),
            LogicalPlan.Sort p => Sort(p),
            _ => throw new UnreachableException(plan.Describe()),
        };
        _pruned.Add(plan, result);
        return result;
    }

    private static Pruned Scan(LogicalPlan.Scan scan, SortedSet<int> columns) => new(
        scan.Columns.Count == columns.Count
            ? scan
            : new LogicalPlan.Scan(scan.Table, [.. columns.Select(c => scan.Columns[c])]) { Span = scan.Span },
        Positions(scan.Schema.Count, columns));

    private static Pruned Values(LogicalPlan.Values values, SortedSet<int> columns) => new(
        values with
        {
            Output = values.Output.Select(columns.ToArray()),
            Rows = [.. values.Rows.Select(r => (EquatableList<Expr>)[.. columns.Select(c => r[c])])],
        },
        Positions(values.Schema.Count, columns));

    private Pruned Project(LogicalPlan.Project project, SortedSet<int> columns)
    {
        var input = Visit(project.Input);
        return new Pruned(
            columns.Count == 0 ? input.Plan : project with
            {
                Input = input.Plan,
                Expressions = [.. columns.Select(c => Moved(project.Expressions[c], input))],
                Output = project.Output.Select(columns.ToArray()),
            },
            Positions(project.Schema.Count, columns));
    }

    private Pruned Filter(LogicalPlan.Filter filter)
    {
        var input = Visit(filter.Input);
        return new Pruned(filter with { Input = input.Plan, Condition = Moved(filter.Condition, input) }, input.Position);
    }

    private Pruned AssignWatermark(LogicalPlan.AssignWatermark assign, SortedSet<int> columns)
    {
        var input = Visit(assign.Input);
        var carry = assign.Carry && columns.Contains(assign.Input.Schema.Count);
        var plan = new LogicalPlan.AssignWatermark(
            input.Plan, input.Position[assign.TimeColumn], Moved(assign.Watermark, input), assign.IdleTimeout, carry) { Span = assign.Span };
        return new Pruned(plan, assign.Carry ? [.. input.Position, carry ? plan.Schema.Count - 1 : -1] : input.Position);
    }

    private Pruned Normalize(LogicalPlan.Normalize normalize)
    {
        var input = Visit(normalize.Input);
        return new Pruned(normalize with { Input = input.Plan, Key = [.. normalize.Key.Select(k => input.Position[k])] }, input.Position);
    }

    private Pruned WindowFunction(LogicalPlan.WindowFunction function)
    {
        var input = Visit(function.Input);
        var plan = new LogicalPlan.WindowFunction(
            input.Plan, function.Window with { TimeColumn = input.Position[function.Window.TimeColumn] }) { Span = function.Span };
        return new Pruned(plan, [.. input.Position, .. Enumerable.Range(input.Plan.Schema.Count, 3)]);
    }

    private Pruned Aggregate(LogicalPlan.Aggregate aggregate, SortedSet<int> columns)
    {
        var calls = Calls(aggregate.Calls, aggregate.Keys.Count, columns);
        var input = Visit(aggregate.Input);
        var plan = new LogicalPlan.Aggregate(
            input.Plan, Moved(aggregate.Keys, input), [.. calls.Select(c => Moved(aggregate.Calls[c], input))]) { Span = aggregate.Span };
        return new Pruned(plan, AfterAggregation(aggregate.Keys.Count, aggregate.Calls.Count, calls));
    }

    private Pruned WindowAggregate(LogicalPlan.WindowAggregate aggregate, SortedSet<int> columns)
    {
        var calls = Calls(aggregate.Calls, aggregate.Keys.Count, columns);
        var input = Visit(aggregate.Input);
        var plan = new LogicalPlan.WindowAggregate(
            input.Plan, aggregate.Window with { TimeColumn = input.Position[aggregate.Window.TimeColumn] }, Moved(aggregate.Keys, input),
            [.. calls.Select(c => Moved(aggregate.Calls[c], input))],
            aggregate.WatermarkColumn < 0 ? -1 : input.Position[aggregate.WatermarkColumn]) { Span = aggregate.Span };
        var kept = AfterAggregation(aggregate.Keys.Count, aggregate.Calls.Count, calls);
        return new Pruned(plan, [.. kept, .. Enumerable.Range(aggregate.Keys.Count + calls.Length, 3)]);
    }

    private Pruned Join(LogicalPlan.Join join)
    {
        var (left, right) = (Visit(join.Left), Visit(join.Right));
        var shift = left.Plan.Schema.Count;
        int[] position = [.. left.Position, .. right.Position.Select(p => p < 0 ? -1 : p + shift)];
        var plan = new LogicalPlan.Join(
            left.Plan, right.Plan, [.. join.Keys.Select(k => k with { Left = left.Position[k.Left], Right = right.Position[k.Right] })],
            join.Residual?.Renumber(i => position[i])) { Span = join.Span };
        return new Pruned(plan, position);
    }

    private Pruned Union(LogicalPlan.Union union, SortedSet<int> columns) => new(
        union with { All = [.. union.All.Select(i => Exact(i, columns))], Output = union.Output.Select(columns.ToArray()) },
        Positions(union.Schema.Count, columns));

    private Pruned Sort(LogicalPlan.Sort sort)
    {
        var input = Visit(sort.Input);
        return new Pruned(
            sort with { Input = input.Plan, Keys = [.. sort.Keys.Select(k => k with { Column = input.Position[k.Column] })] }, input.Position);
    }

    private static int[] Positions(int count, SortedSet<int> kept)
    {
        var positions = new int[count];
        Array.Fill(positions, -1);
        var next = 0;
        foreach (var column in kept)
            positions[column] = next++;
        return positions;
    }

    private static int[] AfterAggregation(int keys, int calls, int[] kept) =>
        [.. Enumerable.Range(0, keys), .. Positions(calls, [.. kept]).Select(p => p < 0 ? -1 : p + keys)];

    private static AggregateCall Moved(AggregateCall call, Pruned input) => call with
    {
        Arguments = Moved(call.Arguments, input),
        Filter = call.Filter < 0 ? -1 : input.Position[call.Filter],
    };

    private static EquatableList<int> Moved(EquatableList<int> columns, Pruned input) => [.. columns.Select(c => input.Position[c])];

    private static Expr Moved(Expr expression, Pruned input) => expression.Renumber(i => input.Position[i]);
}
