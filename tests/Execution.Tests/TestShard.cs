using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests;

/// <summary>One shard that runs a plan micro-batch by micro-batch, without the runtime.</summary>
internal sealed class TestShard : IPipelineHost, IDisposable
{
    private long _number;

    public TestShard(TimeZoneInfo? zone = null)
    {
        Arena = new BatchArena();
        Evaluation = new EvaluationContext(Arena, zone ?? TimeZoneInfo.Utc);
    }

    public int Shard => 0;

    public int Shards => 1;

    public BatchArena Arena { get; }

    public EvaluationContext Evaluation { get; }

    public Operator CreateSink(string id, LogicalPlan plan, bool insertOnly, IReadOnlyList<int>? upsertKey) => new CollectSink(id);

    public IChangeConsumer Exchange(Operator target, int input, IReadOnlyList<int> keys) => new OperatorInput(target, input);

    /// <summary>Ends a micro-batch for all nodes and returns what has reached the sinks in it.</summary>
    public IReadOnlyList<Change> EndMicroBatch(Pipeline pipeline, Timestamp watermark, bool endOfInput = false)
    {
        var context = new MicroBatchContext(++_number, watermark, endOfInput, new Timestamp(0));
        foreach (var node in pipeline.Nodes)
            node.Operator.OnMicroBatchEnd(context);
        return [.. pipeline.Sinks.SelectMany(s => ((CollectSink)pipeline.Nodes[s.Node].Operator).Collector.Take())];
    }

    public void Dispose() => Arena.Dispose();

    private sealed class CollectSink(string id) : Operator(id)
    {
        public Collector Collector { get; } = new();

        public override void OnBatch(int input, ChangeBatch batch) => Collector.OnBatch(batch);

        public override void OnMicroBatchEnd(MicroBatchContext context)
        {
        }
    }
}
