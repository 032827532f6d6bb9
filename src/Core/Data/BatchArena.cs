using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StreamSql.Core.Data;

/// <summary>Scratch memory for one shard: a stack of 64-byte aligned native slabs from which the columns of a batch are cut,
/// given back as a whole when the batch has gone through. Reused for ever: the steady state allocates nothing.</summary>
/// <remarks>Not thread-safe: a shard has one. Whoever keeps a value beyond the batch copies it.
/// <code>
/// var mark = arena.Mark();
/// … arena.Allocate(…) … output.OnBatch(batch);
/// arena.Release(mark);
/// </code></remarks>
public sealed class BatchArena : IDisposable
{
    private const int SlabSize = 4 << 20;
    private const int Alignment = 64;

    private readonly List<Slab> _slabs = [];
    private int _slab;
    private int _used;

    /// <summary>Bytes of native memory held.</summary>
    public long Capacity { get; private set; }

    /// <summary>A place in the stack, to go back to with <see cref="Release"/>.</summary>
    public readonly record struct Position(int Slab, int Used);

    public Position Mark() => new(_slab, _used);

    /// <summary>Gives back all that was allocated since the mark.</summary>
    public void Release(Position mark)
    {
        Poison(mark);
        (_slab, _used) = (mark.Slab, mark.Used);
    }

    /// <summary>Uninitialised memory, valid until a mark taken before is released.</summary>
    /// <param name="bytes">At least 0; 64 spare bytes follow, so that vector loops may read past the end.</param>
    public Memory<byte> Allocate(int bytes)
    {
        var needed = (bytes + Alignment + Alignment - 1) & ~(Alignment - 1);
        while (_slab < _slabs.Count && _used + needed > _slabs[_slab].Length)
        {
            _slab++;
            _used = 0;
        }

        if (_slab == _slabs.Count)
            AddSlab(needed);
        var memory = _slabs[_slab].Memory.Slice(_used, bytes);
        _used += needed;
        return memory;
    }

    /// <summary>Memory of zeros, valid until a mark taken before is released.</summary>
    public Memory<byte> AllocateZeroed(int bytes)
    {
        var memory = Allocate(bytes);
        memory.Span.Clear();
        return memory;
    }

    public void Dispose()
    {
        foreach (var slab in _slabs)
            ((IDisposable)slab).Dispose();
        _slabs.Clear();
        (_slab, _used, Capacity) = (0, 0, 0);
    }

    private void AddSlab(int needed)
    {
        var length = Math.Max(SlabSize, needed);
        _slabs.Add(new Slab(length));
        Capacity += length;
        _used = 0;
    }

    // A batch that is read after its release shows at once as nonsense instead of now and then.
    [Conditional("DEBUG")]
    private void Poison(Position mark)
    {
        for (var i = mark.Slab; i <= _slab && i < _slabs.Count; i++)
        {
            var from = i == mark.Slab ? mark.Used : 0;
            var to = i == _slab ? _used : _slabs[i].Length;
            if (to > from)
                _slabs[i].GetSpan()[from..to].Fill(0xCD);
        }
    }

    private sealed unsafe class Slab(int length) : MemoryManager<byte>
    {
        private byte* _start = (byte*)NativeMemory.AlignedAlloc((nuint)length, Alignment);

        public int Length => length;

        public override Span<byte> GetSpan() => new(_start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
            NativeMemory.AlignedFree(_start);
            _start = null;
        }
    }
}
