using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Pipelines;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Runtime;

/// <summary>A shard's memory and clock, and what its pipeline asks of the runtime while it is built.</summary>
internal sealed class Shard(int number, int shards, TimeZoneInfo zone, ExchangeHub hub, Func<string, LogicalPlan, SinkWriter> sinkOf)
    : IPipelineHost, IDisposable
{
    private Pipeline? _pipeline;

    int IPipelineHost.Shard => number;

    public int Shards => shards;

    public BatchArena Arena { get; } = new();

    public EvaluationContext Evaluation => field ??= new EvaluationContext(Arena, zone);

    /// <summary>Set once, when it has been built with this shard as its host.</summary>
    public Pipeline Pipeline
    {
        get => _pipeline!;
        set => _pipeline = value;
    }

    public Operator CreateSink(string id, LogicalPlan plan, bool insertOnly, IReadOnlyList<int>? upsertKey) =>
        new SinkOperator(id, plan.Schema, insertOnly, upsertKey, ordered: shards == 1, sinkOf(id, plan), Arena);

    public IChangeConsumer Exchange(Operator target, int input, IReadOnlyList<int> keys)
    {
        if (shards == 1)
            return new OperatorInput(target, input);
        var sender = new ExchangeSender(shards, keys, Arena);
        hub.Register(target.Id, input, sender);
        return sender;
    }

    public void Dispose()
    {
        _pipeline?.Dispose();
        Arena.Dispose();
    }
}
