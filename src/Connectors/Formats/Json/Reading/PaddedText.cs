using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Makes sure that registers may be filled from behind the end of a record: what they hold then has no meaning, but must be there.</summary>
internal sealed class PaddedText
{
    /// <summary>How many bytes after the end may be read.</summary>
    public const int Padding = 64;

    private const int PageSize = 4096;

    private byte[] _copy = new byte[1024];

    /// <summary>The record itself if the bytes after it are in the page of its last one, and so exist; else a copy.</summary>
    /// <param name="record">Pinned: its page must not change.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ReadOnlySpan<byte> Of(ReadOnlySpan<byte> record)
    {
        var last = (nuint)Unsafe.AsPointer(ref Unsafe.AsRef(in MemoryMarshal.GetReference(record))) + (nuint)record.Length - 1;
        return last % PageSize < PageSize - Padding && record.Length > 0 ? record : Copy(record);
    }

    private ReadOnlySpan<byte> Copy(ReadOnlySpan<byte> record)
    {
        if (_copy.Length < record.Length + Padding)
            _copy = new byte[Math.Max(_copy.Length * 2, record.Length + Padding)];
        record.CopyTo(_copy);
        return _copy.AsSpan(0, record.Length);
    }
}
