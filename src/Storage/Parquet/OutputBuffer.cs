using System.Buffers;
using System.Runtime.CompilerServices;

namespace StreamSql.Storage.Parquet;

/// <summary>Bytes that grow at the end, in a pooled array; cleared and used again for the next page or chunk.</summary>
internal sealed class OutputBuffer : IDisposable
{
    /// <summary>Free bytes that are always behind the end of a <see cref="Reserve"/>d span, so that loops may store whole words.</summary>
    public const int Slack = 64;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public byte[] Array => _bytes;

    public void Clear() => Length = 0;

    /// <summary>Room for at least so many bytes and <see cref="Slack"/> more; nothing is written before <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count + Slack)
            Grow(count);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Writes over four bytes that were appended before.</summary>
    public void PatchInt32(int position, int value) =>
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(position, sizeof(int)), value);

    /// <summary>An unsigned LEB128 number.</summary>
    public void AppendVarint(ulong value)
    {
        var span = Reserve(10);
        var i = 0;
        for (; value >= 0x80; value >>= 7)
            span[i++] = (byte)(value | 0x80);
        span[i++] = (byte)value;
        Length += i;
    }

    public void AppendZigZag(long value) => AppendVarint((ulong)((value << 1) ^ (value >> 63)));

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Length) = ([], 0);
    }

    private void Grow(int count)
    {
        var capacity = Math.Max(checked(Length + count + Slack), (int)Math.Min(System.Array.MaxLength, _bytes.Length * 2L));
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 4096));
        _bytes.AsSpan(0, Length).CopyTo(grown);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
    }
}
