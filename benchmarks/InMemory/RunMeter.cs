using StreamSql.Benchmarks.Harness;

namespace StreamSql.Benchmarks.InMemory;

/// <summary>What is measured of a job, from its own thread: from the first question to the source to the sink's last commit.</summary>
internal sealed class RunMeter(ChecksumKind kind)
{
    // By then memory has grown to what the job needs and its code is compiled.
    private const double SteadyFrom = 0.25;

    private CpuClock? _start;
    private CpuClock _stop;
    private Checksum _result;
    private long? _allocatedBefore;
    private long _allocated;

    public ChecksumKind Kind => kind;

    /// <summary>Bytes that the process put on the managed heap in the last three quarters of the input.</summary>
    public long SteadyBytes => _allocated - _allocatedBefore!.Value;

    /// <summary>The share of the input that <see cref="SteadyBytes"/> is about.</summary>
    public double SteadyShare { get; private set; }

    public Sample Sample => _stop.Since(_start!.Value, _result);

    public void Start() => _start ??= CpuClock.Read();

    /// <param name="done">The share of the input that has been read.</param>
    public void Progress(double done)
    {
        if (_allocatedBefore is not null || done < SteadyFrom)
            return;
        _allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        SteadyShare = 1 - done;
    }

    public void Add(Checksum rows) => _result += rows;

    public void Stop()
    {
        _stop = CpuClock.Read();
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
    }
}
