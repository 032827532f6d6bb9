using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;
using StreamSql.Benchmarks.KeyedAggregation;

namespace StreamSql.Benchmarks;

/// <summary>What a whole job puts on the managed heap once it is warm, against one byte per row.</summary>
internal sealed class Allocation() : Benchmark("allocation")
{
    private const int Windows = 20;

    public override IEnumerable<Figure> Run(Effort effort)
    {
        yield return Measure(effort, "bytes allowed per allocated, keyed", KeyedAggregate.Script);
        yield return Measure(effort, "bytes allowed per allocated, filter", FilterProjection.Script(Bids.Range / 2));
    }

    private static Figure Measure(Effort effort, string name, string script)
    {
        var bids = Bids.Create(effort.Rows(20_000_000), 100_000, Windows * WindowedBids.Size);
        var query = new EngineQuery(effort.Settings + script, bids);
        var bytesPerRow = new List<double>();
        for (var i = 0; i < effort.Pairs; i++)
        {
            var meter = query.Run(ChecksumKind.ByColumn);
            bytesPerRow.Add(meter.SteadyBytes / (meter.SteadyShare * bids.Rows));
        }

        var ratio = Spread.Of(bytesPerRow.Select(b => 1 / b));
        return new Figure(name, "1 byte per row", ratio, ratio, Spread.Of(bytesPerRow).Median, 1, 1, ByWall: true);
    }
}
