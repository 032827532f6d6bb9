using System.Runtime.CompilerServices;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Reads a table's partitions in a fixed turn, a batch of each, so that a range always gives the same batches in the same order.</summary>
internal sealed class KafkaSource : ISource
{
    // A range that was planned is there to be fetched; if nothing comes for so long, something is wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceWithoutBrokers = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FetchWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdleStep = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan CommitWait = TimeSpan.FromSeconds(2);

    private readonly KafkaTable _table;
    private readonly ScanOptions _scan;
    private readonly IKafkaClients _clients;
    private readonly TimeProvider _clock;
    private readonly RowAssembler _rows;
    private readonly Dictionary<KafkaPartition, IPartitionReader> _readers = [];

    // Waiting may overlap with the call after it, so it looks at the readers under the gate and only while they are not in use.
    private readonly Lock _gate = new();
    private bool _readersInUse;
    private IKafkaReader? _client;
    private OffsetPlanner? _planner;
    private volatile KafkaOffset? _latest;
    private Task _committing = Task.CompletedTask;

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
        var ranges = Ranges(KafkaOffset.Parse(from), KafkaOffset.Parse(to));
        SetReadersInUse(true);
        try
        {
            OpenAt(ranges.Select(r => KeyValuePair.Create(r.Partition, r.Start)));

            // In turn, a batch of each: so none is fetched far ahead of the others, and event time moves on in all of them.
            while (ranges.Count > 0)
            {
                foreach (var (partition, _, end) in ranges)
                {
                    _rows.Clear();
                    _rows.Enter(partition);
                    await FillAsync(_readers[partition], partition, end, cancellationToken).ConfigureAwait(false);
                    for (var row = 0; row < _rows.Count; row += ChangeBatch.MaxRows)
                        yield return new SourceBatch(partition.Name, Cut(row), _rows.Records);
                }

                ranges.RemoveAll(r => _readers[r.Partition].Position >= r.End);
            }
        }
        finally
        {
            SetReadersInUse(false);
        }
    }

    /// <exception cref="IOException">The group could not be told; nothing depends on it.</exception>
    public async ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken)
    {
        // A commit that hangs, because the group has no coordinator, is left alone until it is over.
        if (!_table.Properties.CommitOffsets || !_committing.IsCompleted)
            return;
        _committing = Task.Run(() => Client().Commit(KafkaOffset.Parse(upTo).Positions), CancellationToken.None);
        try
        {
            await _committing.WaitAsync(CommitWait, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new IOException($"no coordinator of consumer group '{_table.Properties.Group}' answered");
        }
        catch (SqlException e)
        {
            throw new IOException(e.Message, e);
        }
    }

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

    public async ValueTask DisposeAsync()
    {
        SetReadersInUse(true);
        foreach (var reader in _readers.Values)
            reader.Dispose();
        _readers.Clear();
        _rows.Dispose();
        var client = _client;
        _client = null;
        if (client is null)
            return;
        try
        {
            await _committing.WaitAsync(CommitWait, _clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The client must outlive its last call.
            _ = _committing.ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
            return;
        }
        catch (Exception e) when (e is IOException or SqlException)
        {
            // Whoever asked for the commit was told.
        }

        client.Dispose();
    }

    private SourceProgress Latest(SourceOffset? from, int maxRows)
    {
        var planner = Planner();
        (_latest, var progress) = from is null ? planner.Start() : planner.Next(KafkaOffset.Parse(from), maxRows);
        return progress;
    }

    /// <summary>What lies between two positions, in order. A partition that the first does not mention starts at the second.</summary>
    private static List<(KafkaPartition Partition, long Start, long End)> Ranges(KafkaOffset from, KafkaOffset to)
    {
        var ranges = new List<(KafkaPartition, long, long)>();
        foreach (var (partition, end) in to.Positions.OrderBy(p => p.Key))
        {
            if (from.Positions.TryGetValue(partition, out var start) && start < end)
                ranges.Add((partition, start, end));
        }

        return ranges;
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
        lock (_gate)
        {
            if (_readersInUse || _latest is not { } latest)
                return true;
            var partitions = Planner().Subscribed(latest);
            if (latest.Until is { } until)
                partitions.RemoveAll(p => latest.Positions[p] >= until.GetValueOrDefault(p));
            OpenAt(partitions.Select(p => KeyValuePair.Create(p, latest.Positions[p])));
            return partitions.Exists(HasNews);
        }
    }

    private bool HasNews(KafkaPartition partition)
    {
        try
        {
            return _readers[partition].Wait(TimeSpan.Zero);
        }
        catch (OffsetGoneException)
        {
            // Is found and explained by whoever looks for the latest offset.
            return true;
        }
    }

    private void SetReadersInUse(bool inUse)
    {
        lock (_gate)
            _readersInUse = inUse;
    }

    /// <summary>Has each partition fetched from an offset on.</summary>
    private void OpenAt(IEnumerable<KeyValuePair<KafkaPartition, long>> starts)
    {
        var missing = new List<KeyValuePair<KafkaPartition, long>>();
        foreach (var start in starts)
        {
            if (_readers.TryGetValue(start.Key, out var reader))
                reader.Resume(start.Value);
            else
                missing.Add(start);
        }

        if (missing.Count == 0)
            return;
        var opened = Client().Open(missing);
        for (var i = 0; i < opened.Count; i++)
            _readers.Add(missing[i].Key, opened[i]);
    }

    private IKafkaReader Client() => _client ??= _clients.OpenReader(_table.Properties);

    private OffsetPlanner Planner() => _planner ??= new OffsetPlanner(_table, _scan, Client(), _clock);
}
