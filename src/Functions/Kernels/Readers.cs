using System.Runtime.CompilerServices;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>Reads a register's values by row, whether it is a column or a constant.</summary>
internal interface IReader<TSelf>
    where TSelf : struct, IReader<TSelf>, allows ref struct
{
    static abstract TSelf Open(Vector vector);
}

/// <summary>Values of a fixed width.</summary>
internal readonly ref struct Fixed<T> : IReader<Fixed<T>>
    where T : unmanaged
{
    private readonly ReadOnlySpan<T> _values;
    private readonly ReadOnlySpan<byte> _validity;
    private readonly int _mask;

    public Fixed(Vector vector)
    {
        _values = vector.Span<T>();
        _validity = vector.Validity.Span;
        _mask = vector.IsConstant ? 0 : -1;
    }

    public static Fixed<T> Open(Vector vector) => new(vector);

    public T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values[row & _mask];
    }

    public bool IsValid(int row) => _validity.IsEmpty || Bitmap.Get(_validity, row & _mask);
}

/// <summary>Booleans.</summary>
internal readonly ref struct Bits : IReader<Bits>
{
    private readonly ReadOnlySpan<byte> _bits;
    private readonly ReadOnlySpan<byte> _validity;
    private readonly int _mask;

    public Bits(Vector vector)
    {
        _bits = vector.Values.Span;
        _validity = vector.Validity.Span;
        _mask = vector.IsConstant ? 0 : -1;
    }

    public static Bits Open(Vector vector) => new(vector);

    public bool this[int row] => Bitmap.Get(_bits, row & _mask);

    public bool IsValid(int row) => _validity.IsEmpty || Bitmap.Get(_validity, row & _mask);
}

/// <summary>Texts and bytes. A NULL must not be read: its view may point anywhere.</summary>
internal readonly ref struct Text : IReader<Text>
{
    private readonly ReadOnlySpan<View> _views;
    private readonly ReadOnlySpan<byte> _validity;

    // Nearly every column has one data buffer, and to make a span of memory costs more than to read a short value.
    private readonly ReadOnlySpan<byte> _first;
    private readonly ReadOnlyMemory<byte>[] _data;
    private readonly int _mask;

    public Text(Vector vector)
    {
        _views = vector.Span<View>();
        _validity = vector.Validity.Span;
        _data = vector.Data;
        _first = _data.Length > 0 ? _data[0].Span : default;
        _mask = vector.IsConstant ? 0 : -1;
    }

    public static Text Open(Vector vector) => new(vector);

    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref readonly var view = ref _views[row & _mask];
            return view.IsInline ? View.InlineBytes(in view) : Outside(in view);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly View At(int row) => ref _views[row & _mask];

    public bool IsValid(int row) => _validity.IsEmpty || Bitmap.Get(_validity, row & _mask);

    private ReadOnlySpan<byte> Outside(ref readonly View view) =>
        (view.BufferIndex == 0 ? _first : _data[view.BufferIndex].Span).Slice(view.Offset, view.Length);
}
