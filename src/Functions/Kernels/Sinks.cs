using System.Runtime.CompilerServices;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>Takes a kernel's results row by row.</summary>
internal interface ISink<TSelf>
    where TSelf : struct, ISink<TSelf>, allows ref struct
{
    /// <param name="arguments">For results that are pieces of an argument.</param>
    static abstract TSelf Open(Vector result, ReadOnlySpan<Vector> arguments, BatchArena arena);

    /// <summary>Puts some value of no meaning, to stand under a NULL.</summary>
    void Skip(int row);

    /// <summary>Hands the result over after the last row.</summary>
    void Close();
}

/// <summary>Values of a fixed width.</summary>
internal readonly ref struct FixedSink<T> : ISink<FixedSink<T>>
    where T : unmanaged
{
    private readonly Span<T> _values;

    private FixedSink(Span<T> values) => _values = values;

    public static FixedSink<T> Open(Vector result, ReadOnlySpan<Vector> arguments, BatchArena arena) =>
        new(result.AllocateValues<T>(arena));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Set(int row, T value)
    {
        _values[row] = value;
        return true;
    }

    public void Skip(int row) => _values[row] = default;

    public void Close()
    {
    }
}

/// <summary>Booleans.</summary>
internal readonly ref struct BitSink : ISink<BitSink>
{
    private readonly Span<byte> _bits;

    private BitSink(Span<byte> bits) => _bits = bits;

    public static BitSink Open(Vector result, ReadOnlySpan<Vector> arguments, BatchArena arena)
    {
        var bits = result.AllocateBits(arena);
        bits.Clear();
        return new BitSink(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Set(int row, bool value)
    {
        _bits[row >> 3] |= (byte)(Unsafe.BitCast<bool, byte>(value) << (row & 7));
        return true;
    }

    public void Skip(int row)
    {
    }

    public void Close()
    {
    }
}

/// <summary>Texts and bytes: written into arena memory, or, without copying, pieces of an argument.</summary>
internal ref struct TextSink : ISink<TextSink>
{
    private const int FirstChunk = 16 << 10;
    private const int MaxChunk = 1 << 20;

    private readonly Vector _result;
    private readonly BatchArena _arena;
    private readonly ReadOnlySpan<Vector> _arguments;
    private readonly Span<View> _views;
    private readonly List<ReadOnlyMemory<byte>> _buffers = [];
    private Span<byte> _chunk;
    private int _chunkIndex;
    private int _used;
    private int _slicedArgument = -1;
    private int _slicedFrom;

    private TextSink(Vector result, ReadOnlySpan<Vector> arguments, BatchArena arena)
    {
        _result = result;
        _arguments = arguments;
        _arena = arena;
        _views = result.AllocateValues<View>(arena);
    }

    public static TextSink Open(Vector result, ReadOnlySpan<Vector> arguments, BatchArena arena) => new(result, arguments, arena);

    /// <summary>Copies a value.</summary>
    public bool Set(int row, scoped ReadOnlySpan<byte> value)
    {
        if (value.Length <= View.MaxInline)
        {
            _views[row] = View.Inline(value);
            return true;
        }

        value.CopyTo(Reserve(value.Length));
        return Commit(row, value.Length);
    }

    /// <summary>Room for a value of at most so many bytes, to be written and then given to <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_used + bytes > _chunk.Length)
        {
            var memory = _arena.Allocate(Math.Max(bytes, Math.Clamp(_chunk.Length * 2, FirstChunk, MaxChunk)));
            _chunk = memory.Span;
            _chunkIndex = _buffers.Count;
            _used = 0;
            _buffers.Add(memory);
        }

        return _chunk.Slice(_used, bytes);
    }

    /// <summary>Makes the first <paramref name="length"/> of the bytes reserved the value of a row.</summary>
    public bool Commit(int row, int length)
    {
        _views[row] = View.Of(_chunk.Slice(_used, length), _chunkIndex, _used);
        if (length > View.MaxInline)
            _used += length;
        return true;
    }

    /// <summary>Makes a piece of an argument's value the value of a row, without copying.</summary>
    /// <param name="argument">Which argument; most operations slice only one.</param>
    /// <param name="source">The argument's view at the row.</param>
    /// <param name="text">The argument's whole value.</param>
    public bool Slice(int row, int argument, ref readonly View source, scoped ReadOnlySpan<byte> text, int start, int length)
    {
        var piece = text.Slice(start, length);
        if (length <= View.MaxInline)
        {
            _views[row] = View.Inline(piece);
            return true;
        }

        if (_slicedArgument != argument)
        {
            _slicedArgument = argument;
            _slicedFrom = _buffers.Count;
            _buffers.AddRange(_arguments[argument].Data);
        }

        _views[row] = View.Of(piece, _slicedFrom + source.BufferIndex, source.Offset + start);
        return true;
    }

    public void Skip(int row) => _views[row] = default;

    public void Close() => _result.SetData([.. _buffers]);
}
