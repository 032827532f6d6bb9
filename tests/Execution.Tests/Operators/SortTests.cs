using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

public sealed class SortTests
{
    [Theory]
    [LawOf(typeof(Sort))]
    [InlineData(false)]
    [InlineData(true)]
    public void The_rows_that_are_there_at_the_end_come_in_order_whatever_the_cut(bool retractions) => Seeds.Run(150, random =>
    {
        var schema = SmallValues.Schema(random, random.Next(1, 5));
        EquatableList<SortKey> keys =
        [
            .. Enumerable.Range(0, schema.Count).Where(_ => random.Next(2) == 0)
                .Select(c => new SortKey(c, random.Next(2) == 0, random.Next(2) == 0)),
        ];
        var offset = random.Next(3) == 0 ? random.Next(20) : 0;
        long? limit = random.Next(2) == 0 ? random.Next(40) : null;
        var changes = SmallValues.Changes(schema, random, random.Next(300), retractions);
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.Sort(TestTables.Scan("t", schema, retractions), keys, offset, limit)));

        for (var taken = 0; taken < changes.Count;)
        {
            if (random.Next(5) == 0)
                run.Restart(random);
            var count = Math.Min(changes.Count - taken, random.Next(4) == 0 ? random.Next(200) : random.Next(5));
            run.Push(0, [.. changes.Skip(taken).Take(count)], random);
            taken += count;
            Assert.Empty(run.EndMicroBatch(Timestamp.MinValue));
        }

        var output = run.EndMicroBatch(Timestamp.MaxValue, endOfInput: true);

        var expected = InOrder(Alive(changes), keys).Skip(offset).Take((int)(limit ?? int.MaxValue));
        Assert.Equal(expected.Select(Change.Text), output.Select(c => c.Key));
        Assert.All(output, c => Assert.Equal(1, c.Weight));
    });

    // Equal rows stand together, where the first of those that are there came.
    private static List<object?[]> Alive(IReadOnlyList<Change> changes)
    {
        var rows = new List<(string Key, object?[] Row, int Count)>();
        foreach (var change in changes)
        {
            var at = rows.FindIndex(r => r.Key == change.Key);
            if (at < 0)
                rows.Add((change.Key, change.Row, 1));
            else if (rows[at].Count + change.Weight == 0)
                rows.RemoveAt(at);
            else
                rows[at] = rows[at] with { Count = rows[at].Count + (int)change.Weight };
        }

        return [.. rows.SelectMany(r => Enumerable.Repeat(r.Row, r.Count))];
    }

    private static IEnumerable<object?[]> InOrder(IEnumerable<object?[]> rows, IReadOnlyList<SortKey> keys)
    {
        var ordered = rows.OrderBy(_ => 0);
        return keys.Aggregate(ordered, (sorted, key) => sorted.ThenBy(row => row[key.Column], new KeyOrder(key)));
    }

    private sealed class KeyOrder(SortKey key) : IComparer<object?>
    {
        public int Compare(object? x, object? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => key.NullsFirst ? -1 : 1,
            (_, null) => key.NullsFirst ? 1 : -1,
            _ => AggregateReference.Compare(x, y) * (key.Descending ? -1 : 1),
        };
    }
}
