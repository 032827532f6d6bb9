using System.Buffers.Binary;
using Apache.Arrow.Ipc.FlatBuffers;
using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>The file format: an index at the end tells where each dictionary and batch lies.</summary>
internal sealed class FileBatchSource : BatchSource
{
    private readonly Stream stream;
    private readonly StreamByteSource bytes;
    private BatchAssembler? assembler;
    private List<Block> batches = [];
    private int next;

    public FileBatchSource(Stream stream, MemoryAllocator? allocator, bool leaveOpen)
    {
        this.stream = stream ?? throw new ArgumentNullException(nameof(stream));
        if (!stream.CanSeek)
        {
            throw new ArgumentException("the stream cannot seek", nameof(stream));
        }

        bytes = new StreamByteSource(stream, allocator, leaveOpen);
    }

    /// <summary>Whether the index has been read and made sense.</summary>
    public bool IsOpen => assembler is not null;

    public override async ValueTask<Schema> ReadSchemaAsync(ReadMode mode) =>
        (await OpenAsync(mode).ConfigureAwait(false)).Schema;

    public override async ValueTask<RecordBatch?> ReadNextAsync(ReadMode mode)
    {
        BatchAssembler opened = await OpenAsync(mode).ConfigureAwait(false);
        return next == batches.Count ? null : await AcceptAsync(opened, batches[next++], mode).ConfigureAwait(false);
    }

    public async ValueTask<int> CountAsync(ReadMode mode)
    {
        await OpenAsync(mode).ConfigureAwait(false);
        return batches.Count;
    }

    public async ValueTask<RecordBatch> ReadAsync(int index, ReadMode mode)
    {
        BatchAssembler opened = await OpenAsync(mode).ConfigureAwait(false);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, batches.Count);
        return await AcceptAsync(opened, batches[index], mode).ConfigureAwait(false)
            ?? throw new InvalidDataException("the index of the Arrow file is wrong: a dictionary stands where a batch should");
    }

    public override void Dispose() => bytes.Dispose();

    private async ValueTask<BatchAssembler> OpenAsync(ReadMode mode)
    {
        if (assembler is not null)
        {
            return assembler;
        }

        int tailLength = sizeof(int) + IpcFormat.Magic.Length;
        IncomingBytes tail = await ReadAtAsync(stream.Length - tailLength, tailLength, mode).ConfigureAwait(false);
        int footerLength = FooterLength(tail.Memory.Span);
        tail.Owner?.Dispose();
        IncomingBytes footerBytes = await ReadAtAsync(stream.Length - tailLength - footerLength, footerLength, mode).ConfigureAwait(false);
        FlatTable footer = FlatTable.Root(footerBytes.Memory);
        var opened = new BatchAssembler(footer.Table(1) ?? throw new InvalidDataException("the Arrow file has no schema"));
        List<Block> dictionaries = Blocks(footer.Structs(2, IpcFormat.BlockSize));
        batches = Blocks(footer.Structs(3, IpcFormat.BlockSize));
        footerBytes.Owner?.Dispose();
        foreach (Block block in dictionaries)
        {
            await AcceptAsync(opened, block, mode).ConfigureAwait(false);
        }

        assembler = opened;
        return opened;
    }

    private async ValueTask<RecordBatch?> AcceptAsync(BatchAssembler target, Block block, ReadMode mode)
    {
        IncomingBytes metadata = await ReadAtAsync(block.Offset, block.MetadataLength, mode).ConfigureAwait(false);
        IncomingMessage message = IncomingMessage.Parse(WithoutPrefix(metadata.Memory));
        IncomingBytes body = await ReadAtAsync(block.Offset + block.MetadataLength, message.BodyLength, mode).ConfigureAwait(false);
        RecordBatch? batch = target.Accept(message, body);
        metadata.Owner?.Dispose();
        return batch;
    }

    private async ValueTask<IncomingBytes> ReadAtAsync(long position, int length, ReadMode mode)
    {
        if (position < 0 || length < 0)
        {
            throw new InvalidDataException("the file is too short or its index wrong: it is no complete Arrow file");
        }

        stream.Position = position;
        return await bytes.ReadAsync(length, mode).ConfigureAwait(false);
    }

    private static int FooterLength(ReadOnlySpan<byte> tail) => tail[sizeof(int)..].SequenceEqual(IpcFormat.Magic)
        ? BinaryPrimitives.ReadInt32LittleEndian(tail)
        : throw new InvalidDataException("the file does not end like an Arrow file: it is incomplete or something else");

    private static ReadOnlyMemory<byte> WithoutPrefix(ReadOnlyMemory<byte> metadata)
    {
        if (metadata.Length < 2 * sizeof(int))
        {
            throw new InvalidDataException("the index of the Arrow file is wrong: a message is too short");
        }

        int first = BinaryPrimitives.ReadInt32LittleEndian(metadata.Span);
        return metadata[(first == IpcFormat.Continuation ? 2 * sizeof(int) : sizeof(int))..];
    }

    private static List<Block> Blocks(ReadOnlySpan<byte> structs)
    {
        var blocks = new List<Block>();
        for (; !structs.IsEmpty; structs = structs[IpcFormat.BlockSize..])
        {
            blocks.Add(new Block(
                BinaryPrimitives.ReadInt64LittleEndian(structs),
                BinaryPrimitives.ReadInt32LittleEndian(structs[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(structs[16..])));
        }

        return blocks;
    }
}
