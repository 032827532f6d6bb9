using System.Buffers;

namespace Apache.Arrow.Memory;

/// <summary>
/// The default allocator: arrays of the garbage collector, so that a buffer outlives every view of it and a forgotten
/// dispose costs nothing.
/// </summary>
internal sealed class ManagedMemoryAllocator : MemoryAllocator
{
    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        bytesAllocated = length;
        return new ManagedMemory(new byte[length]);
    }
}

/// <summary>An array as a memory owner; disposing it leaves the array to the garbage collector.</summary>
internal sealed class ManagedMemory(byte[] bytes) : IMemoryOwner<byte>
{
    public static ManagedMemory Empty { get; } = new([]);

    public Memory<byte> Memory => bytes;

    public void Dispose()
    {
    }
}
