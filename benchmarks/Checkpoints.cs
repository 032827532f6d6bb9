using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;

namespace StreamSql.Benchmarks;

/// <summary>A job with a million keys that takes a checkpoint every second, against the same job without checkpoints.</summary>
internal sealed class Checkpoints() : Benchmark("checkpoint")
{
    // One window over all rows: every key stays, and every key changes between two checkpoints.
    private const string Script = Bids.Declaration + """
        CREATE TABLE totals (
          auction BIGINT, bids BIGINT, total BIGINT, highest BIGINT, window_start TIMESTAMP(3), window_end TIMESTAMP(3)
        ) WITH ('connector' = 'checksum');

        SET 'execution.checkpointing.interval' = '1 s';

        INSERT INTO totals
        SELECT auction, COUNT(*), SUM(price), MAX(price), window_start, window_end
        FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '1' DAY))
        GROUP BY auction, window_start, window_end;
        """;

    private const int Rows = 8_000_000;
    private const int Passes = 20;

    public override IEnumerable<Figure> Run(Effort effort)
    {
        var bids = Bids.Create(effort.Rows(Rows), 1_000_000, TimeSpan.FromSeconds(10));
        var query = new EngineQuery(effort.Settings + Script, bids, effort.Quick ? 2 : Passes);
        yield return new Comparison(
            "checkpoint every second, 1 M keys", "no checkpoints", query.Rows, 0.95, () => WithCheckpoints(query), query.Run).Run(effort.Pairs);
    }

    private static Sample WithCheckpoints(EngineQuery query)
    {
        var directory = Directory.CreateTempSubdirectory("streamsql-benchmark-");
        try
        {
            return query.Run(ChecksumKind.ByColumn, directory.FullName).Sample;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
