using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators.Grouping;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Tests.Operators.Grouping;

public sealed class EqualRowsTests
{
    [Fact]
    public void Chains_are_lists_by_group_and_hash() => Seeds.Run(50, random =>
    {
        using var groups = Table("groups", 5, SequenceRows.GroupLinks, out var groupRows);
        using var values = Table("values", 200, SequenceRows.Links + EqualRows.Links, out var free);
        var rows = new SequenceRows(values, values.Layout.Values[0].Offset);
        rows.Bind(groups, groups.Layout.Links);
        using var equal = new EqualRows(rows, values);
        var model = new Dictionary<(int Group, int Hash), List<int>>();
        var unused = new Stack<int>(free);

        for (var step = 0; step < 1000; step++)
        {
            var key = (groupRows[random.Next(groupRows.Length)], random.Next(-2, 3));
            if (!model.TryGetValue(key, out var chain))
                model.Add(key, chain = []);
            if (random.Next(2) == 0 && unused.TryPop(out var row))
            {
                rows.Append(key.Item1, row, key.Item2);
                equal.Append(row);
                chain.Add(row);
            }
            else if (chain.Count > 0)
            {
                var gone = chain[random.Next(2) == 0 ? 0 : random.Next(chain.Count)];
                equal.Remove(gone);
                rows.Unlink(gone);
                chain.Remove(gone);
                unused.Push(gone);
            }

            Assert.Equal(chain, Chain(equal, key));
        }

        Assert.All(model, entry => Assert.Equal(entry.Value, Chain(equal, entry.Key)));
    });

    private static List<int> Chain(EqualRows equal, (int Group, int Hash) key)
    {
        var chain = new List<int>();
        for (var row = equal.Oldest(key.Group, key.Hash); row >= 0; row = equal.Next(row))
            chain.Add(row);
        return chain;
    }

    private static KeyedTable Table(string name, int count, int links, out int[] rows)
    {
        var schema = new Schema(new Field("k", new SqlType.BigInt()));
        var table = new KeyedTable(name, schema, 1, [new StateField("n", new SqlType.BigInt())], links);
        rows = TestTables.AddKeys(table, Enumerable.Range(0, count));
        return table;
    }
}
