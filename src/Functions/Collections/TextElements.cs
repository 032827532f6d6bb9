using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Collections;

/// <summary>Collects texts that a kernel makes, to become the elements of arrays. Its memory is used again for the next batch.</summary>
internal sealed class TextElements
{
    private const int ChunkSize = 64 << 10;

    private readonly List<ReadOnlyMemory<byte>> _buffers = [];
    private View[] _views = new View[64];
    private ulong[] _nulls = new ulong[1];
    private int _nullCount;
    private Memory<byte> _chunk;
    private int _used;

    public int Count { get; private set; }

    public void Clear()
    {
        _buffers.Clear();
        (_chunk, _used, Count, _nullCount) = (default, 0, 0, 0);
    }

    public void Add(ReadOnlySpan<byte> text, BatchArena arena)
    {
        var (buffer, offset) = (0, 0);
        if (text.Length > View.MaxInline)
        {
            if (_used + text.Length > _chunk.Length)
            {
                _chunk = arena.Allocate(Math.Max(text.Length, ChunkSize));
                _used = 0;
                _buffers.Add(_chunk);
            }

            text.CopyTo(_chunk.Span[_used..]);
            (buffer, offset) = (_buffers.Count - 1, _used);
            _used += text.Length;
        }

        Grow();
        _views[Count++] = View.Of(text, buffer, offset);
    }

    public void AddNull()
    {
        Grow();
        if (Count / 64 >= _nulls.Length)
            System.Array.Resize(ref _nulls, Math.Max(_nulls.Length * 2, Count / 64 + 1));
        if (_nullCount++ == 0)
            System.Array.Clear(_nulls);
        _nulls[Count / 64] |= 1UL << (Count & 63);
        _views[Count++] = default;
    }

    /// <summary>All texts since the last <see cref="Clear"/>.</summary>
    public ArrayData Build(BatchArena arena)
    {
        var views = arena.Allocate(Count * 16);
        _views.AsSpan(0, Count).CopyTo(MemoryMarshal.Cast<byte, View>(views.Span));
        var validity = ArrowBuffer.Empty;
        if (_nullCount > 0)
        {
            var bits = arena.Allocate(Bitmap.ByteCount(Count));
            var words = MemoryMarshal.Cast<byte, ulong>(bits.Span);
            for (var i = 0; i < words.Length; i++)
                words[i] = i < _nulls.Length ? ~_nulls[i] : ulong.MaxValue;
            validity = new ArrowBuffer(bits);
        }

        return new ArrayData(
            StringViewType.Default, Count, _nullCount, 0, [validity, new ArrowBuffer(views), .. _buffers.Select(b => new ArrowBuffer(b))]);
    }

    private void Grow()
    {
        if (Count == _views.Length)
            System.Array.Resize(ref _views, Count * 2);
    }
}
