using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests.State;

public sealed class KeyedTableTests : IDisposable
{
    private static readonly SqlType[] Types =
    [
        new SqlType.Boolean(), new SqlType.TinyInt(), new SqlType.SmallInt(), new SqlType.Integer(), new SqlType.BigInt(), new SqlType.BigInt().NotNull(),
        new SqlType.Float(), new SqlType.Double(), new SqlType.Decimal(9, 2), new SqlType.Decimal(30, 4), SqlType.String, SqlType.String.NotNull(),
        SqlType.Bytes, new SqlType.Date(), new SqlType.Time(0), new SqlType.Timestamp(3), new SqlType.TimestampLtz(9),
        new SqlType.Array(SqlType.String), new SqlType.Row([new RowField("a", new SqlType.Double()), new RowField("b", SqlType.Bytes)]),
    ];

    private readonly BatchArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void A_table_behaves_as_a_dictionary_through_changes_snapshots_and_restores() => Seeds.Run(60, random =>
    {
        var keys = new Schema(Enumerable.Range(0, random.Next(1, 5)).Select(i => new Field("k" + i, Types[random.Next(Types.Length)])));
        var prefix = random.Next(1, keys.Count + 1);
        var model = new Dictionary<string, (object?[] Key, long Value, string Text)>();
        var pool = Enumerable.Range(0, random.Next(1, 3000)).Select(_ => (object?[])[.. keys.Select(k => RandomValues.One(k.Type, random))]).ToArray();
        var table = Create(keys, prefix);
        var log = new SnapshotLog();
        for (var round = 0; round < 12; round++)
        {
            Change(table, keys, model, pool, random);
            switch (random.Next(4))
            {
                case 0:
                    log.Add(table, full: false);
                    break;
                case 1:
                    log.Add(table, full: true);
                    log.Complete();
                    table.Dispose();
                    table = Create(keys, prefix);
                    log.RestoreInto(table, _ => true);
                    break;
            }

            Assert.Equal(model.Count, table.RowCount);
        }

        Assert.Equal(Contents(model), Contents(table).AsEnumerable());
        table.Dispose();
    });

    [Fact]
    public void Incremental_snapshots_alone_rebuild_the_table() => Seeds.Run(40, random =>
    {
        var keys = new Schema(new Field("k0", Types[random.Next(Types.Length)]), new Field("k1", new SqlType.BigInt()));
        var model = new Dictionary<string, (object?[] Key, long Value, string Text)>();
        var pool = Enumerable.Range(0, 300).Select(_ => (object?[])[RandomValues.One(keys[0].Type, random), (long)random.Next(20)]).ToArray();
        using var table = Create(keys, 1);
        var log = new SnapshotLog();
        for (var round = 0; round < 10; round++)
        {
            Change(table, keys, model, pool, random);
            log.Add(table, full: false);
        }

        using var shards = new Shards(Create(keys, 1), Create(keys, 1));
        log.RestoreInto(shards.First, group => group % 2 == 0);
        log.RestoreInto(shards.Second, group => group % 2 == 1);

        Assert.Equal(Contents(model), (string[])[.. Contents(shards.First).Concat(Contents(shards.Second)).Order(StringComparer.Ordinal)]);
    });

    [Fact]
    public void Rows_that_come_and_go_between_snapshots_leave_nothing_behind()
    {
        var keys = new Schema(new Field("k", new SqlType.BigInt()));
        using var table = Create(keys, 1);
        for (var round = 0; round < 100; round++)
        {
            var rows = Put(table, keys, [.. Enumerable.Range(0, 500).Select(i => new object?[] { (long)((round * 500) + i) })]);
            table.Delete(rows, _arena);
        }

        Assert.Equal(500, table.Store.Count);
        var log = new SnapshotLog();
        log.Add(table, full: false);
        Assert.Equal(0, log.RowCount);
    }

    [Fact]
    public void Overwritten_texts_are_compacted()
    {
        var keys = new Schema(new Field("k", new SqlType.BigInt()));
        using var table = new KeyedTable("t", keys, 1, [new StateField("text", SqlType.String)]);
        var rows = Put(table, keys, [.. Enumerable.Range(0, 100).Select(i => new object?[] { (long)i })]);
        for (var round = 0; round < 300; round++)
        {
            var texts = Columns.Column(_arena, SqlType.String, [.. Enumerable.Range(0, 100).Select(i => new string('x', 100) + round + "/" + i)]);
            RowFields.Write(table.Store, table.Layout.Values[0], rows, texts, []);
        }

        Assert.True(table.Store.Text.Garbage > 2_000_000);
        new SnapshotLog().Add(table, full: true);

        Assert.Equal(0, table.Store.Text.Garbage);
        Assert.EndsWith("299/42']", Contents(table).Single(c => c.StartsWith("[42]", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_million_keys_are_found_again()
    {
        var keys = new Schema(new Field("k", new SqlType.BigInt { Nullable = false }));
        using var table = Create(keys, 1);
        var first = new int[ChangeBatch.MaxRows];
        for (var start = 0L; start < 500_000; start += first.Length)
        {
            var batch = Enumerable.Range(0, first.Length).Select(i => new object?[] { (start + i) * 7919 }).ToArray();
            var rows = Put(table, keys, batch);
            Assert.Equal([.. Enumerable.Range((int)start, first.Length)], rows.AsEnumerable());
        }

        for (var start = 0L; start < 500_000; start += 12345)
            Assert.Equal((int)start, Put(table, keys, [[start * 7919]])[0]);
    }

    private static KeyedTable Create(Schema keys, int prefix) =>
        new("t", keys, prefix, [new StateField("value", new SqlType.BigInt()), new StateField("text", SqlType.String), new StateField("flag", new SqlType.Boolean())]);

    private void Change(
        KeyedTable table, Schema keys, Dictionary<string, (object?[] Key, long Value, string Text)> model, object?[][] pool, Random random)
    {
        var chosen = Enumerable.Range(0, random.Next(1, 400)).Select(_ => pool[random.Next(pool.Length)]).ToArray();
        var rows = Put(table, keys, chosen);
        var deletes = random.Next(3) == 0;
        for (var i = 0; i < rows.Length; i++)
        {
            table.MarkDirty(rows[i]);
            var key = Canonical(chosen[i]);
            if (deletes)
            {
                if (model.Remove(key) || (table.FlagsOf(rows[i]) & RowFlags.Live) != 0)
                    table.Delete([rows[i]], _arena);
                continue;
            }

            var value = random.NextInt64();
            var text = (string)RandomValues.One(SqlType.String.NotNull(), random)!;
            model[key] = (chosen[i], value, text);
            table.Store.At<long>(rows[i], table.Layout.Values[0].Offset) = value;
            RowFields.Write(table.Store, table.Layout.Values[1], [rows[i]], Columns.Column(_arena, SqlType.String, text), []);
            table.Store.At<bool>(rows[i], table.Layout.Values[2].Offset) = value % 2 == 0;
        }
    }

    // The rows of keys, all of them live. A repeated key has the same row.
    private int[] Put(KeyedTable table, Schema keys, object?[][] values)
    {
        var columns = keys.Select((k, c) => Columns.Column(_arena, k.Type, [.. values.Select(v => v[c])])).ToArray();
        var hashes = new ulong[values.Length];
        RowHash.Compute(columns, hashes, _arena);
        var rows = new int[values.Length];
        table.FindOrAdd(columns, [], hashes, [], rows, _arena);
        foreach (var row in rows)
        {
            table.Keep(row);
            table.MarkDirty(row);
        }

        return rows;
    }

    private static string[] Contents(Dictionary<string, (object?[] Key, long Value, string Text)> model) =>
        [.. model.Values.Select(e => Line(e.Key, [e.Value, e.Text, e.Value % 2 == 0])).Order(StringComparer.Ordinal)];

    private string[] Contents(KeyedTable table)
    {
        var rows = Enumerable.Range(0, table.Store.Count).Where(r => (table.FlagsOf(r) & RowFlags.Live) != 0).ToArray();
        var columns = Enumerable.Range(0, table.Columns.Length).Select(c => Columns.Values(table.Columns[c].Read(rows, _arena), _arena)).ToArray();
        return [.. Enumerable.Range(0, rows.Length).Select(r => Line(table, [.. columns.Select(c => c[r])])).Order(StringComparer.Ordinal)];
    }

    private static string Line(KeyedTable table, object?[] row) => Line(row[..table.KeyColumns], row[table.KeyColumns..]);

    private static string Line(object?[] key, object?[] values) => Canonical(key) + " = " + StreamSql.Execution.Tests.Change.Text(values);

    private static string Canonical(object?[] key) => StreamSql.Execution.Tests.Change.Text(key).Replace("-0,", "0,").Replace("-0]", "0]");

    private sealed record Shards(KeyedTable First, KeyedTable Second) : IDisposable
    {
        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }
}
