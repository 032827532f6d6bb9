using System.Net.Sockets;
using System.Runtime.CompilerServices;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Socket;

/// <summary>Reads what the server sends until it closes the connection; what it sends while nobody is connected is lost.</summary>
internal sealed class SocketSource : ISource
{
    // A range goes into the log as text: it should stay readable in one piece.
    private const int MaxRange = 1 << 20;
    private const int MaxRecord = 64 << 20;

    private static readonly string[] OnlyPartition = [""];

    private readonly string _host;
    private readonly int _port;
    private readonly byte _delimiter;
    private readonly IRowDecoder _decoder;
    private readonly TimeProvider _clock;
    private readonly ChangeBatchBuilder _builder;
    private System.Net.Sockets.Socket? _socket;
    private byte[] _received = new byte[64 << 10];
    private int _count;
    private bool _closed;

    public SocketSource(ConnectorTable table, IRowDecoder decoder, TimeProvider clock)
    {
        _host = table.Options.Text("hostname");
        _port = table.Options.Integer("port");
        _delimiter = (byte)table.Options.Integer("byte-delimiter");
        (_decoder, _clock) = (decoder, clock);
        _builder = new ChangeBatchBuilder(new Schema(table.Columns.Select(c => new Field(c.Name, c.Type))));
    }

    public async ValueTask<SourceProgress> LatestAsync(SourceOffset? from, int maxRows, CancellationToken cancellationToken)
    {
        await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        var start = SocketOffset.Parse(from);
        var (length, records) = WholeRecords(maxRows);
        if (records == 0)
            return new SourceProgress(from ?? SocketOffset.Start.ToOffset(), _closed && _count == 0, OnlyPartition);
        var end = new SocketOffset(start.Records + records, _received[..length]);
        _received.AsSpan(length, _count - length).CopyTo(_received);
        _count -= length;
        return new SourceProgress(end.ToOffset(), _closed && _count == 0, OnlyPartition);
    }

    public async IAsyncEnumerable<SourceBatch> ReadAsync(
        SourceOffset? from, SourceOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var end = SocketOffset.Parse(to);
        var record = SocketOffset.Parse(from).Records;
        if (record == end.Records)
            yield break;
        _builder.Clear();
        for (var position = 0; position < end.Data.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            position = Decode(end.Data, position, ++record);
            if (_builder.Count < ChangeBatch.MaxRows && position < end.Data.Length)
                continue;
            var rows = _builder.Build();
            for (var row = 0; row < rows.Count; row += ChangeBatch.MaxRows)
                yield return new SourceBatch("", rows.Slice(row, Math.Min(ChangeBatch.MaxRows, rows.Count - row)));
            _builder.Clear();
        }
    }

    public ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = _clock.CreateTimer(_ => given.Cancel(), null, atMost, Timeout.InfiniteTimeSpan);
        try
        {
            // Receiving nothing completes as soon as there is something.
            if (_socket is not null && !_closed)
                await _socket.ReceiveAsync(Memory<byte>.Empty, given.Token).ConfigureAwait(false);
            else
                await Task.Delay(atMost, _clock, given.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
        catch (SocketException)
        {
            // The next read meets it too, and tells.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        _decoder.Dispose();
        _builder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes what has come, without waiting for more.</summary>
    private async ValueTask ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken).ConfigureAwait(false);
            while (!_closed && (_count < MaxRange || IsCut()) && _socket.Poll(0, SelectMode.SelectRead))
            {
                if (_count == _received.Length)
                    Array.Resize(ref _received, _received.Length * 2);
                var read = _socket.Receive(_received.AsSpan(_count));
                _closed = read == 0;
                _count += read;
            }
        }
        catch (SocketException e)
        {
            _socket?.Dispose();
            _socket = null;
            throw new IOException($"cannot read from {_host}:{_port}: {e.Message}", e);
        }
    }

    /// <summary>Whether not even one record is whole.</summary>
    private bool IsCut() => _count < MaxRecord && _received.AsSpan(0, _count).IndexOf(_delimiter) < 0;

    private async ValueTask<System.Net.Sockets.Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new System.Net.Sockets.Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(_host, _port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>How many bytes of what has come are whole records; once the connection is closed the rest is one, too.</summary>
    private (int Length, int Records) WholeRecords(int maxRows)
    {
        var (length, records) = (0, 0);
        while (records < maxRows && length < _count)
        {
            var end = _received.AsSpan(length, _count - length).IndexOf(_delimiter);
            if (end < 0 && !_closed)
                break;
            length = end < 0 ? _count : length + end + 1;
            records++;
        }

        if (records == 0 && _count >= MaxRecord)
            throw SocketErrors.RecordTooLong($"{_host}:{_port}", MaxRecord);
        return (length, records);
    }

    private int Decode(byte[] data, int position, long record)
    {
        var end = data.AsSpan(position).IndexOf(_delimiter);
        var content = end < 0 ? data.AsSpan(position) : data.AsSpan(position, end);
        if (_delimiter == '\n' && content.EndsWith("\r"u8))
            content = content[..^1];
        _decoder.Decode(content, new RecordLocation($"{_host}:{_port}", record, IsLine: true), _builder);
        return end < 0 ? data.Length : position + end + 1;
    }
}
