using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;

namespace StreamSql.Execution.Runtime;

/// <summary>The end of a pipeline: turns weights into row kinds and hands the changes to a sink. Inserts pass through at once; where rows
/// can be taken back, a micro-batch's changes are netted and paired by key when it ends.</summary>
internal sealed class SinkOperator : Operator
{
    private readonly SinkWriter _sink;
    private readonly ChangePairing? _pairing;

    public SinkOperator(string id, Schema schema, bool insertOnly, IReadOnlyList<int>? upsertKey, bool ordered, SinkWriter sink, BatchArena arena)
        : base(id)
    {
        _sink = sink;
        _pairing = insertOnly ? null : new ChangePairing(schema, upsertKey, arena, ordered);
    }

    public override void OnBatch(int input, ChangeBatch batch)
    {
        if (_pairing is null)
            Write(batch, default);
        else
            _pairing.Add(batch);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context) => _pairing?.Drain(Write);

    public override void Dispose()
    {
        _pairing?.Dispose();
        base.Dispose();
    }

    private void Write(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds)
    {
        Metrics.AddOut(changes.Count);
        _sink.Write(changes, kinds);
    }
}
