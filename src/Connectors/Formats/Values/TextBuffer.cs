using System.Globalization;
using System.Runtime.CompilerServices;

namespace StreamSql.Connectors.Formats.Values;

/// <summary>Bytes of text that grow at the end; cleared and used again for every record.</summary>
internal sealed class TextBuffer
{
    private byte[] _bytes = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = length;

    /// <summary>Room at the end, not yet counted as written.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes)
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, Length + bytes)));
        return _bytes.AsSpan(Length);
    }

    public void Advance(int bytes) => Length += bytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>A number of at most 64 characters in the invariant culture.</summary>
    public void AppendNumber<T>(T value, ReadOnlySpan<char> format = default) where T : IUtf8SpanFormattable
    {
        value.TryFormat(Room(64), out var written, format, CultureInfo.InvariantCulture);
        Length += written;
    }
}
