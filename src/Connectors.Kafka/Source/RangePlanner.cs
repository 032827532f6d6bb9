namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Shares the rows that a micro-batch may have among partitions.</summary>
internal static class RangePlanner
{
    /// <summary>How much to take of each partition: an even share, and what some do not need goes to the others.</summary>
    /// <param name="available">Offsets that each partition has to read: an upper bound of its records.</param>
    public static long[] Share(ReadOnlySpan<long> available, long most)
    {
        var shares = new long[available.Length];
        var order = new int[available.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var sizes = available.ToArray();
        Array.Sort(sizes, order);
        for (var i = 0; i < order.Length; i++)
        {
            var left = order.Length - i;

            // Rounded up, so that small micro-batches do not starve anybody's last row.
            var fair = (most + left - 1) / left;
            var share = Math.Min(sizes[i], fair);
            shares[order[i]] = share;
            most -= share;
        }

        return shares;
    }
}
