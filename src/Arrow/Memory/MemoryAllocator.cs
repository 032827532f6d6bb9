using System.Buffers;

namespace Apache.Arrow.Memory;

/// <summary>Where builders and readers get the memory of their buffers from.</summary>
public abstract class MemoryAllocator
{
    public const int DefaultAlignment = 64;

    protected MemoryAllocator(int alignment = DefaultAlignment)
    {
        Alignment = alignment;
        Statistics = new Stats();
    }

    public static Lazy<MemoryAllocator> Default { get; } = new(() => new ManagedMemoryAllocator());

    public Stats Statistics { get; }

    protected int Alignment { get; }

    /// <summary>Zeroed memory of exactly <paramref name="length"/> bytes.</summary>
    public IMemoryOwner<byte> Allocate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return ManagedMemory.Empty;
        }

        IMemoryOwner<byte> owner = AllocateInternal(length, out int bytesAllocated);
        Statistics.Allocate(bytesAllocated);
        return owner;
    }

    protected abstract IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated);

    /// <summary>What an allocator has handed out since it was made.</summary>
    public class Stats
    {
        private long bytesAllocated;
        private long allocations;

        public long Allocations => Interlocked.Read(ref allocations);
        public long BytesAllocated => Interlocked.Read(ref bytesAllocated);

        internal void Allocate(int bytes)
        {
            Interlocked.Increment(ref allocations);
            Interlocked.Add(ref bytesAllocated, bytes);
        }
    }
}
