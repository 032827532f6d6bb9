using System.Numerics;
using StreamSql.Core.Data;

namespace StreamSql.Storage.Parquet.Encodings;

/// <summary>Reads what <see cref="RleEncoder"/> writes, from bytes that nobody vouches for.</summary>
internal ref struct RleDecoder
{
    private readonly int _width;
    private ReadOnlySpan<byte> _rest;
    private int _remaining;
    private bool _isRun;
    private ulong _runValue;
    private ReadOnlySpan<byte> _packed;

    public RleDecoder(ReadOnlySpan<byte> bytes, int width)
    {
        if (width is < 0 or > 32)
            throw ParquetFault.InPage($"{width} bits per value");
        _rest = bytes;
        _width = width;
    }

    public void Read<T>(Span<T> destination) where T : unmanaged, IBinaryInteger<T>
    {
        while (!destination.IsEmpty)
        {
            if (_remaining == 0)
                NextRun();
            var count = Math.Min(_remaining, destination.Length);
            if (_isRun)
                destination[..count].Fill(T.CreateTruncating(_runValue));
            else
                count = ReadPacked(destination, count);
            _remaining -= count;
            destination = destination[count..];
        }
    }

    /// <summary>Reads values of one bit into a bitmap that starts at bit 0 and returns how many are set.</summary>
    public int ReadBits(Span<byte> bitmap, int count)
    {
        for (var at = 0; at < count;)
        {
            if (_remaining == 0)
                NextRun();
            var taken = Math.Min(_remaining, count - at);
            if (_isRun)
            {
                Bits.Fill(bitmap, at, taken, _runValue != 0);
            }
            else
            {
                // The one call takes all values of the page, so that only its last stretch ends inside a byte.
                Bits.Copy(_packed, 0, bitmap, at, taken);
                _packed = _packed[(taken / 8)..];
            }

            _remaining -= taken;
            at += taken;
        }

        return Bitmap.CountOnes(bitmap, count);
    }

    private int ReadPacked<T>(Span<T> destination, int count) where T : unmanaged, IBinaryInteger<T>
    {
        var whole = count & ~7;
        var skipped = -_remaining & 7;
        if (whole > 0 && skipped == 0)
        {
            BitPacking.Unpack(_packed, _width, destination[..whole]);
            _packed = _packed[(whole / 8 * _width)..];
            return whole;
        }

        // Fewer than eight are wanted: the rest of the group is read by the next call.
        Span<T> group = stackalloc T[8];
        BitPacking.Unpack(_packed, _width, group);
        count = Math.Min(count, 8 - skipped);
        group.Slice(skipped, count).CopyTo(destination);
        if (skipped + count == 8)
            _packed = _packed[_width..];
        return count;
    }

    private void NextRun()
    {
        var header = Varint();
        _isRun = (header & 1) == 0;
        var length = header >> 1;
        if (_isRun)
        {
            var bytes = (_width + 7) / 8;
            if (_rest.Length < bytes)
                throw ParquetFault.InPage("run without a value");
            _runValue = 0;
            for (var i = 0; i < bytes; i++)
                _runValue |= (ulong)_rest[i] << (8 * i);
            if (BitPacking.WidthOf(_runValue) > _width)
                throw ParquetFault.InPage("run of a value that is too large");
            _rest = _rest[bytes..];
            _remaining = (int)Math.Min(length, int.MaxValue);
        }
        else
        {
            var groups = (ulong)length;
            if (groups * (ulong)_width > (ulong)_rest.Length)
                throw ParquetFault.InPage("bit-packed values end early");
            _packed = _rest[..(int)(groups * (ulong)_width)];
            _rest = _rest[_packed.Length..];
            _remaining = (int)Math.Min(groups * 8, int.MaxValue & ~7);
        }

        if (_remaining == 0)
            throw ParquetFault.InPage("empty run");
    }

    private uint Varint()
    {
        var value = 0UL;
        for (var i = 0; i < 5 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value <= uint.MaxValue ? (uint)value : throw ParquetFault.InPage("run too long");
            }
        }

        throw ParquetFault.InPage("values end early");
    }
}
