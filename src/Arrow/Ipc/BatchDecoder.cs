using System.Runtime.InteropServices;
using Apache.Arrow.Ipc.FlatBuffers;
using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>Cuts the body of a record batch message into arrays, which share its memory.</summary>
internal ref struct BatchDecoder
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly IReadOnlyDictionary<long, ArrayData> dictionaries;
    private ReadOnlySpan<long> nodes;
    private ReadOnlySpan<long> buffers;
    private ReadOnlySpan<long> variadicCounts;

    /// <param name="batch">A <c>RecordBatch</c> table.</param>
    public BatchDecoder(FlatTable batch, ReadOnlyMemory<byte> body, IReadOnlyDictionary<long, ArrayData> dictionaries)
    {
        if (batch.Table(3) is { } compression)
        {
            string codec = compression.Byte(0) == 0 ? "LZ4" : "ZSTD";
            throw new NotSupportedException($"the Arrow data is compressed with {codec}; write it without compression");
        }

        this.body = body;
        this.dictionaries = dictionaries;
        Length = Count(batch.Int64(0));
        nodes = MemoryMarshal.Cast<byte, long>(batch.Structs(1, IpcFormat.PairSize));
        buffers = MemoryMarshal.Cast<byte, long>(batch.Structs(2, IpcFormat.PairSize));
        variadicCounts = MemoryMarshal.Cast<byte, long>(batch.Structs(4, sizeof(long)));
    }

    /// <summary>In rows.</summary>
    public int Length { get; }

    /// <summary>The next column; columns come in the order of the schema.</summary>
    public ArrayData Next(IpcField field)
    {
        int length = Count(Take(ref nodes));
        int nullCount = Count(Take(ref nodes));
        if (field.Type is NullType)
        {
            return new ArrayData(field.Type, length, length, 0, System.Array.Empty<ArrowBuffer>(), null);
        }

        ArrowBuffer validity = Buffer(nullCount == 0 ? 0 : BitUtility.ByteCount(length));
        switch (field.Type)
        {
            case BooleanType:
                return Flat(field.Type, length, nullCount, [validity, Buffer(BitUtility.ByteCount(length))]);
            case StringType or BinaryType:
                return Flat(field.Type, length, nullCount, [validity, Offsets(length), Buffer(0)]);
            case StringViewType or BinaryViewType:
                return Views(field.Type, length, nullCount, validity);
            case DictionaryType dictionary:
                ArrowBuffer codes = Buffer((long)length * dictionary.BitWidth / 8);
                ArrayData values = DictionaryOf(field.DictionaryId, dictionary.ValueType);
                return new ArrayData(field.Type, length, nullCount, 0, [validity, codes], null, values);
            case FixedWidthType type:
                return Flat(field.Type, length, nullCount, [validity, Buffer((long)length * type.BitWidth / 8)]);
            case ListType or MapType:
                ArrowBuffer offsets = Offsets(length);
                return new ArrayData(field.Type, length, nullCount, 0, [validity, offsets], [Next(field.Children[0])]);
            default:
                return new ArrayData(field.Type, length, nullCount, 0, [validity], Children(field));
        }
    }

    private readonly ArrayData DictionaryOf(long id, IArrowType valueType)
    {
        if (!dictionaries.TryGetValue(id, out ArrayData? values))
        {
            throw new InvalidDataException($"the Arrow data uses dictionary {id} before it defines it");
        }

        return values.DataType.TypeId == valueType.TypeId
            ? values
            : throw new InvalidDataException($"the Arrow data uses dictionary {id} for values of two types");
    }

    private ArrayData[] Children(IpcField field)
    {
        var children = new ArrayData[field.Children.Count];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = Next(field.Children[i]);
        }

        return children;
    }

    private ArrayData Views(IArrowType type, int length, int nullCount, ArrowBuffer validity)
    {
        ArrowBuffer views = Buffer((long)length * 16);
        int count = Count(Take(ref variadicCounts));
        if (count > buffers.Length / 2)
        {
            throw Torn();
        }

        var all = new ArrowBuffer[2 + count];
        all[0] = validity;
        all[1] = views;
        for (int i = 2; i < all.Length; i++)
        {
            all[i] = Buffer(0);
        }

        return Flat(type, length, nullCount, all);
    }

    private ArrowBuffer Offsets(int length)
    {
        ArrowBuffer offsets = Buffer(length == 0 ? 0 : (length + 1L) * sizeof(int));
        return offsets.IsEmpty ? new ArrowBuffer(new byte[sizeof(int)]) : offsets;
    }

    private ArrowBuffer Buffer(long atLeast)
    {
        long offset = Take(ref buffers);
        long size = Take(ref buffers);
        return offset < 0 || size < atLeast || size > body.Length - offset
            ? throw Torn()
            : new ArrowBuffer(body.Slice((int)offset, (int)size));
    }

    private static ArrayData Flat(IArrowType type, int length, int nullCount, ArrowBuffer[] buffers) =>
        new(type, length, nullCount, 0, buffers, null);

    private static long Take(scoped ref ReadOnlySpan<long> numbers)
    {
        if (numbers.IsEmpty)
        {
            throw Torn();
        }

        long first = numbers[0];
        numbers = numbers[1..];
        return first;
    }

    private static int Count(long number) => number is >= 0 and <= int.MaxValue ? (int)number : throw Torn();

    private static InvalidDataException Torn() => new("an Arrow record batch does not match its schema");
}
