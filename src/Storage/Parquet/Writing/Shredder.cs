using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>Cuts nested arrays into the levels and values of their leaves.</summary>
/// <remarks>Melnik et al., "Dremel: Interactive Analysis of Web-Scale Datasets", VLDB 2010. Arrays are walked level by
/// level, not row by row, so that each step is one loop.</remarks>
internal sealed class Shredder(IReadOnlyList<ColumnWriter> leaves) : IDisposable
{
    private readonly List<SlotList> _lists = [];

    /// <param name="array">A column of the batch.</param>
    public void Shred(ColumnNode node, ArrayData array, int start, int count)
    {
        if (node is ColumnNode.Leaf leaf)
        {
            leaves[leaf.Index].AppendRows(array, start, count);
            return;
        }

        var slots = ListAt(0);
        slots.SetRows(start, count);
        Visit(node, array, slots, 1);
    }

    public void Dispose() => _lists.ForEach(list => list.Dispose());

    private void Visit(ColumnNode node, ArrayData array, SlotList slots, int depth)
    {
        if (array.DataType is NullType || array.GetNullCount() > 0 || node.Nullable)
            slots = EndNulls(node, array, slots, ListAt(depth++));
        switch (node)
        {
            case ColumnNode.Leaf leaf:
                leaves[leaf.Index].AppendSlots(array, slots);
                break;
            case ColumnNode.Struct row:
                // Children are not cut by the window of their parent.
                if (array.Offset > 0)
                    slots = Shift(slots, array.Offset, ListAt(depth++));
                for (var i = 0; i < row.Fields.Count; i++)
                    Visit(row.Fields[i], array.Children[i], slots, depth);
                break;
            case ColumnNode.List list:
                Visit(list.Element, array.Children[0], Spread(list, array, slots, ListAt(depth)), depth + 1);
                break;
            default:
                throw new UnreachableException(node.GetType().Name);
        }
    }

    private static SlotList EndNulls(ColumnNode node, ArrayData array, SlotList slots, SlotList result)
    {
        var validity = array.DataType is NullType || array.GetNullCount() == 0 ? default : array.Buffers[0].Span;
        var allNull = array.DataType is NullType;
        var definition = (byte)node.Definition;
        result.Clear();
        for (var i = 0; i < slots.Count; i++)
        {
            var index = slots.Indices[i];
            if (index < 0)
            {
                result.Add(slots.Definitions[i], slots.Repetitions[i], -1);
            }
            else if (allNull || (!validity.IsEmpty && !BitUtility.GetBit(validity, array.Offset + index)))
            {
                if (!node.Nullable)
                    throw new ArgumentException($"column '{node.Name}' is declared NOT NULL but has a null");
                result.Add((byte)(definition - 1), slots.Repetitions[i], -1);
            }
            else
            {
                result.Add(definition, slots.Repetitions[i], index);
            }
        }

        return result;
    }

    private static SlotList Shift(SlotList slots, int offset, SlotList result)
    {
        result.Clear();
        for (var i = 0; i < slots.Count; i++)
            result.Add(slots.Definitions[i], slots.Repetitions[i], slots.Indices[i] < 0 ? -1 : slots.Indices[i] + offset);
        return result;
    }

    private static SlotList Spread(ColumnNode.List node, ArrayData array, SlotList slots, SlotList result)
    {
        var offsets = array.Length == 0 ? default : MemoryMarshal.Cast<byte, int>(array.Buffers[1].Span).Slice(array.Offset, array.Length + 1);
        var (inside, again) = ((byte)node.ElementDefinition, (byte)node.ElementRepetition);
        result.Clear();
        for (var i = 0; i < slots.Count; i++)
        {
            var index = slots.Indices[i];
            if (index < 0 || offsets[index] == offsets[index + 1])
            {
                result.Add(slots.Definitions[i], slots.Repetitions[i], -1);
                continue;
            }

            var repetition = slots.Repetitions[i];
            for (var element = offsets[index]; element < offsets[index + 1]; element++)
            {
                result.Add(inside, repetition, element);
                repetition = again;
            }
        }

        return result;
    }

    private SlotList ListAt(int depth)
    {
        while (_lists.Count <= depth)
            _lists.Add(new SlotList());
        return _lists[depth];
    }
}
