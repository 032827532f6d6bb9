using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Planner.Plans;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests.Operators;

public sealed class ChangelogNormalizeTests
{
    private static readonly Schema Pair = new(new Field("k", new SqlType.BigInt()), new Field("v", SqlType.String));

    [Fact]
    [LawOf(typeof(ChangelogNormalize))]
    public void A_key_has_the_row_that_was_added_last_whatever_the_cut() => Seeds.Run(200, random =>
    {
        var schema = SmallValues.Schema(random, random.Next(1, 5));
        int[] key = [.. Enumerable.Range(0, schema.Count).Where(_ => random.Next(2) == 0)];
        key = key.Length == 0 ? [random.Next(schema.Count)] : key;
        var changes = SmallValues.WithUnknown(SmallValues.Changes(schema, random, random.Next(300), retractions: true), schema, random)
            .SelectMany(c => Enumerable.Repeat(c, random.Next(1, 3))).ToArray();
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.Normalize(TestTables.Scan("t", schema, retracts: true), [.. key])));
        var output = new List<Change>();

        for (var taken = 0; taken < changes.Length;)
        {
            if (random.Next(5) == 0)
                run.Restart(random);
            var count = Math.Min(changes.Length - taken, random.Next(4) == 0 ? random.Next(200) : random.Next(5));
            run.Push(0, changes[taken..(taken + count)], random);
            taken += count;
            output.AddRange(run.EndMicroBatch(Timestamp.MinValue));
            Assert.Equal(Changes.Net(Last(changes.Take(taken), key).Select(r => new Change(r, 1))), Changes.Net(output).AsEnumerable());
        }
    });

    [Fact]
    public void What_comes_twice_comes_out_once_and_what_is_replaced_without_notice_is_taken_back()
    {
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.Normalize(TestTables.Scan("t", Pair, retracts: true), [0])));

        Assert.Equal(["+1 [1, 'a']"], Step(run, ("a", +1), ("a", +1)));
        Assert.Empty(Step(run, ("a", +1)));
        Assert.Equal(["-1 [1, 'a']", "+1 [1, 'b']"], Step(run, ("b", +1)));
        Assert.Empty(Step(run, ("a", -1), ("b", +1)));
        Assert.Equal(["-1 [1, 'b']"], Step(run, ("of which only the key counts", -1)));
        Assert.Empty(Step(run, ("b", -1)));
        Assert.All(run.Pipeline.Nodes.SelectMany(n => n.Operator.State), t => Assert.Equal(0, t.RowCount));
    }

    [Fact]
    [LawOf(typeof(ChangelogNormalize))]
    public void Where_their_order_matters_changes_come_each_by_itself_whatever_the_cut() => Seeds.Run(100, random =>
    {
        var schema = new Schema(new Field("k", new SqlType.Integer()), new Field("v", new SqlType.Integer()));
        var changes = SmallValues.WithUnknown(SmallValues.Changes(schema, random, random.Next(300), retractions: true), schema, random);
        var sink = new LogicalPlan.Sink(
            new LogicalPlan.Normalize(TestTables.Scan("t", schema, retracts: true), [0]),
            TestTables.Scan("s", schema).Table with { Connector = TestTables.Scan("s", schema).Table.Connector with { PrimaryKey = [1] } })
        {
            Materialize = true,
        };

        // The row before may be shown again, so what is shown tells the order of all changes.
        IReadOnlyList<Change> Output(bool cut)
        {
            using var run = new Run(sink);
            var output = new List<Change>();
            for (var taken = 0; taken < changes.Count;)
            {
                if (cut && random.Next(5) == 0)
                    run.Restart(random);
                var count = Math.Min(changes.Count - taken, cut ? 1 : changes.Count);
                run.Push(0, [.. changes.Skip(taken).Take(count)], random);
                taken += count;
                output.AddRange(run.EndMicroBatch(Timestamp.MinValue));
            }

            return output;
        }

        Assert.Equal(Changes.Net(Output(cut: true)), Changes.Net(Output(cut: false)).AsEnumerable());
    });

    private static IEnumerable<string> Step(Run run, params (string Value, long Weight)[] changes)
    {
        run.Push(0, [.. changes.Select(c => new Change([1L, c.Value], c.Weight))], new Random(1));
        return run.EndMicroBatch(Timestamp.MinValue).Select(c => c.ToString());
    }

    private static IEnumerable<object?[]> Last(IEnumerable<Change> changes, int[] key)
    {
        var rows = new Dictionary<string, object?[]>();
        foreach (var change in changes)
        {
            var of = Change.Text([.. key.Select(k => change.Row[k])]);
            if (change.Weight > 0)
                rows[of] = change.Row;
            else
                rows.Remove(of);
        }

        return rows.Values;
    }
}
