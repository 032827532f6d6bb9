using System.Runtime.CompilerServices;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Reads a table's partitions one after the other within each range, so that a range always gives the same batches.</summary>
internal sealed class KafkaSource : ISource
{
    // A range that was planned is there to be fetched; if nothing comes for so long, something is wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceWithoutBrokers = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FetchWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdleStep = TimeSpan.FromMilliseconds(10);

    private readonly KafkaTable _table;
    private readonly ScanOptions _scan;
    private readonly IKafkaClients _clients;
    private readonly TimeProvider _clock;
    private readonly RowAssembler _rows;
    private readonly Dictionary<KafkaPartition, IPartitionReader> _readers = [];
    private IKafkaReader? _client;
    private OffsetPlanner? _planner;
    private KafkaOffset? _latest;

    public KafkaSource(ConnectorTable table, KafkaTable options, ScanOptions scan, IKafkaClients clients, ConnectorServices services)
    {
        (_table, _scan, _clients, _clock) = (options, scan, clients, services.Clock);
        _rows = new RowAssembler(table, options.Layout, services);
    }

    public ValueTask<SourceProgress> LatestAsync(SourceOffset? from, int maxRows, CancellationToken cancellationToken) =>
        new(Task.Run(() => Latest(from, maxRows), cancellationToken));

    public async IAsyncEnumerable<SourceBatch> ReadAsync(
        SourceOffset? from, SourceOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (from is null)
            yield break;
        var starts = KafkaOffset.Parse(from).Positions;
        foreach (var (partition, end) in KafkaOffset.Parse(to).Positions.OrderBy(p => p.Key))
        {
            if (!starts.TryGetValue(partition, out var start) || start >= end)
                continue;
            var reader = ReaderAt(partition, start);
            _rows.Clear();
            _rows.Enter(partition);
            while (true)
            {
                await FillAsync(reader, partition, end, cancellationToken).ConfigureAwait(false);
                for (var row = 0; row < _rows.Count; row += ChangeBatch.MaxRows)
                    yield return new SourceBatch(partition.Name, Cut(row));
                _rows.Clear();
                if (reader.Position >= end)
                    break;
            }
        }
    }

    public ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken) => _table.Properties.CommitOffsets
        ? new(Task.Run(() => Client().Commit(KafkaOffset.Parse(upTo).Positions), cancellationToken))
        : ValueTask.CompletedTask;

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        while (!HasNews())
        {
            var left = atMost - _clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return;
            await Task.Delay(left < IdleStep ? left : IdleStep, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var reader in _readers.Values)
            reader.Dispose();
        _readers.Clear();
        _client?.Dispose();
        _client = null;
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }

    private SourceProgress Latest(SourceOffset? from, int maxRows)
    {
        var planner = Planner();
        (_latest, var progress) = from is null ? planner.Start() : planner.Next(KafkaOffset.Parse(from), maxRows);
        return progress;
    }

    /// <summary>Appends records until a batch is full or the range ends.</summary>
    private async ValueTask FillAsync(IPartitionReader reader, KafkaPartition partition, long end, CancellationToken cancellationToken)
    {
        var waitingSince = _clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var position = reader.Position;
            try
            {
                if (Take(reader, end))
                    return;
                if (!reader.Wait(TimeSpan.Zero))
                    await Task.Run(() => reader.Wait(FetchWait), cancellationToken).ConfigureAwait(false);
            }
            catch (OffsetGoneException e)
            {
                throw Explain(e);
            }

            if (reader.Position > position)
                waitingSince = _clock.GetTimestamp();
            else
                ThrowIfStuck(partition, position, end, _clock.GetElapsedTime(waitingSince));
        }
    }

    /// <summary>Appends what has arrived.</summary>
    /// <returns>Whether the batch is full or the range at its end.</returns>
    private bool Take(IPartitionReader reader, long end)
    {
        while (_rows.Count < ChangeBatch.MaxRows)
        {
            if (!reader.TryRead(end, out var record))
                return reader.Position >= end;
            _rows.Append(record, reader);
        }

        return true;
    }

    private void ThrowIfStuck(KafkaPartition partition, long position, long end, TimeSpan waited)
    {
        var failure = Client().Failure();
        if (failure is SqlException || (failure is not null && waited > PatienceWithoutBrokers))
            throw failure;
        if (waited > Patience)
        {
            throw new IOException(FormattableString.Invariant(
                $"Kafka at {Client().Servers} sent nothing of {partition} from offset {position} to {end} for {waited.TotalSeconds:0} s"));
        }
    }

    private SqlException Explain(OffsetGoneException gone)
    {
        if (Client().Bounds([gone.Partition])[0] is not { } bounds)
            return KafkaErrors.PartitionGone(gone.Partition, gone.Offset);
        return gone.Offset < bounds.Start
            ? KafkaErrors.OffsetGone(gone.Partition, gone.Offset, bounds.Start)
            : KafkaErrors.BeyondEnd(gone.Partition, gone.Offset, bounds.End);
    }

    private ChangeBatch Cut(int row)
    {
        var batch = _rows.Build();
        return batch.Count <= ChangeBatch.MaxRows ? batch : batch.Slice(row, Math.Min(ChangeBatch.MaxRows, batch.Count - row));
    }

    /// <summary>Whether a record has arrived behind the latest offset; starts to fetch partitions that are not fetched yet.</summary>
    private bool HasNews()
    {
        if (_latest is not { } latest)
            return true;
        foreach (var partition in Planner().Subscribed(latest))
        {
            var position = latest.Positions[partition];
            if (latest.Until is { } until && position >= until.GetValueOrDefault(partition))
                continue;
            try
            {
                if (ReaderAt(partition, position).Wait(TimeSpan.Zero))
                    return true;
            }
            catch (OffsetGoneException e)
            {
                throw Explain(e);
            }
        }

        return false;
    }

    private IPartitionReader ReaderAt(KafkaPartition partition, long offset)
    {
        if (_readers.TryGetValue(partition, out var reader))
            reader.Resume(offset);
        else
            _readers.Add(partition, reader = Client().Open(partition, offset));
        return reader;
    }

    private IKafkaReader Client() => _client ??= _clients.OpenReader(_table.Properties);

    private OffsetPlanner Planner() => _planner ??= new OffsetPlanner(_table, _scan, Client(), _clock);
}
