using System.Buffers.Binary;
using Apache.Arrow.Ipc.FlatBuffers;

namespace Apache.Arrow.Ipc;

/// <summary>A message ready to be written: prefix and metadata in one piece, then the body's buffers.</summary>
internal sealed class OutgoingMessage
{
    private const int PrefixSize = 2 * sizeof(int);
    private static readonly byte[] Zeros = new byte[8];

    private readonly ReadOnlyMemory<byte> head;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> body;

    private OutgoingMessage(byte kind, FlatNode.Table header, IReadOnlyList<ReadOnlyMemory<byte>> body)
    {
        this.body = body;
        Kind = kind;
        BodyLength = body.Sum(buffer => BitUtility.RoundUpToMultipleOf8(buffer.Length));
        ReadOnlyMemory<byte> metadata = FlatBufferWriter.Write(new FlatNode.Table()
            .Add(0, IpcFormat.MetadataVersion5)
            .Add(1, kind)
            .Add(2, header)
            .Add(3, BodyLength));
        byte[] prefixed = new byte[PrefixSize + BitUtility.RoundUpToMultipleOf8(metadata.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(prefixed, IpcFormat.Continuation);
        BinaryPrimitives.WriteInt32LittleEndian(prefixed.AsSpan(sizeof(int)), prefixed.Length - PrefixSize);
        metadata.Span.CopyTo(prefixed.AsSpan(PrefixSize));
        head = prefixed;
    }

    public byte Kind { get; }

    public int MetadataLength => head.Length;

    public long BodyLength { get; }

    public static OutgoingMessage OfSchema(Schema schema, IReadOnlyList<IpcField> columns) =>
        new(IpcFormat.SchemaMessage, SchemaEncoding.Encode(schema, columns), []);

    public static OutgoingMessage OfBatch(RecordBatch batch)
    {
        var (header, body) = BatchEncoder.Encode(batch.Length, batch.Arrays.Select(array => array.Data));
        return new OutgoingMessage(IpcFormat.BatchMessage, header, body);
    }

    public static OutgoingMessage OfDictionary(long id, ArrayData values)
    {
        var (header, body) = BatchEncoder.Encode(values.Length, [values]);
        return new OutgoingMessage(IpcFormat.DictionaryMessage, new FlatNode.Table().Add(0, id).Add(1, header), body);
    }

    /// <summary>The message in pieces, in order; padding included.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        yield return head;
        foreach (ReadOnlyMemory<byte> buffer in body)
        {
            if (buffer.Length > 0)
            {
                yield return buffer;
            }

            if (buffer.Length % 8 != 0)
            {
                yield return Zeros.AsMemory(buffer.Length % 8);
            }
        }
    }
}
