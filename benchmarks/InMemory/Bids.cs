namespace StreamSql.Benchmarks.InMemory;

/// <summary>Bids of an auction, as in the Nexmark benchmark, with keys of equal frequency: the hardest case for caches.</summary>
internal static class Bids
{
    /// <summary>What the table is called in scripts.</summary>
    public const string Declaration = """
        CREATE TABLE bids (
          auction BIGINT NOT NULL,
          bidder BIGINT NOT NULL,
          price BIGINT NOT NULL,
          ts TIMESTAMP(3) NOT NULL,
          WATERMARK FOR ts AS ts - INTERVAL '0.001' SECOND
        ) WITH ('connector' = 'memory');

        """;

    /// <summary>Bidders are below this, and so are prices.</summary>
    public const int Range = 1 << 20;

    private const long MicrosPerMilli = 1000;

    /// <param name="keys">Auctions are below this.</param>
    /// <param name="span">Event time that the rows cover evenly, from 0.</param>
    public static LongTable Create(int rows, int keys, TimeSpan span)
    {
        var table = new LongTable(rows, "auction", "bidder", "price", "ts");
        var auction = table["auction"];
        var bidder = table["bidder"];
        var price = table["price"];
        var ts = table["ts"];
        for (var i = 0; i < rows; i++)
        {
            auction[i] = (long)Math.BigMul(Random((ulong)i * 3), (ulong)keys, out _);
            bidder[i] = (long)(Random(((ulong)i * 3) + 1) % Range);
            price[i] = (long)(Random(((ulong)i * 3) + 2) % Range);
            ts[i] = (long)(span.TotalMilliseconds * i / rows) * MicrosPerMilli;
        }

        return table;
    }

    // SplitMix64, from Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
    private static ulong Random(ulong counter)
    {
        var z = (counter + 1) * 0x9E37_79B9_7F4A_7C15;
        z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB;
        return z ^ z >> 31;
    }
}
