using System.Buffers.Binary;

namespace Apache.Arrow.Ipc;

/// <summary>The streaming format: a schema, then dictionaries and batches until a mark or the end of the bytes.</summary>
internal sealed class StreamBatchSource(ByteSource bytes) : BatchSource
{
    private BatchAssembler? assembler;

    public override async ValueTask<Schema> ReadSchemaAsync(ReadMode mode) =>
        (await OpenAsync(mode).ConfigureAwait(false)).Schema;

    public override async ValueTask<RecordBatch?> ReadNextAsync(ReadMode mode)
    {
        BatchAssembler opened = await OpenAsync(mode).ConfigureAwait(false);
        while (await ReadMetadataAsync(mode).ConfigureAwait(false) is { } metadata)
        {
            IncomingMessage message = IncomingMessage.Parse(metadata.Memory);
            IncomingBytes body = await bytes.ReadAsync(message.BodyLength, mode).ConfigureAwait(false);
            RecordBatch? batch = opened.Accept(message, body);
            metadata.Owner?.Dispose();
            if (batch is not null)
            {
                return batch;
            }
        }

        return null;
    }

    public override void Dispose() => bytes.Dispose();

    private async ValueTask<BatchAssembler> OpenAsync(ReadMode mode)
    {
        if (assembler is null)
        {
            IncomingBytes metadata = await ReadMetadataAsync(mode).ConfigureAwait(false)
                ?? throw new InvalidDataException("the Arrow stream has no schema");
            IncomingMessage message = IncomingMessage.Parse(metadata.Memory);
            assembler = message.Kind == IpcFormat.SchemaMessage
                ? new BatchAssembler(message.Header)
                : throw new InvalidDataException("the Arrow stream does not begin with a schema");
            metadata.Owner?.Dispose();
        }

        return assembler;
    }

    /// <summary>The metadata of the next message, or <see langword="null"/> at the end.</summary>
    private async ValueTask<IncomingBytes?> ReadMetadataAsync(ReadMode mode)
    {
        if (await bytes.TryReadAsync(sizeof(int), mode).ConfigureAwait(false) is not { } prefix)
        {
            return null;
        }

        int length = Number(prefix);
        if (length == IpcFormat.Continuation)
        {
            length = Number(await bytes.ReadAsync(sizeof(int), mode).ConfigureAwait(false));
        }

        return length switch
        {
            0 => null,
            > 0 => await bytes.ReadAsync(length, mode).ConfigureAwait(false),
            _ => throw new InvalidDataException("the Arrow stream is malformed: a message has a negative length"),
        };
    }

    private static int Number(IncomingBytes prefix)
    {
        int number = BinaryPrimitives.ReadInt32LittleEndian(prefix.Memory.Span);
        prefix.Owner?.Dispose();
        return number;
    }
}
