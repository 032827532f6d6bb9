namespace StreamSql.Storage.Parquet.Encodings;

/// <summary>All first bytes, then all second bytes, and so on.</summary>
internal static class ByteStreamSplit
{
    /// <param name="source">At least <c>width * count</c> bytes.</param>
    public static void Join(ReadOnlySpan<byte> source, Span<byte> target, int width, int count)
    {
        for (var b = 0; b < width; b++)
        {
            var stream = source.Slice(b * count, count);
            for (var i = 0; i < stream.Length; i++)
                target[i * width + b] = stream[i];
        }
    }
}
