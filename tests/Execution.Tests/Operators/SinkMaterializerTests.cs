using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Plans;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests.Operators;

public sealed class SinkMaterializerTests
{
    private static readonly Schema Pair = new(new Field("k", new SqlType.BigInt()), new Field("v", SqlType.String));

    [Fact]
    [LawOf(typeof(SinkMaterializer))]
    public void A_key_shows_the_last_of_its_rows_whatever_the_cut() => Seeds.Run(200, random =>
    {
        var schema = SmallValues.Schema(random, random.Next(1, 5));
        int[] key = [.. Enumerable.Range(0, schema.Count).OrderBy(_ => random.Next()).Take(random.Next(1, schema.Count + 1))];
        var changes = SmallValues.WithUnknown(SmallValues.Changes(schema, random, random.Next(300), retractions: true), schema, random);
        using var run = new Run(Sink(schema, key));
        var output = new List<Change>();

        for (var taken = 0; taken < changes.Count;)
        {
            if (random.Next(5) == 0)
                run.Restart(random);
            var count = Math.Min(changes.Count - taken, random.Next(4) == 0 ? random.Next(200) : random.Next(5));
            run.Push(0, [.. changes.Skip(taken).Take(count)], random);
            taken += count;
            var step = run.EndMicroBatch(Timestamp.MinValue);
            Assert.All(step.GroupBy(c => KeyOf(c.Row, key)), g => Assert.True(
                g.Select(c => c.Weight) is var w && (w.SequenceEqual([-1]) || w.SequenceEqual([1]) || w.SequenceEqual([-1, 1])), string.Join(", ", g)));
            output.AddRange(step);
            Assert.Equal(Changes.Net(Shown(changes.Take(taken), key).Select(r => new Change(r, 1))), Changes.Net(output).AsEnumerable());
        }
    });

    [Fact]
    public void The_row_before_comes_back_and_a_key_without_rows_is_deleted()
    {
        using var run = new Run(Sink(Pair, [0]));

        Assert.Equal(["+1 [1, 'a']"], Step(run, ("a", +1)));
        Assert.Equal(["-1 [1, 'a']", "+1 [1, 'b']"], Step(run, ("b", +1)));
        Assert.Empty(Step(run, ("a", -1)));
        Assert.Equal(["-1 [1, 'b']", "+1 [1, 'c']"], Step(run, ("c", +1)));
        Assert.Equal(["-1 [1, 'c']", "+1 [1, 'b']"], Step(run, ("c", -1)));
        Assert.Equal(["-1 [1, 'b']"], Step(run, ("b", -1)));
        Assert.All(run.Pipeline.Nodes.SelectMany(n => n.Operator.State), t => Assert.Equal(0, t.RowCount));
    }

    [Fact]
    public void Of_equal_rows_the_oldest_is_taken_back()
    {
        using var run = new Run(Sink(Pair, [0]));

        Assert.Equal(["+1 [1, 'a']"], Step(run, ("a", +1), ("b", +1), ("a", +1)));
        Assert.Empty(Step(run, ("a", -1)));
        Assert.Equal(["-1 [1, 'a']", "+1 [1, 'b']"], Step(run, ("a", -1)));
    }

    [Fact]
    public void A_row_that_is_not_there_is_not_taken_back()
    {
        using var run = new Run(Sink(Pair, [0]));

        Assert.Empty(Step(run, ("a", -1)));
        Assert.Equal(["+1 [1, 'a']"], Step(run, ("b", -1), ("a", +1)));
    }

    [Fact]
    public void Many_keys_fit_no_single_batch()
    {
        using var run = new Run(Sink(Pair, [0]));
        var changes = Enumerable.Range(0, 20_000).Select(i => new Change([(long)(i % 10_000), i < 10_000 ? "x" : "y"], 1)).ToArray();

        run.Push(0, changes[..10_000], new Random(1));
        Assert.Equal(10_000, run.EndMicroBatch(Timestamp.MinValue).Count);
        run.Push(0, changes[10_000..], new Random(1));
        var second = run.EndMicroBatch(Timestamp.MinValue);

        Assert.Equal(20_000, second.Count);
        Assert.All(second.Chunk(2), pair => Assert.Equal((-1, 1, pair[0].Row[0]), (pair[0].Weight, pair[1].Weight, pair[1].Row[0])));
    }

    private static LogicalPlan.Sink Sink(Schema schema, int[] key)
    {
        var table = TestTables.Scan("s", schema).Table;
        return new LogicalPlan.Sink(TestTables.Scan("t", schema, retracts: true), table with { Connector = table.Connector with { PrimaryKey = key } })
        {
            Materialize = true,
        };
    }

    private static IEnumerable<string> Step(Run run, params (string Value, long Weight)[] changes)
    {
        run.Push(0, [.. changes.Select(c => new Change([1L, c.Value], c.Weight))], new Random(1));
        return run.EndMicroBatch(Timestamp.MinValue).Select(c => c.ToString());
    }

    // As a list a key: what comes is put behind the others, what is taken back is the first that is equal.
    private static IEnumerable<object?[]> Shown(IEnumerable<Change> changes, int[] key)
    {
        var lists = new Dictionary<string, List<Change>>();
        foreach (var change in changes)
        {
            var of = KeyOf(change.Row, key);
            if (!lists.TryGetValue(of, out var list))
                lists.Add(of, list = []);
            if (change.Weight > 0)
                list.Add(change);
            else if (list.FindIndex(c => c.Key == change.Key) is var at and >= 0)
                list.RemoveAt(at);
        }

        return lists.Values.Where(l => l.Count > 0).Select(l => l[^1].Row);
    }

    private static string KeyOf(object?[] row, int[] key) => Change.Text([.. key.Select(k => row[k])]);
}
