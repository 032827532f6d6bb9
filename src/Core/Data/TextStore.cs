using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Core.Data;

/// <summary>A string or byte value in state: up to 12 bytes inline, else a place in a <see cref="TextStore"/>.</summary>
/// <remarks>Unlike <see cref="View"/> its offset has 64 bits minus the prefix: state may outgrow 2 GiB.</remarks>
[StructLayout(LayoutKind.Sequential, Size = 16)]
public struct StoredText
{
    internal int Length;
    internal uint Prefix;
    internal long Place;

    /// <summary>In bytes.</summary>
    public readonly int ByteCount => Length;
}

/// <summary>An append-only arena of strings for one <see cref="RowStore"/>. What is overwritten or deleted becomes garbage, which is counted.</summary>
public sealed unsafe class TextStore : IDisposable
{
    private const int ChunkSize = 1 << 20;

    private readonly List<(nint Start, int Length)> _chunks = [];
    private int _chunk;
    private int _used;

    /// <summary>Bytes of native memory held.</summary>
    public long Capacity { get; private set; }

    /// <summary>Bytes in use by values, dead or alive.</summary>
    public long Used { get; private set; }

    /// <summary>Bytes of values that <see cref="Free"/> was told of.</summary>
    public long Garbage { get; private set; }

    public StoredText Add(ReadOnlySpan<byte> value)
    {
        StoredText text = default;
        if (value.Length <= View.MaxInline)
        {
            var bytes = MemoryMarshal.AsBytes(new Span<StoredText>(ref text));
            MemoryMarshal.Write(bytes, value.Length);
            value.CopyTo(bytes[4..]);
            return text;
        }

        var place = Reserve(value.Length);
        value.CopyTo(new Span<byte>((void*)(_chunks[_chunk].Start + place), value.Length));
        text.Length = value.Length;
        text.Prefix = MemoryMarshal.Read<uint>(value);
        text.Place = (long)_chunk << 32 | (uint)place;
        Used += value.Length;
        return text;
    }

    /// <summary>The value's bytes; of a short one, inside <paramref name="text"/> itself, which must stay where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Get(ref readonly StoredText text) =>
        text.Length <= View.MaxInline
            ? MemoryMarshal.CreateReadOnlySpan(
                ref Unsafe.Add(ref Unsafe.As<StoredText, byte>(ref Unsafe.AsRef(in text)), sizeof(int)), text.Length)
            : new ReadOnlySpan<byte>((void*)(_chunks[(int)(text.Place >> 32)].Start + (nint)(uint)text.Place), text.Length);

    /// <summary>Says that a value is no longer used.</summary>
    public void Free(in StoredText text)
    {
        if (text.Length > View.MaxInline)
            Garbage += text.Length;
    }

    /// <summary>Drops everything and takes over what another store holds, which is empty afterwards: after the live values were added to
    /// the other, the garbage is gone.</summary>
    public void TakeOver(TextStore other)
    {
        Dispose();
        _chunks.AddRange(other._chunks);
        (_chunk, _used, Used, Garbage, Capacity) = (other._chunk, other._used, other.Used, other.Garbage, other.Capacity);
        other._chunks.Clear();
        other.Clear();
        other.Capacity = 0;
    }

    public void Clear() => (_chunk, _used, Used, Garbage) = (0, 0, 0, 0);

    /// <summary>Gives memory back that no string lies in.</summary>
    public void Trim()
    {
        for (var needed = _used == 0 ? _chunk : _chunk + 1; _chunks.Count > needed; _chunks.RemoveAt(_chunks.Count - 1))
        {
            NativeMemory.Free((void*)_chunks[^1].Start);
            Capacity -= _chunks[^1].Length;
        }
    }

    public void Dispose()
    {
        foreach (var (start, _) in _chunks)
            NativeMemory.Free((void*)start);
        _chunks.Clear();
        Clear();
        Capacity = 0;
    }

    private int Reserve(int length)
    {
        while (_chunk < _chunks.Count && _used + length > _chunks[_chunk].Length)
        {
            _chunk++;
            _used = 0;
        }

        if (_chunk == _chunks.Count)
        {
            var size = Math.Max(ChunkSize, length);
            _chunks.Add(((nint)NativeMemory.Alloc((nuint)size), size));
            Capacity += size;
            _used = 0;
        }

        var place = _used;
        _used += length;
        return place;
    }
}
