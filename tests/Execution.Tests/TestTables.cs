using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Plans;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests;

/// <summary>Tables that tests feed by hand.</summary>
internal static class TestTables
{
    public static LogicalPlan.Scan Scan(string name, Schema schema, bool retracts = false)
    {
        var path = new ObjectPath("c", "d", name);
        var columns = schema.Select(f => new ConnectorColumn(f.Name, f.Type)).ToArray();
        var connector = new ConnectorTable(path.ToString(), columns, [], [], null!, "");
        var table = new CatalogTable(
            path, [.. schema.Select(f => new TableColumn.Physical(f.Name, f.Type))], null, [], [], new Dictionary<string, CatalogOption>(), null, "", false);
        var traits = new SourceTraits(Bounded: true, retracts ? ChangelogSupport.Retract : ChangelogSupport.InsertOnly);
        return new LogicalPlan.Scan(new ResolvedTable(table, "test", connector, traits, null), [.. Enumerable.Range(0, schema.Count)]);
    }

    /// <summary>Runs a plan of one source over rows in one micro-batch.</summary>
    public static IReadOnlyList<Change> Run(TestShard shard, LogicalPlan plan, IReadOnlyList<Change> rows)
    {
        using var pipeline = PipelineBuilder.Build(PhysicalPlanner.Plan([plan]), shard);
        Push(pipeline.Sources[0], rows);
        return shard.EndMicroBatch(pipeline, Timestamp.MaxValue, endOfInput: true);
    }

    public static void Push(PipelineSource source, IReadOnlyList<Change> rows)
    {
        if (rows.Count > 0)
            source.Entry.OnBatch(Changes.Batch(source.Scan.Schema, rows));
    }

    /// <summary>Makes rows of a state table whose key is one BIGINT, and returns their numbers.</summary>
    public static int[] AddKeys(KeyedTable table, IEnumerable<int> keys)
    {
        using var arena = new BatchArena();
        var batch = Changes.Batch(new Schema(new Field("k", new SqlType.BigInt())), [.. keys.Select(k => new Change([(long)k], 1))]);
        var vector = new Vector(batch.Schema[0].Type);
        vector.Load(batch.Columns[0], arena);
        var hashes = new ulong[batch.Count];
        RowHash.Compute([vector], hashes, arena);
        var rows = new int[batch.Count];
        table.FindOrAdd([vector], [], hashes, [], rows, arena);
        return rows;
    }

    public static Change[] RandomRows(Schema schema, Random random, int count, bool retractions) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new Change(
            [.. schema.Select(f => Value(f.Type, random))], retractions && random.Next(3) == 0 ? -1 : 1)),
    ];

    // Integers from a small range, so that keys repeat and sums stay exact.
    private static object? Value(SqlType type, Random random) =>
        type is SqlType.BigInt && !(type.Nullable && random.Next(6) == 0) ? (long)random.Next(-3, 6) : RandomValues.One(type, random);
}
