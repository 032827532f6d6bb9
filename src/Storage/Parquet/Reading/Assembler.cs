using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>Puts leaves together to structs, lists and maps by their levels: the inverse of shredding.</summary>
/// <param name="leaves">By the leaf's index.</param>
internal sealed class Assembler(IReadOnlyDictionary<int, LeafColumn> leaves, MemoryBudget budget)
{
    /// <exception cref="InvalidDataException">The levels of the leaves contradict each other.</exception>
    public ArrayData Assemble(ColumnNode node) => Assemble(node, 0);

    /// <param name="present">The definition level from which on the list around the node has an element.</param>
    private ArrayData Assemble(ColumnNode node, int present) => node switch
    {
        ColumnNode.Leaf leaf => leaves[leaf.Index].Array,
        ColumnNode.Struct row => AssembleStruct(row, present),
        ColumnNode.List list => AssembleList(list, present),
        _ => throw new UnreachableException(node.GetType().Name),
    };

    private ArrayData AssembleStruct(ColumnNode.Struct node, int present)
    {
        var children = node.Fields.Select(f => Assemble(f, present)).ToArray();
        var length = children[0].Length;
        if (children.Any(c => c.Length != length))
            throw Contradiction(node);
        if (!node.Nullable)
            return new ArrayData(node.Type, length, 0, 0, [ArrowBuffer.Empty], children);

        var (definitions, repetitions) = Levels(node);
        var bits = Allocate(Bitmap.ByteCount(length));
        var (entry, nulls) = (0, 0);
        for (var i = 0; i < definitions.Length; i++)
        {
            if (definitions[i] < present || (!repetitions.IsEmpty && repetitions[i] > node.Repetition))
                continue;
            if (entry == length)
                throw Contradiction(node);
            var valid = definitions[i] >= node.Definition;
            Bitmap.Set(bits, entry++, valid);
            nulls += valid ? 0 : 1;
        }

        if (entry != length)
            throw Contradiction(node);
        return new ArrayData(node.Type, length, nulls, 0, [nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(bits)], children);
    }

    private ArrayData AssembleList(ColumnNode.List node, int present)
    {
        var element = Assemble(node.Element, node.ElementDefinition);
        var (definitions, repetitions) = Levels(node);
        var length = CountEntries(definitions, repetitions, present, node.Repetition);
        var bits = Allocate(Bitmap.ByteCount(length));
        var offsets = Allocate(((long)length + 1) * sizeof(int));
        var starts = MemoryMarshal.Cast<byte, int>(offsets.AsSpan());
        var (entry, elements, nulls) = (0, 0, 0);
        for (var i = 0; i < definitions.Length; i++)
        {
            if (repetitions[i] <= node.Repetition && definitions[i] >= present)
            {
                var valid = definitions[i] >= node.Definition;
                Bitmap.Set(bits, entry, valid);
                nulls += valid ? 0 : 1;
                starts[entry++] = elements;
            }

            if (repetitions[i] <= node.ElementRepetition && definitions[i] >= node.ElementDefinition)
                elements++;
        }

        starts[entry] = elements;
        if (elements != element.Length)
            throw Contradiction(node);
        return new ArrayData(
            node.Type, length, nulls, 0, [nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(bits), new ArrowBuffer(offsets)], [element]);
    }

    private static int CountEntries(ReadOnlySpan<byte> definitions, ReadOnlySpan<byte> repetitions, int present, int repetition)
    {
        var count = 0;
        for (var i = 0; i < definitions.Length; i++)
            count += repetitions[i] <= repetition && definitions[i] >= present ? 1 : 0;
        return count;
    }

    private LevelSpans Levels(ColumnNode node)
    {
        var leaf = leaves[node.Leaves().First().Index];
        return new LevelSpans(leaf.Definitions.Span, leaf.Repetitions.Span);
    }

    private byte[] Allocate(long bytes)
    {
        budget.Take(bytes);
        return new byte[checked((int)bytes)];
    }

    private static InvalidDataException Contradiction(ColumnNode node) =>
        ParquetFault.InPage($"levels that contradict each other in column '{node.Name}'");

    private readonly ref struct LevelSpans(ReadOnlySpan<byte> definitions, ReadOnlySpan<byte> repetitions)
    {
        private readonly ReadOnlySpan<byte> _definitions = definitions;
        private readonly ReadOnlySpan<byte> _repetitions = repetitions;

        public void Deconstruct(out ReadOnlySpan<byte> definitions, out ReadOnlySpan<byte> repetitions)
        {
            definitions = _definitions;
            repetitions = _repetitions;
        }
    }
}
