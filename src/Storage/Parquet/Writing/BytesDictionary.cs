using System.Buffers;
using System.Buffers.Binary;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>Distinct byte strings, numbered in the order of their first appearance.</summary>
internal sealed class BytesDictionary : IDisposable
{
    public const int MaxEntries = 1 << 15;
    public const int MaxBytes = 1 << 20;

    private const int Slots = MaxEntries * 2;

    private readonly ushort[] _slots = ArrayPool<ushort>.Shared.Rent(Slots);
    private readonly uint[] _hashes = ArrayPool<uint>.Shared.Rent(MaxEntries);
    private readonly int[] _ends = ArrayPool<int>.Shared.Rent(MaxEntries + 1);
    private readonly OutputBuffer _bytes = new();

    public BytesDictionary()
    {
        _slots.AsSpan(0, Slots).Clear();
        _ends[0] = 0;
    }

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => _bytes.Written[_ends[index].._ends[index + 1]];

    /// <summary>The value's number, or -1 if it is new and there is no room.</summary>
    public int TryAdd(ReadOnlySpan<byte> value)
    {
        var hash = Hash(value);
        var slot = (int)(hash >> 16);
        while (true)
        {
            var index = _slots[slot] - 1;
            if (index < 0)
                return Add(value, hash, slot);
            if (_hashes[index] == hash && this[index].SequenceEqual(value))
                return index;
            slot = (slot + 1) & (Slots - 1);
        }
    }

    public void Clear()
    {
        if (Count > 0)
            _slots.AsSpan(0, Slots).Clear();
        Count = 0;
        _bytes.Clear();
    }

    public void Dispose()
    {
        ArrayPool<ushort>.Shared.Return(_slots);
        ArrayPool<uint>.Shared.Return(_hashes);
        ArrayPool<int>.Shared.Return(_ends);
        _bytes.Dispose();
    }

    private int Add(ReadOnlySpan<byte> value, uint hash, int slot)
    {
        if (Count == MaxEntries || _bytes.Length + value.Length > MaxBytes)
            return -1;
        _bytes.Append(value);
        _hashes[Count] = hash;
        _ends[Count + 1] = _bytes.Length;
        _slots[slot] = (ushort)++Count;
        return Count - 1;
    }

    /// <summary>Multiplies and folds, eight bytes at a time. Not for keys that an enemy chooses against a larger table.</summary>
    private static uint Hash(ReadOnlySpan<byte> value)
    {
        var hash = (ulong)value.Length * 0x9E3779B97F4A7C15;
        for (; value.Length >= 8; value = value[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(value));
        if (value.Length >= 4)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt32LittleEndian(value));
            value = value[4..];
        }

        foreach (var b in value)
            hash = (hash ^ b) * 0x100000001B3;
        return (uint)(Mix(hash) >> 32);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0xD6E8FEB86659FD93, out var low);
        return high ^ low;
    }
}
