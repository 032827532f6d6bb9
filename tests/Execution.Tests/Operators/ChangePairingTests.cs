using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Runtime;

namespace StreamSql.Execution.Tests.Operators;

public sealed class ChangePairingTests
{
    private static readonly Schema Pair = new(new Field("k", SqlType.String), new Field("v", new SqlType.BigInt()));

    [Fact]
    [LawOf(typeof(SinkOperator))]
    public void What_a_sink_is_given_sums_up_to_what_came_and_is_paired_by_key() => Seeds.Run(200, random =>
    {
        var schema = SmallValues.Schema(random, random.Next(1, 5));
        int[]? key = random.Next(3) == 0 ? null : [.. Enumerable.Range(0, schema.Count).Where(_ => random.Next(3) == 0)];
        var changes = SmallValues.Changes(schema, random, random.Next(400), retractions: true);
        using var arena = new BatchArena();
        var ordered = random.Next(2) == 0;
        using var pairing = new ChangePairing(schema, key, arena, ordered);
        for (var taken = 0; taken < changes.Count;)
        {
            var microBatch = changes.Skip(taken).Take(random.Next(1, 80)).ToArray();
            taken += microBatch.Length;
            foreach (var batch in microBatch.Chunk(random.Next(1, 40)))
                pairing.Add(Changes.Batch(schema, batch));

            var output = Drain(pairing);

            Assert.Equal(Changes.Net(microBatch), Changes.Net(output.Select(o => new Change(o.Row, o.Kind.Weight()))).AsEnumerable());
            CheckPairs(output, key, ordered);
        }
    });

    [Fact]
    public void Keys_come_in_the_order_of_their_first_touch_and_rows_that_cancel_out_not_at_all() => Assert.Equal(
        ["-U ['b', 1]", "+U ['b', 2]", "+I ['a', 9]", "-D ['d', 4]"],
        Drain([0], new Change(["b", 1L], -1), new Change(["a", 9L], 1), new Change(["c", 5L], 1), new Change(["b", 2L], 1), new Change(["c", 5L], -1), new Change(["d", 4L], -1)));

    [Fact]
    public void Without_a_key_rows_are_deleted_and_inserted() => Assert.Equal(
        ["-D ['b', 1]", "+I ['b', 2]"],
        Drain(null, new Change(["b", 1L], -1), new Change(["b", 2L], 1)));

    [Fact]
    public void Where_there_is_one_row_at_most_any_other_takes_its_place() => Assert.Equal(
        ["-U ['b', 1]", "+U ['a', 2]"],
        Drain([], new Change(["b", 1L], -1), new Change(["a", 2L], 1)));

    [Fact]
    public void A_key_that_is_taken_back_last_is_deleted_last_though_it_was_another_row_or_was_added_twice() => Assert.Equal(
        ["+I ['a', 1]", "-D ['a', null]", "+I ['b', 1]", "+I ['b', 1]", "-D ['b', 1]"],
        Drain([0], new Change(["a", 1L], 1), new Change(["a", null], -1), new Change(["b", 1L], 1), new Change(["b", 1L], 1), new Change(["b", 1L], -1)));

    private static void CheckPairs(IReadOnlyList<(ChangeKind Kind, object?[] Row)> output, int[]? key, bool ordered)
    {
        string Key(object?[] row) => Change.Text([.. (key ?? []).Select(k => row[k])]);
        var single = new Dictionary<string, ChangeKind>();
        for (var i = 0; i < output.Count; i++)
        {
            var (kind, row) = output[i];
            if (kind == ChangeKind.UpdateBefore)
            {
                Assert.NotNull(key);
                Assert.Equal(ChangeKind.UpdateAfter, output[i + 1].Kind);
                Assert.Equal(Key(row), Key(output[++i].Row));
                continue;
            }

            Assert.NotEqual(ChangeKind.UpdateAfter, kind);
            if (key is not null && !ordered)
                Assert.Equal(kind, single.TryGetValue(Key(row), out var other) ? other : single[Key(row)] = kind);
        }
    }

    private static string[] Drain(int[]? key, params Change[] changes)
    {
        using var arena = new BatchArena();
        using var pairing = new ChangePairing(Pair, key, arena);
        pairing.Add(Changes.Batch(Pair, changes));
        return [.. Drain(pairing).Select(o => $"{o.Kind.Text()} {Change.Text(o.Row)}")];
    }

    private static List<(ChangeKind Kind, object?[] Row)> Drain(ChangePairing pairing)
    {
        var output = new List<(ChangeKind, object?[])>();
        pairing.Drain((batch, kinds) => output.AddRange(Changes.Rows(batch).Select((c, i) => (kinds.Span[i], c.Row))));
        return output;
    }
}
