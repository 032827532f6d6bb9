using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Finds fields by the bytes of their names.</summary>
internal sealed class FieldIndex
{
    private readonly byte[][] _names;
    private readonly int[] _slots;

    /// <param name="names">In UTF-8; of equal ones the first is found.</param>
    public FieldIndex(byte[][] names)
    {
        _names = names;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, names.Length * 2))];
        _slots.AsSpan().Fill(-1);
        for (var field = 0; field < names.Length; field++)
        {
            if (Find(names[field]) >= 0)
                continue;
            var slot = Hash(names[field]);
            while (_slots[slot & (_slots.Length - 1)] >= 0)
                slot++;
            _slots[slot & (_slots.Length - 1)] = field;
        }
    }

    /// <summary>The field of that name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var slot = Hash(name); ; slot++)
        {
            var field = _slots[slot & (_slots.Length - 1)];
            if (field < 0 || name.SequenceEqual(_names[field]))
                return field;
        }
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(name))
            hash = BitOperations.Crc32C(hash, word);
        foreach (var character in name[(name.Length & ~3)..])
            hash = BitOperations.Crc32C(hash, character);
        return (int)(hash & int.MaxValue) >> 1;
    }
}
