using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;

namespace StreamSql.Benchmarks.KeyedAggregation;

/// <summary>COUNT, SUM and MAX by key in tumbling windows, against a dictionary and against code written for this query alone.</summary>
/// <param name="keys">How many there are, all of the same frequency.</param>
/// <param name="leastOfDictionary">How many times the dictionary's rate is asked for, or <see langword="null"/>.</param>
internal sealed class KeyedAggregate(string name, string label, int keys, int rowsPerWindow, int windows, double? leastOfDictionary)
    : Benchmark(name)
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

    /// <summary>One for each number of keys.</summary>
    public static IEnumerable<Benchmark> All { get; } =
    [
        new KeyedAggregate("keyed-10k", "10 k", 10_000, 4_000_000, windows: 4, leastOfDictionary: null),
        new KeyedAggregate("keyed-1m", "1 M", 1_000_000, 4_000_000, windows: 4, leastOfDictionary: 1),
        new KeyedAggregate("keyed-10m", "10 M", 10_000_000, 20_000_000, windows: 2, leastOfDictionary: 1),
    ];

    public override IEnumerable<Figure> Run(Effort effort)
    {
        var range = effort.Quick ? keys / 100 : keys;
        var bids = Bids.Create(effort.Rows(rowsPerWindow * windows), range, windows * WindowedBids.Size);
        var input = new WindowedBids(bids, windows);
        var query = new EngineQuery(effort.Settings + Script, bids);
        var reference = DictionaryAggregate.Run(input, range, ChecksumKind.ByRow);
        var result = query.Run(ChecksumKind.ByRow).Sample.Result;
        if (result != reference)
            throw new InvalidOperationException($"keyed aggregation over {label} keys gives {result}, the reference {reference}");

        yield return new Comparison(
            $"COUNT, SUM, MAX, {label} keys", "hand-written kernel", bids.Rows, 0.3,
            query.Run, () => CpuClock.Time(() => BucketAggregate.Run(input, range))).Run(effort.Pairs);
        yield return new Comparison(
            $"COUNT, SUM, MAX, {label} keys", "Dictionary", bids.Rows, leastOfDictionary,
            query.Run, () => CpuClock.Time(() => DictionaryAggregate.Run(input, range, ChecksumKind.ByColumn))).Run(effort.Pairs);
    }
}
