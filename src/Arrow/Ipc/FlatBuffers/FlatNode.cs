namespace Apache.Arrow.Ipc.FlatBuffers;

/// <summary>What <see cref="FlatBufferWriter"/> can lay out: the nodes of the tree that a flatbuffer is.</summary>
internal abstract class FlatNode
{
    private FlatNode()
    {
    }

    /// <summary>A record of numbered, optional slots.</summary>
    internal sealed class Table : FlatNode
    {
        public List<Slot> Slots { get; } = [];

        public Table Add(int slot, bool value) => Add(slot, sizeof(bool), value ? 1 : 0);

        public Table Add(int slot, byte value) => Add(slot, sizeof(byte), value);

        public Table Add(int slot, short value) => Add(slot, sizeof(short), value);

        public Table Add(int slot, int value) => Add(slot, sizeof(int), value);

        public Table Add(int slot, long value) => Add(slot, sizeof(long), value);

        /// <param name="child">Stored elsewhere and pointed at; <see langword="null"/> leaves the slot absent.</param>
        public Table Add(int slot, FlatNode? child)
        {
            if (child is not null)
            {
                Slots.Add(new Slot(slot, sizeof(int), 0, child));
            }

            return this;
        }

        private Table Add(int slot, int size, long bits)
        {
            Slots.Add(new Slot(slot, size, bits, null));
            return this;
        }
    }

    /// <summary>Text in UTF-8.</summary>
    internal sealed class Text(string value) : FlatNode
    {
        public string Value { get; } = value;
    }

    /// <summary>A vector of tables.</summary>
    internal sealed class Tables(IReadOnlyList<Table> items) : FlatNode
    {
        public IReadOnlyList<Table> Items { get; } = items;
    }

    /// <summary>A vector of structs or numbers, already laid out, on a boundary of eight bytes.</summary>
    internal sealed class Structs(int count, ReadOnlyMemory<byte> bytes) : FlatNode
    {
        public int Count { get; } = count;

        public ReadOnlyMemory<byte> Bytes { get; } = bytes;
    }
}

/// <summary>One present slot of a table: a number of <paramref name="Size"/> bytes, or a child.</summary>
internal readonly record struct Slot(int Index, int Size, long Bits, FlatNode? Child);
