using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;

namespace StreamSql.Benchmarks.KeyedAggregation;

/// <summary>COUNT, SUM and MAX by key in tumbling windows, against a dictionary and against code written for this query alone.</summary>
internal sealed class KeyedAggregate() : Benchmark("keyed")
{
    public const string Script = Bids.Declaration + """
        CREATE TABLE totals (
          auction BIGINT, bids BIGINT, total BIGINT, highest BIGINT, window_start TIMESTAMP(3), window_end TIMESTAMP(3)
        ) WITH ('connector' = 'checksum');

        INSERT INTO totals
        SELECT auction, COUNT(*), SUM(price), MAX(price), window_start, window_end
        FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND))
        GROUP BY auction, window_start, window_end;
        """;

    private const int Windows = 4;

    public override IEnumerable<Figure> Run(Effort effort) =>
    [
        .. Run(effort, "10 k", 10_000, 4_000_000, leastOfDictionary: null),
        .. Run(effort, "1 M", 1_000_000, 4_000_000, leastOfDictionary: 1),
        .. Run(effort, "10 M", 10_000_000, 20_000_000, leastOfDictionary: 1),
    ];

    private static IEnumerable<Figure> Run(Effort effort, string label, int keys, int rowsPerWindow, double? leastOfDictionary)
    {
        var windows = keys > 1_000_000 ? 2 : Windows;
        keys = effort.Quick ? keys / 100 : keys;
        var bids = Bids.Create(effort.Rows(rowsPerWindow * windows), keys, windows * WindowedBids.Size);
        var input = new WindowedBids(bids, windows);
        var query = new EngineQuery(effort.Settings + Script, bids);
        var reference = DictionaryAggregate.Run(input, keys, ChecksumKind.ByRow);
        var result = query.Run(ChecksumKind.ByRow).Sample.Result;
        if (result != reference)
            throw new InvalidOperationException($"keyed aggregation over {label} keys gives {result}, the reference {reference}");

        yield return new Comparison(
            $"COUNT, SUM, MAX, {label} keys", "hand-written kernel", bids.Rows, 0.3,
            query.Run, () => CpuClock.Time(() => BucketAggregate.Run(input, keys))).Run(effort.Pairs);
        yield return new Comparison(
            $"COUNT, SUM, MAX, {label} keys", "Dictionary", bids.Rows, leastOfDictionary,
            query.Run, () => CpuClock.Time(() => DictionaryAggregate.Run(input, keys, ChecksumKind.ByColumn))).Run(effort.Pairs);
    }
}
