namespace StreamSql.Storage.Parquet;

/// <summary>The order in which statistics of byte strings are kept.</summary>
internal static class ByteOrder
{
    /// <param name="signed">Whether the bytes are big-endian numbers in two's complement, of one length: decimals.</param>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, bool signed) =>
        signed && a[0] != b[0] ? ((sbyte)a[0]).CompareTo((sbyte)b[0]) : a.SequenceCompareTo(b);
}
