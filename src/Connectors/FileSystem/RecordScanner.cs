using System.Buffers;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Whole records of a file that lie in one buffer.</summary>
/// <param name="File">Which file, as errors name it.</param>
/// <param name="Buffer">Rented.</param>
/// <param name="Start">Where the first record starts in the buffer.</param>
/// <param name="Ends">Rented; one per record.</param>
/// <param name="FirstLine">The 1-based line of the first record.</param>
internal sealed record RecordBlock(string File, byte[] Buffer, int Start, RecordEnd[] Ends, int Count, long FirstLine) : IDisposable
{
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(Buffer);
        ArrayPool<RecordEnd>.Shared.Return(Ends);
    }
}

/// <summary>Cuts one file into records, a block at a time, from a position on.</summary>
internal sealed class RecordScanner : IDisposable
{
    private const int BlockSize = 256 << 10;
    private const int MaxRecord = 512 << 20;

    private readonly SourceFile _file;
    private readonly string _name;
    private readonly IRowDecoder _decoder;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _buffered;

    /// <param name="name">For errors.</param>
    /// <param name="position">Where a record starts.</param>
    /// <param name="lines">Line breaks before it.</param>
    public RecordScanner(SourceFile file, string name, IRowDecoder decoder, long position, long lines)
    {
        (_file, _name, _decoder) = (file, name, decoder);
        (Position, Lines) = (position, lines);
    }

    /// <summary>Where the next record starts.</summary>
    public long Position { get; private set; }

    /// <summary>Line breaks before it.</summary>
    public long Lines { get; private set; }

    /// <summary>Whether the file ended here when it was last read.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>The next records.</summary>
    /// <param name="limit">Reads no byte from here on.</param>
    /// <param name="limitEnds">Whether an unterminated rest before the limit is a record.</param>
    /// <param name="maxRecords">At least 1.</param>
    /// <returns>Null if there is no whole record.</returns>
    public RecordBlock? Next(long limit, bool limitEnds, int maxRecords)
    {
        while (true)
        {
            Fill(limit);
            var last = AtEnd || Position + _buffered >= limit;
            var skipped = Position == 0 && _buffer.AsSpan(0, _buffered).StartsWith("\uFEFF"u8) ? 3 : 0;
            if (_buffered > skipped && Find(skipped, last && limitEnds, maxRecords) is { } block)
                return block;
            if (last)
            {
                // A byte order mark alone is content that holds no record.
                if (limitEnds && skipped == _buffered)
                    Consume(skipped);
                return null;
            }

            if (_buffered == _buffer.Length)
                Enlarge();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Fill(long limit)
    {
        AtEnd = false;
        while (_buffered < _buffer.Length && Position + _buffered < limit)
        {
            var wanted = (int)Math.Min(_buffer.Length - _buffered, limit - Position - _buffered);
            var read = _file.Read(Position + _buffered, _buffer.AsSpan(_buffered, wanted));
            if (read == 0)
            {
                AtEnd = true;
                return;
            }

            _buffered += read;
        }
    }

    private RecordBlock? Find(int start, bool atEnd, int maxRecords)
    {
        var records = _buffer.AsSpan(start, _buffered - start);
        var ends = ArrayPool<RecordEnd>.Shared.Rent(Math.Min(maxRecords, 2048));
        var count = 0;
        while (true)
        {
            var offset = count == 0 ? 0 : ends[count - 1].Next;
            var room = ends.AsSpan(count, Math.Min(ends.Length, maxRecords) - count);
            var found = _decoder.FindRecords(records[offset..], atEnd, room);
            for (var i = 0; i < found; i++)
                room[i] = new RecordEnd(room[i].Content + offset, room[i].Next + offset);
            count += found;
            if (found < room.Length || count == maxRecords || count == 0)
                break;
            var larger = ArrayPool<RecordEnd>.Shared.Rent(ends.Length * 2);
            ends.AsSpan(0, count).CopyTo(larger);
            ArrayPool<RecordEnd>.Shared.Return(ends);
            ends = larger;
        }

        if (count == 0)
        {
            ArrayPool<RecordEnd>.Shared.Return(ends);
            return null;
        }

        return Take(start, ends, count);
    }

    /// <summary>Hands the buffer over with its records and keeps what follows them.</summary>
    private RecordBlock Take(int start, RecordEnd[] ends, int count)
    {
        var block = new RecordBlock(_name, _buffer, start, ends, count, Lines + 1);
        var consumed = start + ends[count - 1].Next;
        var rest = _buffer.AsSpan(consumed, _buffered - consumed);
        Lines += _decoder.RecordsAreLines ? count : _buffer.AsSpan(start, consumed - start).Count((byte)'\n');
        Position += consumed;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, rest.Length));
        rest.CopyTo(_buffer);
        _buffered = rest.Length;
        return block;
    }

    private void Consume(int bytes)
    {
        Position += bytes;
        _buffer.AsSpan(bytes, _buffered - bytes).CopyTo(_buffer);
        _buffered -= bytes;
    }

    private void Enlarge()
    {
        if (_buffer.Length >= MaxRecord)
            throw FileErrors.RecordTooLong(_name, Lines + 1, MaxRecord);
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _buffered).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
