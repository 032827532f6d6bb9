using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Kafka.Sink;

/// <summary>Sends rows as they come and lets no epoch commit before the brokers have confirmed all of its rows.</summary>
/// <remarks>At-least-once: rows of an epoch that did not commit are sent again when it is replayed.</remarks>
internal sealed class KafkaSink : ISink
{
    private static readonly TimeSpan FlushStep = TimeSpan.FromMilliseconds(200);

    private readonly KafkaTable _table;
    private readonly WriteOptions _write;
    private readonly IKafkaClients _clients;
    private readonly MessageEncoder _encoder;
    private readonly Dictionary<string, int> _partitions = [];
    private IKafkaWriter? _writer;
    private int _turn = -1;

    public KafkaSink(ConnectorTable table, KafkaTable options, WriteOptions write, IKafkaClients clients, ConnectorServices services)
    {
        (_table, _write, _clients) = (options, write, clients);
        _encoder = new MessageEncoder(table, options, services);
    }

    /// <summary>Unknown: nothing in the topic tells which rows belong to which epoch.</summary>
    public ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken) => new((long?)null);

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken)
    {
        var writer = Writer();
        _encoder.Enter(changes);
        for (var row = 0; row < changes.Count; row++)
        {
            var message = _encoder.Encode(row, kinds.IsEmpty ? ChangeKind.Insert : kinds.Span[row]);
            message = message with { Partition = PartitionOf(writer, message.Topic) };
            while (!writer.TrySend(message))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Run(writer.WaitForRoom, cancellationToken).ConfigureAwait(false);
                ThrowIfFailed(writer);
            }
        }

        ThrowIfFailed(writer);
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_writer is { } writer)
            ThrowIfFailed(writer);
        return ValueTask.CompletedTask;
    }

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) =>
        _write.Guarantee == DeliveryGuarantee.None ? FlushAsync(cancellationToken) : ConfirmAsync(cancellationToken);

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_writer is not { } writer)
            return;
        _writer = null;

        // What was promised is confirmed by now; without a promise the last rows get one chance.
        if (_write.Guarantee == DeliveryGuarantee.None)
            await Task.Run(() => writer.Flush(TimeSpan.FromSeconds(5))).ConfigureAwait(false);
        writer.Dispose();
    }

    private async ValueTask ConfirmAsync(CancellationToken cancellationToken)
    {
        if (_writer is not { } writer)
            return;
        while (!await Task.Run(() => writer.Flush(FlushStep), cancellationToken).ConfigureAwait(false))
            ThrowIfFailed(writer);
        ThrowIfFailed(writer);
    }

    // A row that was not delivered would be followed by later ones: the client is thrown away and the epoch repeated.
    private static void ThrowIfFailed(IKafkaWriter writer)
    {
        if (writer.Failure is { } failure)
            throw failure;
    }

    private int? PartitionOf(IKafkaWriter writer, string topic)
    {
        switch (_write.Partitioner)
        {
            case PartitionChoice.Fixed:
                return 0;
            case PartitionChoice.RoundRobin:
                if (!_partitions.TryGetValue(topic, out var count))
                    _partitions.Add(topic, count = writer.Partitions(topic));
                return _turn = (_turn + 1) % count;
            default:
                return null;
        }
    }

    private IKafkaWriter Writer() => _writer ??= _clients.OpenWriter(_table.Properties);
}
