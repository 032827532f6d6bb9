using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Apache.Arrow.Ipc.FlatBuffers;

/// <summary>
/// Lays a tree out as a flatbuffer, parents before children, since every pointer of the format points forward.
/// Alignment counts from the start of the result.
/// </summary>
internal sealed class FlatBufferWriter
{
    private byte[] bytes = new byte[1024];
    private int length;

    private FlatBufferWriter()
    {
    }

    public static ReadOnlyMemory<byte> Write(FlatNode.Table root)
    {
        var writer = new FlatBufferWriter();
        writer.Extend(sizeof(int));
        writer.PointTo(0, root);
        return writer.bytes.AsMemory(0, writer.length);
    }

    private void PointTo(int pointer, FlatNode target)
    {
        int position = Write(target);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(pointer), position - pointer);
    }

    private int Write(FlatNode node) => node switch
    {
        FlatNode.Table table => WriteTable(table),
        FlatNode.Text text => WriteText(text.Value),
        FlatNode.Tables tables => WriteTables(tables.Items),
        FlatNode.Structs structs => WriteStructs(structs),
        _ => throw new UnreachableException(),
    };

    /// <summary>A directory of 16-bit slot positions, then the table itself, which begins with the way back to its directory.</summary>
    private int WriteTable(FlatNode.Table table)
    {
        int slotCount = table.Slots.Count == 0 ? 0 : table.Slots.Max(slot => slot.Index) + 1;
        int directorySize = (2 + slotCount) * sizeof(short);
        int start = Align(length + directorySize, 8);
        int directory = start - directorySize;
        Slot[] slots = [.. table.Slots.OrderByDescending(slot => slot.Size)];
        int[] positions = new int[slots.Length];
        int size = sizeof(int);
        for (int i = 0; i < slots.Length; i++)
        {
            positions[i] = Align(size, slots[i].Size);
            size = positions[i] + slots[i].Size;
        }

        Extend(start + size);
        WriteInt16(directory, directorySize);
        WriteInt16(directory + 2, size);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start), directorySize);
        for (int i = 0; i < slots.Length; i++)
        {
            WriteInt16(directory + 4 + (slots[i].Index * 2), positions[i]);
            WriteNumber(start + positions[i], slots[i]);
        }

        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i].Child is { } child)
            {
                PointTo(start + positions[i], child);
            }
        }

        return start;
    }

    private int WriteText(string value)
    {
        int start = Align(length, sizeof(int));
        int size = Encoding.UTF8.GetByteCount(value);
        Extend(start + sizeof(int) + size + 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start), size);
        Encoding.UTF8.GetBytes(value, bytes.AsSpan(start + sizeof(int)));
        return start;
    }

    private int WriteTables(IReadOnlyList<FlatNode.Table> items)
    {
        int start = Align(length, sizeof(int));
        Extend(start + ((1 + items.Count) * sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start), items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            PointTo(start + ((1 + i) * sizeof(int)), items[i]);
        }

        return start;
    }

    private int WriteStructs(FlatNode.Structs structs)
    {
        int start = Align(length + sizeof(int), 8) - sizeof(int);
        Extend(start + sizeof(int) + structs.Bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start), structs.Count);
        structs.Bytes.Span.CopyTo(bytes.AsSpan(start + sizeof(int)));
        return start;
    }

    private void WriteNumber(int position, Slot slot)
    {
        Span<byte> little = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(little, slot.Bits);
        little[..slot.Size].CopyTo(bytes.AsSpan(position));
    }

    private void WriteInt16(int position, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(position), checked((ushort)value));

    private void Extend(int newLength)
    {
        if (newLength > bytes.Length)
        {
            System.Array.Resize(ref bytes, Math.Max(newLength, bytes.Length * 2));
        }

        length = newLength;
    }

    private static int Align(int position, int size) => (position + size - 1) & -size;
}
