using System.Globalization;
using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;
using StreamSql.Core.Data;

namespace StreamSql.Benchmarks;

/// <summary>A condition on two columns and a computed column, against the loop that one would write by hand.</summary>
/// <param name="percent">How many of the rows both conditions together select.</param>
internal sealed class FilterProjection(int percent) : Benchmark($"filter-{percent}")
{
    private const int Rows = 16_000_000;

    /// <summary>One for each selectivity.</summary>
    public static IEnumerable<Benchmark> All { get; } = [.. new[] { 1, 10, 50, 90 }.Select(p => new FilterProjection(p))];

    public override IEnumerable<Figure> Run(Effort effort)
    {
        var bids = Bids.Create(effort.Rows(Rows), 1_000_000, TimeSpan.FromSeconds(1));
        var limit = (long)(Bids.Range * Math.Sqrt(percent / 100.0));
        var query = new EngineQuery(effort.Settings + Script(limit), bids);
        if (query.Run(ChecksumKind.ByRow).Sample.Result != RowByRow(bids, limit))
            throw new InvalidOperationException($"the filter that selects {percent} % does not give the reference's rows");
        yield return new Comparison(
            $"filter and project, {percent} % selected", "span loop", bids.Rows, 0.5,
            query.Run, () => CpuClock.Time(() => SpanLoop(bids, limit))).Run(effort.Pairs);
    }

    public static string Script(long limit) => Bids.Declaration + string.Create(CultureInfo.InvariantCulture, $"""
        CREATE TABLE picked (auction BIGINT, price BIGINT) WITH ('connector' = 'checksum');

        INSERT INTO picked SELECT auction, price * 908 / 1000 FROM bids WHERE price < {limit} AND bidder < {limit};
        """);

    private static Checksum RowByRow(LongTable bids, long limit)
    {
        var result = default(Checksum);
        for (var i = 0; i < bids.Rows; i++)
        {
            if (bids["price"][i] < limit && bids["bidder"][i] < limit)
                result += new Checksum(1, Checksums.Mix(Checksums.Mix(0, bids["auction"][i]), bids["price"][i] * 908 / 1000));
        }

        return result;
    }

    private static Checksum SpanLoop(LongTable bids, long limit)
    {
        var auctions = bids["auction"];
        var bidders = bids["bidder"];
        var prices = bids["price"];
        var (keys, euros) = (new long[ChangeBatch.MaxRows], new long[ChangeBatch.MaxRows]);
        var result = default(Checksum);
        for (var start = 0; start < bids.Rows; start += ChangeBatch.MaxRows)
        {
            var size = Math.Min(ChangeBatch.MaxRows, bids.Rows - start);
            var count = Select(auctions.Slice(start, size), bidders.Slice(start, size), prices.Slice(start, size), limit, keys, euros);
            result += new Checksum(count, Checksums.OfColumn(0, keys.AsSpan(0, count)) + Checksums.OfColumn(1, euros.AsSpan(0, count)));
        }

        return result;
    }

    private static int Select(
        ReadOnlySpan<long> auctions, ReadOnlySpan<long> bidders, ReadOnlySpan<long> prices, long limit, Span<long> keys, Span<long> euros)
    {
        var count = 0;
        for (var i = 0; i < prices.Length; i++)
        {
            if (prices[i] >= limit || bidders[i] >= limit)
                continue;
            keys[count] = auctions[i];
            euros[count] = prices[i] * 908 / 1000;
            count++;
        }

        return count;
    }
}
