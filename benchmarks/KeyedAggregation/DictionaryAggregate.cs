using System.Runtime.InteropServices;
using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;

namespace StreamSql.Benchmarks.KeyedAggregation;

/// <summary>What a C# programmer writes first: one row at a time into a dictionary of structs, which has room for all keys from the start.</summary>
internal static class DictionaryAggregate
{
    public static Checksum Run(WindowedBids bids, int keys, ChecksumKind kind)
    {
        var groups = new Dictionary<long, Totals>(keys);
        var reader = new TotalsReader(kind);
        var starts = bids.Starts();
        for (var window = 0; window + 1 < starts.Length; window++)
        {
            var auctions = bids.Auctions[starts[window]..starts[window + 1]];
            var prices = bids.Prices[starts[window]..starts[window + 1]];
            for (var i = 0; i < auctions.Length; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(groups, auctions[i], out _).Add(prices[i]);
            foreach (var (key, totals) in groups)
                reader.Add(key, in totals, window);
            reader.AddBounds(window, groups.Count);
            groups.Clear();
        }

        return reader.Result;
    }
}
