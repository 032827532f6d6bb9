using System.Runtime.InteropServices;

namespace StreamSql.Execution.State;

/// <summary>Buckets for what does not fit into its own: numbered from 1, they never move.</summary>
internal sealed unsafe class OverflowBuckets : IDisposable
{
    private const int BucketBytes = 64;
    private const int ChunkBuckets = 1024;

    private readonly List<nint> _chunks = [];
    private readonly List<uint> _free = [];
    private uint _taken;

    public long Bytes => (long)_chunks.Count * ChunkBuckets * BucketBytes;

    public byte* this[uint number] => (byte*)_chunks[(int)((number - 1) / ChunkBuckets)] + ((number - 1) % ChunkBuckets * BucketBytes);

    /// <summary>A bucket of zeros.</summary>
    public (uint Number, nint Bucket) Take()
    {
        uint number;
        if (_free.Count > 0)
        {
            number = _free[^1];
            _free.RemoveAt(_free.Count - 1);
        }
        else
        {
            number = ++_taken;
            if ((number - 1) / ChunkBuckets == _chunks.Count)
                _chunks.Add((nint)NativeMemory.AlignedAlloc(ChunkBuckets * BucketBytes, BucketBytes));
        }

        new Span<byte>(this[number], BucketBytes).Clear();
        return (number, (nint)this[number]);
    }

    public void Return(uint number) => _free.Add(number);

    /// <summary>Takes all back but keeps the memory.</summary>
    public void Clear()
    {
        _free.Clear();
        _taken = 0;
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks)
            NativeMemory.AlignedFree((void*)chunk);
        _chunks.Clear();
        Clear();
    }
}
