using System.Net;
using System.Net.Sockets;
using System.Text;
using StreamSql.Connectors.Tests.FileSystem;
using StreamSql.Core.Connectors;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Tests.Socket;

public sealed class SocketSourceTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    private readonly int _port;

    public SocketSourceTests()
    {
        _server.Start();
        _port = ((IPEndPoint)_server.LocalEndpoint).Port;
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Records_are_read_until_the_server_closes_and_can_be_read_again_from_the_log()
    {
        await using var source = Open();
        var (rows, progress) = await SourceRun.Next(source, null);
        Assert.Empty(rows);
        using var client = await _server.AcceptTcpClientAsync();
        var first = progress.Offset;
        await SendAsync(client, "{\"a\":1}\n{\"a\":2}\r\n{\"a\":");
        (rows, progress) = await NextWithRows(source, first);
        Assert.Equal(["+I[1]", "+I[2]"], rows);
        Assert.False(progress.EndOfInput);
        await SendAsync(client, "3}\n\n{\"a\":4}");
        var second = progress.Offset;
        client.Close();
        (rows, progress) = await NextWithRows(source, second);
        while (!progress.EndOfInput)
        {
            var (more, next) = await SourceRun.Next(source, progress.Offset);
            rows.AddRange(more);
            progress = next;
        }

        Assert.Equal(["+I[3]", "+I[4]"], rows);
        await using var replay = Open();
        Assert.Equal(["+I[1]", "+I[2]"], await SourceRun.Read(replay, first, second));
    }

    [Fact]
    public async Task A_range_has_no_more_records_than_asked_for()
    {
        await using var source = Open(("byte-delimiter", "59"));
        var (_, progress) = await SourceRun.Next(source, null);
        using var client = await _server.AcceptTcpClientAsync();
        await SendAsync(client, "{\"a\":1};{\"a\":2};{\"a\":3};");
        var (rows, next) = await NextWithRows(source, progress.Offset, 2);
        Assert.Equal(["+I[1]", "+I[2]"], rows);
        Assert.Equal(["+I[3]"], (await SourceRun.Next(source, next.Offset)).Rows);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_the_worlds_fault()
    {
        _server.Stop();
        await using var source = Open();
        await Assert.ThrowsAsync<IOException>(async () => await source.LatestAsync(null, 1, default));
    }

    private static async Task SendAsync(TcpClient client, string text) => await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<(List<string> Rows, SourceProgress Progress)> NextWithRows(ISource source, SourceOffset from, int maxRows = 100)
    {
        while (true)
        {
            await source.WaitAsync(TimeSpan.FromSeconds(5), default);
            var next = await SourceRun.Next(source, from, maxRows);
            if (next.Rows.Count > 0)
                return next;
        }
    }

    private ISource Open(params (string Name, string Value)[] options)
    {
        var (connector, table) = TestTable.Create(
            "/", TestTable.Columns(("a", new SqlType.BigInt())), [("connector", "socket"), ("hostname", "127.0.0.1"), ("port", $"{_port}"), ("format", "json"), .. options]);
        return connector.OpenSource(table, TestTable.Services());
    }
}
