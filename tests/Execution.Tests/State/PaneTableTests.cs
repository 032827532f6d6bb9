using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests.State;

public sealed class PaneTableTests : IDisposable
{
    private static readonly Schema Keys = new(new Field("k", new SqlType.BigInt { Nullable = false }));

    private readonly BatchArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void A_table_behaves_as_a_dictionary_per_pane_through_changes_snapshots_and_restores() => Seeds.Run(100, random =>
    {
        var model = new Dictionary<(long Pane, long Key), long>();
        var table = Create();
        var log = new SnapshotLog();
        var tracked = random.Next(2) == 0;
        for (var round = 0; round < 15; round++)
        {
            switch (random.Next(6))
            {
                case 0:
                    Delete(table, model, random);
                    break;
                case 1 when table.Panes.Count > 0:
                    Drop(table, model, table.Panes[random.Next(table.Panes.Count)]);
                    break;
                case 2 when tracked:
                    log.Add(table, full: false);
                    break;
                case 3 when tracked:
                    var full = random.Next(2) == 0;
                    log.Add(table, full);
                    log.Complete();
                    table.Dispose();
                    table = Create();
                    log.RestoreInto(table, _ => true);
                    break;
                default:
                    Put(table, model, random);
                    break;
            }

            Assert.Equal(Contents(model), Contents(table).AsEnumerable());
            Assert.Equal(model.Count, table.RowCount);
        }

        table.Dispose();
    });

    [Fact]
    public void A_row_that_was_deleted_is_not_in_its_pane_when_another_pane_has_its_memory()
    {
        using var table = Create();
        var deleted = Find(table, [1], [10]);
        table.Delete(deleted, _arena);

        var made = Find(table, [2], [20]);

        Assert.Equal(deleted, made.AsEnumerable());
        Assert.Empty(table.RowsOf(10).ToArray());
        Assert.Equal(made, table.RowsOf(20).ToArray().AsEnumerable());
    }

    [Fact]
    public void Once_most_rows_have_changed_all_are_in_the_snapshot()
    {
        using var table = Create();
        long[] keys = [.. Enumerable.Range(0, 10_000)];
        var rows = Find(table, keys, new long[keys.Length]);
        var log = new SnapshotLog();
        log.Add(table, full: false);

        table.MarkDirty(rows.AsSpan(0, 100));
        log.Add(table, full: false);
        Assert.Equal(10_100, log.RowCount);

        table.MarkDirty(rows.AsSpan(0, 5000));
        table.MarkDirty(rows.AsSpan(5000, 4000));
        table.MarkDirty(rows.AsSpan(0, 1000));
        log.Add(table, full: false);
        Assert.Equal(20_100, log.RowCount);

        // After that nothing is noted until a snapshot shows that few have changed.
        table.MarkDirty(rows.AsSpan(7, 1));
        Assert.True(table.HasMostlyChanged);
        log.Add(table, full: false);
        Assert.Equal(30_100, log.RowCount);

        table.MarkDirty(rows.AsSpan(7, 1));
        Assert.False(table.HasMostlyChanged);
        log.Add(table, full: false);
        Assert.Equal(30_101, log.RowCount);
    }

    private static PaneTable Create() => new("t", Keys, 1, [new StateField("value", new SqlType.BigInt())]);

    private void Put(PaneTable table, Dictionary<(long Pane, long Key), long> model, Random random)
    {
        var count = random.Next(1, 300);
        long[] keys = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(100))];
        long[] panes = [.. Enumerable.Range(0, count).Select(_ => random.Next(5) * 1000L)];
        var rows = Find(table, keys, panes);
        table.MarkDirty(rows);
        for (var i = 0; i < count; i++)
            model[(panes[i], keys[i])] = table.Store.At<long>(rows[i], table.Layout.Values[0].Offset) = random.NextInt64();
    }

    private void Delete(PaneTable table, Dictionary<(long Pane, long Key), long> model, Random random)
    {
        var chosen = model.Keys.Where(_ => random.Next(3) == 0).ToArray();
        table.Delete(Find(table, [.. chosen.Select(c => c.Key)], [.. chosen.Select(c => c.Pane)]), _arena);
        foreach (var key in chosen)
            model.Remove(key);
    }

    private static void Drop(PaneTable table, Dictionary<(long Pane, long Key), long> model, long pane)
    {
        table.Drop(pane);
        foreach (var key in model.Keys.Where(k => k.Pane == pane))
            model.Remove(key);
    }

    private int[] Find(PaneTable table, long[] keys, long[] panes)
    {
        Vector[] columns = [Columns.Column(_arena, Keys[0].Type, [.. keys.Cast<object?>()])];
        var hashes = new ulong[keys.Length];
        RowHash.Compute(columns, hashes, _arena);
        var rows = new int[keys.Length];
        table.FindOrAdd(columns, panes, hashes, [], rows, _arena);
        return rows;
    }

    private static string[] Contents(Dictionary<(long Pane, long Key), long> model) =>
        [.. model.Select(e => $"{e.Key.Pane} {e.Key.Key} {e.Value}").Order(StringComparer.Ordinal)];

    // As operators see it: by the panes' own lists.
    private static string[] Contents(PaneTable table)
    {
        var lines = new List<string>();
        foreach (var pane in table.Panes)
        {
            foreach (var row in table.RowsOf(pane))
            {
                if ((table.FlagsOf(row) & RowFlags.Live) != 0)
                    lines.Add($"{pane} {table.Store.At<long>(row, RowLayout.KeyOffset)} {table.Store.At<long>(row, table.Layout.Values[0].Offset)}");
            }
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
