namespace StreamSql.Execution.State;

/// <summary>Keys fall into 128 groups by their hash; a shard owns a contiguous range, so parallelism may change at a restart.</summary>
public static class KeyGroups
{
    public const int Count = 128;

    /// <summary>The top seven bits: the hash table uses the low ones.</summary>
    public static int Of(ulong hash) => (int)(hash >> 57);

    /// <summary>Which of <paramref name="shards"/> owns a group.</summary>
    public static int ShardOf(int group, int shards) => group * shards / Count;
}
