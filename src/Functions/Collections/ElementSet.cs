using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>A set of elements of a pool by value, NULL being a value. One row's set after the other uses the same memory.</summary>
internal sealed class ElementSet
{
    private (int Generation, int Element)[] _slots = new (int, int)[16];
    private int _generation;
    private int _count;

    public void Clear()
    {
        _generation++;
        _count = 0;
    }

    /// <summary>The element with the same value that is in the set, or -1.</summary>
    public int Find(ElementPool pool, int element, BatchArena arena) =>
        _slots[Slot(pool, element, arena)] is var slot && slot.Generation == _generation ? slot.Element : -1;

    /// <summary>Whether no element with that value was there before.</summary>
    public bool Add(ElementPool pool, int element, BatchArena arena)
    {
        var slot = Slot(pool, element, arena);
        if (_slots[slot].Generation == _generation)
            return false;
        _slots[slot] = (_generation, element);
        if (++_count * 2 > _slots.Length)
            Grow(pool, arena);
        return true;
    }

    private int Slot(ElementPool pool, int element, BatchArena arena)
    {
        var words = pool.Words(arena);
        var mask = _slots.Length - 1;
        var slot = (int)RowHash.Mix(words[element]) & mask;
        while (_slots[slot].Generation == _generation
            && (words[_slots[slot].Element] != words[element] || !pool.Same(_slots[slot].Element, element)))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow(ElementPool pool, BatchArena arena)
    {
        var old = _slots;
        _slots = new (int, int)[BitOperations.RoundUpToPowerOf2((uint)old.Length * 2)];
        foreach (var (generation, element) in old)
        {
            if (generation == _generation)
                _slots[Slot(pool, element, arena)] = (generation, element);
        }
    }
}
