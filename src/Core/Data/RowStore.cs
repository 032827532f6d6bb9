using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamSql.Core.Data;

/// <summary>Dense fixed-width rows in native memory: the home of keys and accumulators. Rows are numbered from 0 and never move.</summary>
/// <remarks>A row is one cache line or two: key and all accumulators of a key are one miss. Not thread-safe.</remarks>
public sealed unsafe class RowStore : IDisposable
{
    private readonly int _chunkShift;
    private readonly int _chunkMask;
    private byte** _chunks;
    private int _chunkCount;
    private int _chunkCapacity;

    private readonly bool _ownsText;

    /// <param name="width">Bytes a row, a multiple of 8.</param>
    public RowStore(int width)
        : this(width, new TextStore()) => _ownsText = true;

    /// <summary>A store for copies of another's rows.</summary>
    /// <param name="width">Bytes a row, a multiple of 8.</param>
    /// <param name="text">Where the other has its strings: it stays the other's.</param>
    public RowStore(int width, TextStore text)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(width % 8, 0);
        Width = width;
        Text = text;
        _chunkShift = BitOperations.Log2((uint)(NativePages.HugePage / Math.Max(width, sizeof(long)))) + 1;
        _chunkMask = (1 << _chunkShift) - 1;
    }

    /// <summary>Bytes a row.</summary>
    public int Width { get; }

    /// <summary>Rows ever appended; their numbers are below this.</summary>
    public int Count { get; private set; }

    /// <summary>Where the rows' strings longer than 12 bytes are.</summary>
    public TextStore Text { get; }

    /// <summary>Bytes of native memory held, strings included.</summary>
    public long Capacity => (((long)_chunkCount << _chunkShift) * Width) + (_ownsText ? Text.Capacity : 0);

    /// <summary>A new row of zeros.</summary>
    /// <returns>Its number.</returns>
    public int Append()
    {
        if (Count == _chunkCount << _chunkShift)
            AddChunk();
        Zero(Count);
        return Count++;
    }

    /// <summary>A new row with the bytes of another store's, which has the same width.</summary>
    /// <returns>Its number.</returns>
    public int AppendCopy(RowStore from, int row)
    {
        if (Count == _chunkCount << _chunkShift)
            AddChunk();
        Copy(ref from.Row(row), ref Row(Count), Width);
        return Count++;
    }

    /// <summary>Fills a row with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Zero(int row)
    {
        // A call of memset costs more than a row.
        ref var word = ref Unsafe.As<byte, ulong>(ref Row(row));
        for (var words = Width / sizeof(ulong); words > 0; words--)
        {
            word = 0;
            word = ref Unsafe.Add(ref word, 1);
        }
    }

    /// <summary>The first byte of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Row(int row) => ref _chunks[row >> _chunkShift][(nint)(row & _chunkMask) * Width];

    /// <summary>A field of a row.</summary>
    /// <param name="offset">In bytes from the start of the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At<T>(int row, int offset) where T : unmanaged =>
        ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref Row(row), offset));

    /// <summary>All bytes of a row.</summary>
    public Span<byte> Bytes(int row) => MemoryMarshal.CreateSpan(ref Row(row), Width);

    /// <summary>Forgets all rows and strings but keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        if (_ownsText)
            Text.Clear();
    }

    /// <summary>Gives memory back that neither a row nor a string lies in.</summary>
    public void Trim()
    {
        if (_ownsText)
            Text.Trim();
        while (_chunkCount > 0 && Count <= (_chunkCount - 1) << _chunkShift)
            NativePages.Free(_chunks[--_chunkCount]);
    }

    public void Dispose()
    {
        for (var i = 0; i < _chunkCount; i++)
            NativePages.Free(_chunks[i]);
        NativeMemory.Free(_chunks);
        _chunks = null;
        (_chunkCount, _chunkCapacity, Count) = (0, 0, 0);
        if (_ownsText)
            Text.Dispose();
    }

    // As with zeros, a call costs more than a row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte from, ref byte to, int bytes)
    {
        var done = 0;
        for (; done <= bytes - Vector256<byte>.Count; done += Vector256<byte>.Count)
            Vector256.LoadUnsafe(ref from, (nuint)done).StoreUnsafe(ref to, (nuint)done);
        for (; done < bytes; done += sizeof(ulong))
            Unsafe.As<byte, ulong>(ref Unsafe.AddByteOffset(ref to, done)) = Unsafe.As<byte, ulong>(ref Unsafe.AddByteOffset(ref from, done));
    }

    private void AddChunk()
    {
        if (_chunkCount == _chunkCapacity)
        {
            _chunkCapacity = Math.Max(16, _chunkCapacity * 2);
            _chunks = (byte**)NativeMemory.Realloc(_chunks, (nuint)_chunkCapacity * (nuint)sizeof(byte*));
        }

        // Small tables are many: only those that grow get huge pages.
        _chunks[_chunkCount] = (byte*)NativePages.Allocate((nuint)Width << _chunkShift, huge: _chunkCount > 0);
        _chunkCount++;
    }
}
