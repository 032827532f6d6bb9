using Apache.Arrow.Ipc.FlatBuffers;

namespace Apache.Arrow.Ipc;

/// <summary>The metadata of a message: what it is and how many bytes of body follow.</summary>
internal readonly struct IncomingMessage
{
    private IncomingMessage(byte kind, FlatTable header, int bodyLength)
    {
        Kind = kind;
        Header = header;
        BodyLength = bodyLength;
    }

    public byte Kind { get; }

    public FlatTable Header { get; }

    public int BodyLength { get; }

    public static IncomingMessage Parse(ReadOnlyMemory<byte> metadata)
    {
        FlatTable message = FlatTable.Root(metadata);
        short version = message.Int16(0);
        if (version is not (IpcFormat.MetadataVersion4 or IpcFormat.MetadataVersion5))
        {
            throw new NotSupportedException($"version {version + 1} of the Arrow format is not supported");
        }

        FlatTable header = message.Table(2) ?? throw new InvalidDataException("an Arrow message has no header");
        long bodyLength = message.Int64(3);
        return bodyLength switch
        {
            < 0 => throw new InvalidDataException("an Arrow message has a negative length"),
            > int.MaxValue => throw new NotSupportedException($"an Arrow message of {bodyLength} bytes is too long"),
            _ => new IncomingMessage(message.Byte(1), header, (int)bodyLength),
        };
    }
}
