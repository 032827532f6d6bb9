using System.Globalization;

namespace StreamSql.Storage.Parquet;

/// <summary>The one exception of damaged files: every reading class throws it, with the place when it knows one.</summary>
internal static class ParquetFault
{
    public static InvalidDataException At(long offset, string what, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"not a valid Parquet file: {what} at byte {offset}"), inner);

    /// <summary>Inside a page, where positions mean nothing after decompression: the page's reader adds the place.</summary>
    public static InvalidDataException InPage(string what) => new(what);
}
