using System.Buffers.Binary;
using Apache.Arrow.Ipc.FlatBuffers;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Writes record batches in the Arrow file format: a stream between two marks, with an index at its end. The format
/// has one dictionary per column, so a batch that brings another is refused.
/// </summary>
public class ArrowFileWriter : ArrowStreamWriter
{
    private readonly List<Block> dictionaryBlocks = [];
    private readonly List<Block> batchBlocks = [];

    public ArrowFileWriter(Stream stream, Schema schema) : this(stream, schema, leaveOpen: false)
    {
    }

    public ArrowFileWriter(Stream stream, Schema schema, bool leaveOpen) : base(stream, schema, leaveOpen)
    {
        if (!stream.CanWrite)
        {
            throw new ArgumentException("the stream cannot be written", nameof(stream));
        }

        if (!stream.CanSeek)
        {
            throw new ArgumentException("the stream cannot seek", nameof(stream));
        }
    }

    private protected override IEnumerable<ReadOnlyMemory<byte>> StartPieces() =>
        base.StartPieces().Prepend(new byte[8 - IpcFormat.Magic.Length]).Prepend(IpcFormat.Magic.ToArray());

    private protected override IEnumerable<ReadOnlyMemory<byte>> EndPieces()
    {
        ReadOnlyMemory<byte> footer = FlatBufferWriter.Write(new FlatNode.Table()
            .Add(0, IpcFormat.MetadataVersion5)
            .Add(1, SchemaEncoding.Encode(Schema, Columns))
            .Add(2, Structs(dictionaryBlocks))
            .Add(3, Structs(batchBlocks)));
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return base.EndPieces().Append(footer).Append(length).Append(IpcFormat.Magic.ToArray());
    }

    private protected override void Begin(OutgoingMessage message, bool replacesDictionary)
    {
        if (replacesDictionary)
        {
            throw new NotSupportedException("an Arrow file holds one dictionary per column; the batch brings another");
        }

        List<Block> blocks = message.Kind == IpcFormat.DictionaryMessage ? dictionaryBlocks : batchBlocks;
        blocks.Add(new Block(Position, message.MetadataLength, message.BodyLength));
    }

    private static FlatNode.Structs Structs(List<Block> blocks)
    {
        byte[] bytes = new byte[blocks.Count * IpcFormat.BlockSize];
        for (int i = 0; i < blocks.Count; i++)
        {
            Span<byte> block = bytes.AsSpan(i * IpcFormat.BlockSize);
            BinaryPrimitives.WriteInt64LittleEndian(block, blocks[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(block[8..], blocks[i].MetadataLength);
            BinaryPrimitives.WriteInt64LittleEndian(block[16..], blocks[i].BodyLength);
        }

        return new FlatNode.Structs(blocks.Count, bytes);
    }
}
