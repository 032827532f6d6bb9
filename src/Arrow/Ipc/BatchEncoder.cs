using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow.Ipc.FlatBuffers;
using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Flattens columns into the nodes and buffers of a record batch message. Windows are applied on the way: offsets
/// begin at 0 and bitmaps at their first bit; what needs no change is not copied.
/// </summary>
internal sealed class BatchEncoder
{
    private readonly List<long> nodes = [];
    private readonly List<long> buffers = [];
    private readonly List<long> variadicCounts = [];
    private readonly List<ReadOnlyMemory<byte>> body = [];
    private long bodyLength;

    /// <summary>The <c>RecordBatch</c> table of the columns, and the buffers it speaks of, to be padded to eight bytes each.</summary>
    public static (FlatNode.Table Header, IReadOnlyList<ReadOnlyMemory<byte>> Body) Encode(long length, IEnumerable<ArrayData> columns)
    {
        var encoder = new BatchEncoder();
        foreach (ArrayData column in columns)
        {
            encoder.Add(column, column.Offset, column.Length);
        }

        FlatNode.Table header = new FlatNode.Table()
            .Add(0, length)
            .Add(1, Numbers(encoder.nodes, 2))
            .Add(2, Numbers(encoder.buffers, 2))
            .Add(4, encoder.variadicCounts.Count == 0 ? null : Numbers(encoder.variadicCounts, 1));
        return (header, encoder.body);
    }

    private void Add(ArrayData data, int offset, int length)
    {
        nodes.Add(length);
        nodes.Add(NullCount(data, offset, length));
        if (data.DataType is NullType)
        {
            return;
        }

        AddValidity(data, offset, length);
        switch (data.DataType)
        {
            case BooleanType:
                AddBits(data.Buffers[1], offset, length);
                break;
            case StringType or BinaryType:
                (int start, int end) = AddOffsets(data.Buffers[1], offset, length);
                AddBuffer(data.Buffers[2].Memory[start..end]);
                break;
            case StringViewType or BinaryViewType:
                AddValues(data.Buffers[1], 16, offset, length);
                variadicCounts.Add(data.Buffers.Length - 2);
                foreach (ArrowBuffer buffer in data.Buffers.AsSpan(2))
                {
                    AddBuffer(buffer.Memory);
                }

                break;
            case ListType or MapType:
                (int first, int last) = AddOffsets(data.Buffers[1], offset, length);
                ArrayData items = data.Children[0];
                Add(items, items.Offset + first, last - first);
                break;
            case StructType:
                foreach (ArrayData child in data.Children)
                {
                    Add(child, child.Offset + offset, length);
                }

                break;
            case FixedWidthType type:
                AddValues(data.Buffers[1], type.BitWidth / 8, offset, length);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AddValidity(ArrayData data, int offset, int length)
    {
        if (nodes[^1] == 0)
        {
            AddBuffer(default);
        }
        else
        {
            AddBits(data.Buffers[0], offset, length);
        }
    }

    private void AddBits(ArrowBuffer bitmap, int offset, int length)
    {
        int size = BitUtility.ByteCount(length);
        if (offset % 8 == 0)
        {
            AddBuffer(bitmap.Memory.Slice(offset / 8, size));
            return;
        }

        byte[] shifted = new byte[size];
        BitUtility.CopyBits(bitmap.Span, offset, length, shifted);
        AddBuffer(shifted);
    }

    private void AddValues(ArrowBuffer values, int width, int offset, int length) =>
        AddBuffer(values.Memory.Slice(offset * width, length * width));

    private (int Start, int End) AddOffsets(ArrowBuffer buffer, int offset, int length)
    {
        if (length == 0)
        {
            AddBuffer(new byte[sizeof(int)]);
            return (0, 0);
        }

        ReadOnlySpan<int> offsets = MemoryMarshal.Cast<byte, int>(buffer.Span).Slice(offset, length + 1);
        int start = offsets[0];
        if (start == 0)
        {
            AddValues(buffer, sizeof(int), offset, length + 1);
        }
        else
        {
            byte[] rebased = new byte[offsets.Length * sizeof(int)];
            Span<int> target = MemoryMarshal.Cast<byte, int>(rebased.AsSpan());
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = offsets[i] - start;
            }

            AddBuffer(rebased);
        }

        return (start, offsets[length]);
    }

    private void AddBuffer(ReadOnlyMemory<byte> buffer)
    {
        buffers.Add(bodyLength);
        buffers.Add(buffer.Length);
        body.Add(buffer);
        bodyLength += BitUtility.RoundUpToMultipleOf8(buffer.Length);
    }

    private static long NullCount(ArrayData data, int offset, int length) => data.DataType is NullType
        ? length
        : data.NullCount == 0 || data.Buffers[0].IsEmpty
            ? 0
            : length - BitUtility.CountBits(data.Buffers[0].Span, offset, length);

    private static FlatNode.Structs Numbers(List<long> numbers, int perItem)
    {
        byte[] bytes = new byte[numbers.Count * sizeof(long)];
        for (int i = 0; i < numbers.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), numbers[i]);
        }

        return new FlatNode.Structs(numbers.Count / perItem, bytes);
    }
}
