using System.Diagnostics;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Diagnostics;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Pipelines;

namespace StreamSql.Execution.Runtime;

/// <summary>The shards of a job and how a micro-batch goes through them: stage by stage, where a stage ends at an exchange or at a
/// watermark, all shards side by side within one.</summary>
/// <remarks>The first shard runs on the job's own thread; with one shard there is no other, no copy and no stage but in name.</remarks>
internal sealed class ShardGroup : IDisposable
{
    // So many rows are copied for the other shards before they are set to work on them.
    private const int InboxBatches = 64;

    private readonly IReadOnlyList<Shard> _shards;
    private readonly ExchangeHub _hub;
    private readonly List<ShardThread> _threads = [];
    private readonly List<List<int>> _stages;
    private readonly List<(int Source, SourceBatch Batch)>[] _inboxes;
    private readonly BatchArena[] _inboxMemory;
    private readonly string?[,] _currentPartition;
    private readonly Timestamp[,] _watermarks;
    private int _inboxBatches;

    public ShardGroup(IReadOnlyList<Shard> shards, ExchangeHub hub)
    {
        (_shards, _hub) = (shards, hub);
        for (var i = 1; i < shards.Count; i++)
            _threads.Add(new ShardThread($"shard {i}"));
        _inboxes = [.. shards.Select(_ => new List<(int, SourceBatch)>())];
        _inboxMemory = [.. shards.Select(_ => new BatchArena())];
        _currentPartition = new string?[shards.Count, Sources.Count];
        _watermarks = new Timestamp[shards.Count, Nodes.Count];
        _stages = Stages();
    }

    public IReadOnlyList<Shard> Shards => _shards;

    private IReadOnlyList<PipelineNode> Nodes => _shards[0].Pipeline.Nodes;

    private IReadOnlyList<PipelineSource> Sources => _shards[0].Pipeline.Sources;

    /// <summary>Pins the clock and the seed, and tells what follows event time where its partitions stand.</summary>
    public void BeginMicroBatch(Timestamp now, ulong seed, IReadOnlyList<SourceReader> sources)
    {
        for (var shard = 0; shard < _shards.Count; shard++)
        {
            // Shards draw different random numbers.
            _shards[shard].Evaluation.BeginMicroBatch(now, seed + (ulong)shard * 0x9E37_79B9_7F4A_7C15);
            for (var s = 0; s < sources.Count; s++)
            {
                foreach (var watermarks in _shards[shard].Pipeline.Sources[s].Watermarks)
                    watermarks.BeginMicroBatch(sources[s].Tracker.Watermarks, sources[s].Tracker.Watermark);
                _currentPartition[shard, s] = null;
            }
        }
    }

    /// <summary>Feeds rows of a source; a partition always goes to the same shard.</summary>
    /// <param name="partition">Its number within the source.</param>
    public void Feed(int source, int partition, SourceBatch batch)
    {
        if (_shards.Count == 1)
        {
            Enter(0, source, batch);
            return;
        }

        var shard = partition % _shards.Count;
        _inboxes[shard].Add((source, batch with { Rows = ColumnClone.Clone(batch.Rows, _inboxMemory[shard]) }));
        if (++_inboxBatches == InboxBatches)
            DrainInboxes();
    }

    /// <summary>Ends the micro-batch: timers, consolidated changes, sinks.</summary>
    /// <param name="context">Its watermark is ignored: each operator is given its own.</param>
    public void EndMicroBatch(MicroBatchContext context, IReadOnlyList<SourceReader> sources)
    {
        DrainInboxes();
        foreach (var stage in _stages)
        {
            OnAllShards(shard => RunStage(shard, stage, context));
            Promise(stage, context, sources);
        }

        _hub.Clear();
    }

    public void Dispose()
    {
        foreach (var thread in _threads)
            thread.Dispose();
        foreach (var shard in _shards)
            shard.Dispose();
        foreach (var memory in _inboxMemory)
            memory.Dispose();
        _hub.Dispose();
    }

    private void Enter(int shard, int source, SourceBatch batch)
    {
        var entry = _shards[shard].Pipeline.Sources[source];
        if (_currentPartition[shard, source] != batch.Partition)
        {
            foreach (var watermarks in entry.Watermarks)
                watermarks.BeginPartition(batch.Partition);
            _currentPartition[shard, source] = batch.Partition;
        }

        try
        {
            entry.Entry.OnBatch(batch.Rows);
        }
        catch (SqlException error)
        {
            throw DataPlaces.Add(error, batch);
        }
    }

    private void DrainInboxes()
    {
        if (_inboxBatches == 0)
            return;
        OnAllShards(shard =>
        {
            foreach (var (source, batch) in _inboxes[shard])
                Enter(shard, source, batch);
            _inboxes[shard].Clear();
            _inboxMemory[shard].Release(default);
        });
        _inboxBatches = 0;
    }

    private void RunStage(int shard, List<int> stage, MicroBatchContext context)
    {
        foreach (var n in stage)
        {
            var node = _shards[shard].Pipeline.Nodes[n];
            for (var input = 0; input < node.Inputs.Count; input++)
            {
                if (_hub.IsExchange(node.Operator, input))
                    _hub.Deliver(shard, node.Operator, input);
            }

            var watermark = InputWatermark(shard, node, context);
            node.Operator.OnMicroBatchEnd(context with { Watermark = watermark });
            _watermarks[shard, n] = node.Operator.OutputWatermark(watermark);
        }
    }

    // A watermark node's promise is the source's: the smallest over its partitions on all shards.
    private void Promise(List<int> stage, MicroBatchContext context, IReadOnlyList<SourceReader> sources)
    {
        foreach (var n in stage)
        {
            var source = WatermarkSource(n);
            if (source < 0)
                continue;
            var tracker = sources[source].Tracker;
            foreach (var shard in _shards)
                tracker.Update(((IPartitionedInput)shard.Pipeline.Nodes[n].Operator).Partitions);
            tracker.Advance(context.Now);
            for (var shard = 0; shard < _shards.Count; shard++)
                _watermarks[shard, n] = context.EndOfInput ? Timestamp.MaxValue : tracker.Watermark;
        }
    }

    private Timestamp InputWatermark(int shard, PipelineNode node, MicroBatchContext context)
    {
        var least = Timestamp.MaxValue;
        for (var input = 0; input < node.Inputs.Count; input++)
        {
            var producer = node.Inputs[input];
            if (producer < 0)
                least = Timestamp.Min(least, context.EndOfInput ? Timestamp.MaxValue : Timestamp.MinValue);
            else if (_hub.IsExchange(node.Operator, input))
            {
                for (var sender = 0; sender < _shards.Count; sender++)
                    least = Timestamp.Min(least, _watermarks[sender, producer]);
            }
            else
                least = Timestamp.Min(least, _watermarks[shard, producer]);
        }

        return node.Inputs.Count == 0 && !context.EndOfInput ? Timestamp.MinValue : least;
    }

    private int WatermarkSource(int node)
    {
        for (var s = 0; s < Sources.Count; s++)
        {
            if (Sources[s].Watermarks.Any(w => ReferenceEquals(w, Nodes[node].Operator)))
                return s;
        }

        return -1;
    }

    private List<List<int>> Stages()
    {
        var stageOf = new int[Nodes.Count];
        var stages = new List<List<int>>();
        for (var n = 0; n < stageOf.Length; n++)
        {
            var node = Nodes[n];
            for (var input = 0; input < node.Inputs.Count; input++)
            {
                var producer = node.Inputs[input];
                if (producer < 0)
                    continue;
                Debug.Assert(producer < n, "producers come first");
                var next = _hub.IsExchange(node.Operator, input) || WatermarkSource(producer) >= 0 ? 1 : 0;
                stageOf[n] = Math.Max(stageOf[n], stageOf[producer] + next);
            }

            while (stages.Count <= stageOf[n])
                stages.Add([]);
            stages[stageOf[n]].Add(n);
        }

        return stages;
    }

    private void OnAllShards(Action<int> work)
    {
        for (var i = 0; i < _threads.Count; i++)
        {
            var shard = i + 1;
            _threads[i].Start(() => work(shard));
        }

        try
        {
            work(0);
        }
        finally
        {
            foreach (var thread in _threads)
                thread.Join();
        }
    }
}
