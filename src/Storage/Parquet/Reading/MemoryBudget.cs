namespace StreamSql.Storage.Parquet.Reading;

/// <summary>Counts what a row group takes in memory and refuses the rest before it is allocated.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long _taken;

    public void Take(long bytes)
    {
        Check(bytes);
        _taken += bytes;
    }

    /// <summary>For memory that is given back at once.</summary>
    public void Check(long bytes)
    {
        if (_taken + bytes > limit)
            throw ParquetFault.InPage($"a row group that takes more than the limit of {limit} bytes of memory");
    }
}
