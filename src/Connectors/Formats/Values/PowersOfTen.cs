namespace StreamSql.Connectors.Formats.Values;

/// <summary>10^0 to 10^38: what scales decimals.</summary>
internal static class PowersOfTen
{
    private static readonly Int128[] Table = Build();

    public static ReadOnlySpan<double> Doubles =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    public static ReadOnlySpan<long> Longs =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    public static ReadOnlySpan<Int128> Int128s => Table;

    private static Int128[] Build()
    {
        var table = new Int128[39];
        table[0] = 1;
        for (var i = 1; i < table.Length; i++)
            table[i] = table[i - 1] * 10;
        return table;
    }
}
