using System.Buffers.Binary;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Writes record batches in the Arrow streaming format. A dictionary is written before the first batch that uses it
/// and again when a batch brings another one.
/// </summary>
public class ArrowStreamWriter : IDisposable
{
    private readonly Stream stream;
    private readonly bool leaveOpen;
    private readonly DictionaryTracker dictionaries;
    private bool started;
    private bool ended;
    private bool disposed;

    public ArrowStreamWriter(Stream baseStream, Schema schema) : this(baseStream, schema, leaveOpen: false)
    {
    }

    public ArrowStreamWriter(Stream baseStream, Schema schema, bool leaveOpen)
    {
        stream = baseStream ?? throw new ArgumentNullException(nameof(baseStream));
        Schema = schema ?? throw new ArgumentNullException(nameof(schema));
        this.leaveOpen = leaveOpen;
        Columns = IpcField.Of(schema);
        dictionaries = new DictionaryTracker(Columns);
    }

    private protected Schema Schema { get; }

    private protected IReadOnlyList<IpcField> Columns { get; }

    /// <summary>The bytes so far.</summary>
    private protected long Position { get; private set; }

    /// <summary>Writes the schema, if nothing has been written yet; the first batch and the end do it too.</summary>
    public void WriteStart()
    {
        if (!started)
        {
            started = true;
            Write(StartPieces());
        }
    }

    public async Task WriteStartAsync(CancellationToken cancellationToken = default)
    {
        if (!started)
        {
            started = true;
            await WriteAsync(StartPieces(), cancellationToken).ConfigureAwait(false);
        }
    }

    public virtual void WriteRecordBatch(RecordBatch recordBatch)
    {
        WriteStart();
        Write(BatchPieces(recordBatch));
    }

    public virtual async Task WriteRecordBatchAsync(RecordBatch recordBatch, CancellationToken cancellationToken = default)
    {
        await WriteStartAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(BatchPieces(recordBatch), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the mark by which readers know the stream is complete.</summary>
    public void WriteEnd()
    {
        WriteStart();
        if (!ended)
        {
            ended = true;
            Write(EndPieces());
        }
    }

    public async Task WriteEndAsync(CancellationToken cancellationToken = default)
    {
        await WriteStartAsync(cancellationToken).ConfigureAwait(false);
        if (!ended)
        {
            ended = true;
            await WriteAsync(EndPieces(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the stream, unless it was to be left open; does not write the end.</summary>
    public virtual void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            if (!leaveOpen)
            {
                stream.Dispose();
            }
        }
    }

    private protected virtual IEnumerable<ReadOnlyMemory<byte>> StartPieces() =>
        OutgoingMessage.OfSchema(Schema, Columns).Pieces();

    private protected virtual IEnumerable<ReadOnlyMemory<byte>> EndPieces()
    {
        byte[] end = new byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(end, IpcFormat.Continuation);
        return [end];
    }

    /// <summary>Called before each message but the schema, at its <see cref="Position"/>.</summary>
    private protected virtual void Begin(OutgoingMessage message, bool replacesDictionary)
    {
    }

    private IEnumerable<ReadOnlyMemory<byte>> BatchPieces(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach ((long id, ArrayData values, bool replaces) in dictionaries.Next(batch))
        {
            OutgoingMessage dictionary = OutgoingMessage.OfDictionary(id, values);
            Begin(dictionary, replaces);
            foreach (ReadOnlyMemory<byte> piece in dictionary.Pieces())
            {
                yield return piece;
            }
        }

        OutgoingMessage message = OutgoingMessage.OfBatch(batch);
        Begin(message, false);
        foreach (ReadOnlyMemory<byte> piece in message.Pieces())
        {
            yield return piece;
        }
    }

    private void Write(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            stream.Write(piece.Span);
            Position += piece.Length;
        }
    }

    private async Task WriteAsync(IEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            Position += piece.Length;
        }
    }
}
