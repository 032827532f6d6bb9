using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Execution.Operators;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Pipelines;

/// <summary>The operators of a query on one shard, wired. Made by <c>PhysicalPlanner.Build(IReadOnlyList&lt;LogicalPlan&gt; roots,
/// IPipelineHost host)</c>, once per shard.</summary>
/// <remarks>At a sink the runtime's operator nets and pairs with <c>ChangePairing(schema, upsertKey, arena)</c>: <c>Add(batch)</c> during the
/// micro-batch, <c>Drain(Action&lt;ChangeBatch, ReadOnlyMemory&lt;ChangeKind&gt;&gt;)</c> at its end. An input whose keys matter is reached through
/// <see cref="IPipelineHost.Exchange"/>; a node that emits rows of its own (Values) does so in the first micro-batch on shard 0 alone.</remarks>
/// <param name="Nodes">In an order in which producers come before consumers; the same on every shard.</param>
public sealed record Pipeline(
    IReadOnlyList<PipelineNode> Nodes, IReadOnlyList<PipelineSource> Sources, IReadOnlyList<PipelineSink> Sinks) : IDisposable
{
    public void Dispose()
    {
        foreach (var node in Nodes)
            node.Operator.Dispose();
    }
}

/// <summary>An operator and where its inputs come from.</summary>
/// <param name="Inputs">Per input port the producing node, or <c>-1 - s</c> for source number s.</param>
/// <param name="Describe">The node's line in EXPLAIN's physical stage.</param>
public sealed record PipelineNode(Operator Operator, IReadOnlyList<int> Inputs, string Describe);

/// <summary>Where a scan's rows enter.</summary>
/// <param name="Entry">Takes the rows of the scan's schema.</param>
/// <param name="Watermarks">The operators that follow the partitions' event time: one per different use of the table in the job; empty if
/// the table has no watermark.</param>
public sealed record PipelineSource(LogicalPlan.Scan Scan, IChangeConsumer Entry, IReadOnlyList<IPartitionedInput> Watermarks);

/// <summary>Where changes leave.</summary>
/// <param name="Plan">A <see cref="LogicalPlan.Sink"/> or <see cref="LogicalPlan.Collect"/>.</param>
/// <param name="Node">The node in <see cref="Pipeline.Nodes"/> that is the sink operator.</param>
public sealed record PipelineSink(LogicalPlan Plan, int Node);

/// <summary>What follows event time per source partition. A source partition is read on one shard.</summary>
public interface IPartitionedInput
{
    /// <summary>Starts a micro-batch: the watermarks of all partitions of the source, on every shard, when the last one ended. A row's
    /// watermark is its own partition's running one: it depends neither on the cut nor on the order between partitions nor on the number
    /// of shards.</summary>
    /// <param name="partitions">All partitions known, in a stable order; a new one has <see cref="Timestamp.MinValue"/>.</param>
    /// <param name="floor">The source's watermark when the last micro-batch ended: no row's is below.</param>
    void BeginMicroBatch(IReadOnlyList<KeyValuePair<string, Timestamp>> partitions, Timestamp floor);

    /// <summary>The following batches are of this partition.</summary>
    void BeginPartition(string partition);

    /// <summary>The watermarks of the partitions that this shard has read in this micro-batch; read after its end.</summary>
    IEnumerable<KeyValuePair<string, Timestamp>> Partitions { get; }
}

/// <summary>What the runtime lends to the physical planner for one shard.</summary>
public interface IPipelineHost
{
    /// <summary>This shard's number and how many there are.</summary>
    int Shard { get; }

    int Shards { get; }

    BatchArena Arena { get; }

    EvaluationContext Evaluation { get; }

    /// <summary>The operator that takes a query's changes at a <see cref="LogicalPlan.Sink"/> or <see cref="LogicalPlan.Collect"/>.</summary>
    /// <param name="insertOnly">Whether no retraction can come.</param>
    /// <param name="upsertKey">Columns that identify a row among those alive, none if there is at most one row; <see langword="null"/> if
    /// no key is known.</param>
    Operator CreateSink(string id, LogicalPlan plan, bool insertOnly, IReadOnlyList<int>? upsertKey);

    /// <summary>Where a producer must write so that all rows of one key reach the same shard's operator; with one shard, straight to it.</summary>
    /// <param name="keys">Columns of the producer; empty to bring all rows to shard 0.</param>
    IChangeConsumer Exchange(Operator target, int input, IReadOnlyList<int> keys);
}

/// <summary>An operator's input port as a consumer.</summary>
public sealed class OperatorInput(Operator target, int input) : IChangeConsumer
{
    public void OnBatch(ChangeBatch batch)
    {
        target.Metrics.AddIn(batch.Count);
        target.OnBatch(input, batch);
    }
}
