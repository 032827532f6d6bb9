using System.Buffers;
using StreamSql.Storage.Files;

namespace StreamSql.Connectors.FileSystem;

/// <summary>One part being written.</summary>
internal sealed class PartWriter(DurableFileStream stream, SinkPart part) : IDisposable
{
    private const int FlushAt = 64 << 10;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);

    public SinkPart Part => part;

    public long Length => stream.Length + _buffer.WrittenCount;

    /// <summary>Where the next record goes.</summary>
    public IBufferWriter<byte> Output => _buffer;

    /// <summary>Called after every record.</summary>
    public void EndRecord()
    {
        if (_buffer.WrittenCount >= FlushAt)
            Flush();
    }

    /// <summary>Makes the part durable; nothing may follow.</summary>
    public void Complete()
    {
        Flush();
        stream.Complete();
        stream.Dispose();
    }

    /// <summary>Deletes a part that is not complete.</summary>
    public void Dispose() => stream.Dispose();

    private void Flush()
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
