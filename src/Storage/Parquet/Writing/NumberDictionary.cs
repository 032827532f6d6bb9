using System.Buffers;
using System.Runtime.CompilerServices;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>Distinct fixed-width values, numbered in the order of their first appearance; compared by their bits.</summary>
/// <typeparam name="T">Four or eight bytes.</typeparam>
internal sealed class NumberDictionary<T> : IDisposable where T : unmanaged
{
    public const int MaxEntries = 1 << 14;

    private const int Slots = MaxEntries * 2;

    private readonly ulong[] _entries = ArrayPool<ulong>.Shared.Rent(MaxEntries);
    private readonly ushort[] _slots = ArrayPool<ushort>.Shared.Rent(Slots);

    public NumberDictionary() => _slots.AsSpan(0, Slots).Clear();

    public int Count { get; private set; }

    /// <summary>Finds or adds each value; false, and the indices mean nothing, if there are too many.</summary>
    public bool TryAdd(ReadOnlySpan<T> values, Span<int> indices)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitsOf(values[i]);
            var slot = (int)((bits * 0x9E3779B97F4A7C15) >> (64 - 15));
            while (true)
            {
                var index = _slots[slot] - 1;
                if (index < 0)
                {
                    if (Count == MaxEntries)
                        return false;
                    _entries[Count++] = bits;
                    _slots[slot] = (ushort)Count;
                    indices[i] = Count - 1;
                    break;
                }

                if (_entries[index] == bits)
                {
                    indices[i] = index;
                    break;
                }

                slot = (slot + 1) & (Slots - 1);
            }
        }

        return true;
    }

    public void Write(OutputBuffer output)
    {
        var target = output.Reserve(Count * Unsafe.SizeOf<T>());
        for (var i = 0; i < Count; i++)
        {
            if (Unsafe.SizeOf<T>() == 8)
                Unsafe.WriteUnaligned(ref target[i * 8], _entries[i]);
            else
                Unsafe.WriteUnaligned(ref target[i * 4], (uint)_entries[i]);
        }

        output.Advance(Count * Unsafe.SizeOf<T>());
    }

    public void Clear()
    {
        if (Count > 0)
            _slots.AsSpan(0, Slots).Clear();
        Count = 0;
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_entries);
        ArrayPool<ushort>.Shared.Return(_slots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsOf(T value) =>
        Unsafe.SizeOf<T>() == 8 ? Unsafe.BitCast<T, ulong>(value) : Unsafe.BitCast<T, uint>(value);
}
