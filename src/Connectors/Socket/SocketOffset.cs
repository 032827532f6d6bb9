using System.Globalization;
using System.Text.Json;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Connectors.Socket;

/// <summary>How many records have come, and the bytes of the range that ends here: a connection cannot be read twice, so what was read is
/// logged before it is used. <c>{"records":2,"data":"(base64)"}</c></summary>
/// <param name="Records">All so far.</param>
/// <param name="Data">The last range, delimiters included.</param>
internal sealed record SocketOffset(long Records, byte[] Data)
{
    public static SocketOffset Start { get; } = new(0, []);

    public SourceOffset ToOffset() => new(string.Create(
        CultureInfo.InvariantCulture, $$"""{"records":{{Records}},"data":"{{Convert.ToBase64String(Data)}}"}"""));

    /// <exception cref="SqlException">It is no offset of a socket (SS6108).</exception>
    public static SocketOffset Parse(SourceOffset? offset)
    {
        if (offset is null)
            return Start;
        try
        {
            using var json = JsonDocument.Parse(offset.Json);
            return new SocketOffset(json.RootElement.GetProperty("records").GetInt64(), json.RootElement.GetProperty("data").GetBytesFromBase64());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SqlException(
                new Diagnostic("SS6108", "XX001", "the checkpoint's offset is not one of connector 'socket'", TextSpan.None)
                {
                    Notes = ["the offset is " + offset.Json],
                    Hint = "restore the checkpoint from a backup, or start the job in an empty directory",
                },
                e);
        }
    }
}
