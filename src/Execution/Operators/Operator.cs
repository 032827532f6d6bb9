using StreamSql.Core.Data;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators;

/// <summary>Where an operator's output goes: the next operator's input, directly.</summary>
public interface IChangeConsumer
{
    /// <summary>Takes a batch, which is valid only during the call.</summary>
    void OnBatch(ChangeBatch batch);
}

/// <summary>A part of a running query on one shard. The law: the sum of its output changes equals the batch answer over the sum of its
/// input changes, whatever the cut into micro-batches.</summary>
/// <remarks>Fields are readonly; what changes is in the state tables it declares (or is scratch that a batch leaves empty).
/// All calls come from the shard's thread. Per micro-batch: any number of <see cref="OnBatch"/>, inputs in a fixed order, then one
/// <see cref="OnMicroBatchEnd"/> after all its inputs have ended theirs.</remarks>
public abstract class Operator(string id) : IDisposable
{
    /// <summary>Stable for the same plan, and a file name: <c>3-aggregate</c>.</summary>
    public string Id { get; } = id;

    /// <summary>Set once when the pipeline is wired.</summary>
    public IChangeConsumer Output { get; set; } = NoConsumer.Instance;

    /// <summary>All state that survives the micro-batch.</summary>
    public virtual IReadOnlyList<IStateTable> State => [];

    /// <summary>What a checkpoint must have been taken with to be restored here: the tables, and whatever else gives their rows a meaning.</summary>
    public virtual string StateFingerprint => string.Join("; ", State.Select(t => $"{t.Name}{t.Schema} key {t.KeyColumns}"));

    /// <summary>What the operator promises about time of what it emits from now on; by default what its inputs promise.</summary>
    /// <remarks>Read after <see cref="OnMicroBatchEnd"/>.</remarks>
    public virtual Timestamp OutputWatermark(Timestamp inputWatermark) => inputWatermark;

    /// <summary>Takes a batch of at most <see cref="ChangeBatch.MaxRows"/> rows and may emit any number of batches.</summary>
    /// <param name="input">Which input, 0-based.</param>
    public abstract void OnBatch(int input, ChangeBatch batch);

    /// <summary>All rows of the micro-batch have come: emits consolidated changes and fires what the watermark has passed.</summary>
    public abstract void OnMicroBatchEnd(MicroBatchContext context);

    /// <summary>Counters for status and metrics; read by other threads.</summary>
    public OperatorMetrics Metrics { get; } = new();

    public virtual void Dispose()
    {
        foreach (var table in State)
            table.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Hands a batch on and counts its rows.</summary>
    protected void Emit(ChangeBatch batch)
    {
        Metrics.AddOut(batch.Count);
        Output.OnBatch(batch);
    }

    private sealed class NoConsumer : IChangeConsumer
    {
        public static readonly NoConsumer Instance = new();

        public void OnBatch(ChangeBatch batch)
        {
        }
    }
}

/// <summary>What an operator may know when a micro-batch ends.</summary>
/// <param name="Number">Of the micro-batch, counted from 1 over the whole life of the job.</param>
/// <param name="Watermark">The smallest of the inputs' watermarks; never goes back.</param>
/// <param name="EndOfInput">Whether this is the last micro-batch of bounded input.</param>
/// <param name="Now">The clock reading that the micro-batch is pinned to.</param>
public readonly record struct MicroBatchContext(long Number, Timestamp Watermark, bool EndOfInput, Timestamp Now);

/// <summary>Counts of one operator on one shard, written by its thread alone.</summary>
public sealed class OperatorMetrics
{
    private long _rowsIn;
    private long _rowsOut;
    private long _lateRows;
    private long _droppedRows;

    public long RowsIn => Volatile.Read(ref _rowsIn);

    public long RowsOut => Volatile.Read(ref _rowsOut);

    /// <summary>Rows dropped because the watermark had passed them.</summary>
    public long LateRows => Volatile.Read(ref _lateRows);

    /// <summary>Rows dropped because a sink may not have them.</summary>
    public long DroppedRows => Volatile.Read(ref _droppedRows);

    public void AddIn(int rows) => Volatile.Write(ref _rowsIn, _rowsIn + rows);

    public void AddOut(int rows) => Volatile.Write(ref _rowsOut, _rowsOut + rows);

    public void AddLate(int rows) => Volatile.Write(ref _lateRows, _lateRows + rows);

    public void AddDropped(int rows) => Volatile.Write(ref _droppedRows, _droppedRows + rows);
}
