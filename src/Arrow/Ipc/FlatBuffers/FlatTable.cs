using System.Buffers.Binary;
using System.Text;

namespace Apache.Arrow.Ipc.FlatBuffers;

/// <summary>
/// A table inside a flatbuffer. Absent slots have their schema's default; a pointer that leaves the buffer is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal readonly struct FlatTable
{
    private readonly ReadOnlyMemory<byte> buffer;
    private readonly int position;

    private FlatTable(ReadOnlyMemory<byte> buffer, int position)
    {
        this.buffer = buffer;
        this.position = position;
    }

    public static FlatTable Root(ReadOnlyMemory<byte> buffer) => new FlatTable(buffer, 0).Follow(0);

    public bool Bool(int slot) => Byte(slot) != 0;

    public byte Byte(int slot) => Find(slot) is { } at ? Bytes(at, sizeof(byte))[0] : (byte)0;

    public short Int16(int slot, short absent = 0) =>
        Find(slot) is { } at ? BinaryPrimitives.ReadInt16LittleEndian(Bytes(at, sizeof(short))) : absent;

    public int Int32(int slot, int absent = 0) => Find(slot) is { } at ? ReadInt32(at) : absent;

    public long Int64(int slot) =>
        Find(slot) is { } at ? BinaryPrimitives.ReadInt64LittleEndian(Bytes(at, sizeof(long))) : 0;

    public bool Has(int slot) => Find(slot) is not null;

    public FlatTable? Table(int slot) => Find(slot) is { } at ? Follow(at) : null;

    public string? Text(int slot)
    {
        if (Find(slot) is not { } at)
        {
            return null;
        }

        int start = Target(at);
        return Encoding.UTF8.GetString(Bytes(start + sizeof(int), ReadInt32(start)));
    }

    /// <summary>A vector of tables; absent is empty.</summary>
    public FlatTable[] Tables(int slot)
    {
        if (Find(slot) is not { } at)
        {
            return [];
        }

        int start = Target(at);
        int count = ReadInt32(start);
        Bytes(start + sizeof(int), (long)count * sizeof(int));
        var tables = new FlatTable[count];
        for (int i = 0; i < count; i++)
        {
            tables[i] = Follow(start + ((1 + i) * sizeof(int)));
        }

        return tables;
    }

    /// <summary>The bytes of a vector of structs or numbers of <paramref name="size"/> bytes; absent is empty.</summary>
    public ReadOnlySpan<byte> Structs(int slot, int size)
    {
        if (Find(slot) is not { } at)
        {
            return default;
        }

        int start = Target(at);
        return Bytes(start + sizeof(int), (long)ReadInt32(start) * size);
    }

    private int? Find(int slot)
    {
        int directory = position - ReadInt32(position);
        int entry = 4 + (slot * 2);
        if (entry >= ReadUInt16(directory))
        {
            return null;
        }

        int offset = ReadUInt16(directory + entry);
        return offset == 0 ? null : position + offset;
    }

    private FlatTable Follow(int pointer) => new(buffer, Target(pointer));

    private int Target(int pointer)
    {
        int distance = ReadInt32(pointer);
        return distance > 0 ? pointer + distance : throw Malformed();
    }

    private int ReadInt32(int at) => BinaryPrimitives.ReadInt32LittleEndian(Bytes(at, sizeof(int)));

    private int ReadUInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(at, sizeof(ushort)));

    private ReadOnlySpan<byte> Bytes(int at, long size) =>
        at >= 0 && size >= 0 && at <= buffer.Length - size ? buffer.Span.Slice(at, (int)size) : throw Malformed();

    private static InvalidDataException Malformed() => new("the metadata of the Arrow message is malformed");
}
