using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Types;

namespace StreamSql.Core.Data.Building;

/// <summary>Collects a column's values one by one and hands them out as an Arrow array over its own memory, which the next batch reuses.</summary>
public abstract class ColumnBuilder(SqlType type) : IDisposable
{
    private readonly GrowableBuffer _validity = new();
    private int _nulls;

    public SqlType Type { get; } = type;

    /// <summary>Values appended, NULLs included.</summary>
    public int Length { get; private set; }

    /// <summary>The builder for a type's layout.</summary>
    public static ColumnBuilder For(SqlType type) => type.Physical() switch
    {
        PhysicalType.Boolean => new BooleanColumnBuilder(type),
        PhysicalType.Int8 => new FixedColumnBuilder<sbyte>(type),
        PhysicalType.Int16 => new FixedColumnBuilder<short>(type),
        PhysicalType.Int32 => new FixedColumnBuilder<int>(type),
        PhysicalType.Int64 => new FixedColumnBuilder<long>(type),
        PhysicalType.Int128 => new FixedColumnBuilder<Int128>(type),
        PhysicalType.Float => new FixedColumnBuilder<float>(type),
        PhysicalType.Double => new FixedColumnBuilder<double>(type),
        PhysicalType.View => new ViewColumnBuilder(type),
        PhysicalType.List => new ListColumnBuilder((SqlType.Array)type),
        PhysicalType.Map => new MapColumnBuilder(type),
        PhysicalType.Struct => new RowColumnBuilder((SqlType.Row)type),
        PhysicalType.Null => new NullColumnBuilder(type),
        _ => throw new UnreachableException(type.Name),
    };

    public void AppendNull()
    {
        AppendDefault();
        Mark(valid: false);
    }

    /// <summary>Cuts the column back, to undo a row that turned out to be malformed.</summary>
    public void Truncate(int length)
    {
        for (var i = length; i < Length && _nulls != 0; i++)
            _nulls -= Bitmap.Get(_validity.GetSpan(), i) ? 0 : 1;
        TruncateValues(length);
        Length = length;
    }

    /// <summary>Starts a new batch in the same memory; arrays built before become invalid.</summary>
    public void Clear()
    {
        ClearValues();
        _validity.Clear();
        (Length, _nulls) = (0, 0);
    }

    /// <summary>The values so far, valid until the next <see cref="Clear"/> or append.</summary>
    public IArrowArray Build() => BuildArray(_nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(_validity.Written), _nulls);

    public void Dispose()
    {
        ((IDisposable)_validity).Dispose();
        DisposeValues();
        GC.SuppressFinalize(this);
    }

    /// <summary>Counts one value; every append ends with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Mark(bool valid)
    {
        if (!valid || _nulls != 0)
            MarkBit(valid);
        Length++;
    }

    /// <summary>Counts values that are not NULL.</summary>
    protected void MarkValid(int count)
    {
        if (_nulls == 0)
        {
            Length += count;
            return;
        }

        for (var i = 0; i < count; i++)
            Mark(valid: true);
    }

    // Until the first NULL there is no bitmap.
    private void MarkBit(bool valid)
    {
        if (_nulls == 0)
        {
            _validity.Clear();
            for (var word = 0; word <= Length / 64; word++)
                _validity.Append(ulong.MaxValue);
        }
        else if (Length >> 3 >= _validity.Length)
        {
            _validity.Append(0UL);
        }

        Bitmap.Set(_validity.GetSpan(), Length, valid);
        _nulls += valid ? 0 : 1;
    }

    /// <summary>Appends some value of no meaning, to stand under a NULL.</summary>
    protected abstract void AppendDefault();

    protected abstract void TruncateValues(int length);

    protected abstract void ClearValues();

    protected abstract void DisposeValues();

    protected abstract IArrowArray BuildArray(ArrowBuffer validity, int nulls);
}

/// <summary>Values of a fixed width.</summary>
public sealed class FixedColumnBuilder<T>(SqlType type) : ColumnBuilder(type) where T : unmanaged
{
    private readonly GrowableBuffer _values = new();

    public void Append(T value)
    {
        _values.Append(value);
        Mark(valid: true);
    }

    /// <summary>Appends values that are not NULL, which the caller writes into the span returned.</summary>
    public Span<T> Extend(int count)
    {
        var span = MemoryMarshal.Cast<byte, T>(_values.Extend(count * Unsafe.SizeOf<T>()));
        MarkValid(count);
        return span;
    }

    protected override void AppendDefault() => _values.Append(default(T));

    protected override void TruncateValues(int length) => _values.Truncate(length * Unsafe.SizeOf<T>());

    protected override void ClearValues() => _values.Clear();

    protected override void DisposeValues() => ((IDisposable)_values).Dispose();

    protected override IArrowArray BuildArray(ArrowBuffer validity, int nulls) => ArrowArrayFactory.BuildArray(
        new ArrayData(Type.ToArrow(), Length, nulls, 0, [validity, new ArrowBuffer(_values.Written)]));
}

/// <summary>BOOLEAN: a bit a value.</summary>
public sealed class BooleanColumnBuilder(SqlType type) : ColumnBuilder(type)
{
    private readonly GrowableBuffer _bits = new();

    public void Append(bool value)
    {
        Put(value);
        Mark(valid: true);
    }

    protected override void AppendDefault() => Put(false);

    protected override void TruncateValues(int length)
    {
    }

    protected override void ClearValues() => _bits.Clear();

    protected override void DisposeValues() => ((IDisposable)_bits).Dispose();

    protected override IArrowArray BuildArray(ArrowBuffer validity, int nulls) => ArrowArrayFactory.BuildArray(
        new ArrayData(Type.ToArrow(), Length, nulls, 0, [validity, new ArrowBuffer(_bits.Written)]));

    private void Put(bool value)
    {
        if (Length >> 3 >= _bits.Length)
            _bits.Append(0UL);
        Bitmap.Set(_bits.GetSpan(), Length, value);
    }
}

/// <summary>Text (UTF-8) and bytes.</summary>
public sealed class ViewColumnBuilder(SqlType type) : ColumnBuilder(type)
{
    private readonly GrowableBuffer _views = new();
    private readonly GrowableBuffer _data = new();

    public void Append(ReadOnlySpan<byte> value)
    {
        var offset = _data.Length;
        if (value.Length > View.MaxInline)
            _data.Append(value);
        _views.Append(View.Of(value, 0, offset));
        Mark(valid: true);
    }

    /// <summary>Room for a value whose length the caller does not know yet, uninitialised; <see cref="AppendRoom(int)"/> makes it a value.</summary>
    /// <param name="atLeast">At least 16.</param>
    public Span<byte> Room(int atLeast) => _data.Room(atLeast);

    /// <summary>Where <see cref="Room"/> begins.</summary>
    public ref byte RoomFor(int bytes)
    {
        _data.Reserve(bytes);
        return ref _data.End;
    }

    /// <summary>Appends the first bytes of what <see cref="Room"/> gave last.</summary>
    public void AppendRoom(int length) => AppendRoom(length, in _data.End);

    /// <summary>The same, with the bytes also in another place from which they can be read without waiting for the copy.</summary>
    /// <param name="same">12 bytes may be read there, however short the value is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendRoom(int length, ref readonly byte same)
    {
        if (length <= View.MaxInline)
        {
            _views.Append(View.InlinePadded(in same, length));
        }
        else
        {
            _views.Append(View.Long(in same, length, 0, _data.Length));
            _data.Advance(length);
        }

        Mark(valid: true);
    }

    /// <summary>Appends a value whose bytes the caller writes into the span returned.</summary>
    /// <param name="length">Of the value, in bytes.</param>
    /// <param name="write">Fills the span.</param>
    public void Append<TState>(int length, TState state, System.Buffers.SpanAction<byte, TState> write)
    {
        if (length <= View.MaxInline)
        {
            Span<byte> small = stackalloc byte[View.MaxInline];
            write(small[..length], state);
            Append(small[..length]);
            return;
        }

        var offset = _data.Length;
        var span = _data.Extend(length);
        write(span, state);
        _views.Append(View.Of(span, 0, offset));
        Mark(valid: true);
    }

    protected override void AppendDefault() => _views.Append(default(View));

    protected override void TruncateValues(int length) => _views.Truncate(length * 16);

    protected override void ClearValues()
    {
        _views.Clear();
        _data.Clear();
    }

    protected override void DisposeValues()
    {
        ((IDisposable)_views).Dispose();
        ((IDisposable)_data).Dispose();
    }

    protected override IArrowArray BuildArray(ArrowBuffer validity, int nulls) => ArrowArrayFactory.BuildArray(new ArrayData(
        Type.ToArrow(), Length, nulls, 0, [validity, new ArrowBuffer(_views.Written), new ArrowBuffer(_data.Written)]));
}

/// <summary>Rows that are all NULL: a column of type NULL has no buffers.</summary>
public sealed class NullColumnBuilder(SqlType type) : ColumnBuilder(type)
{
    protected override void AppendDefault()
    {
    }

    protected override void TruncateValues(int length)
    {
    }

    protected override void ClearValues()
    {
    }

    protected override void DisposeValues()
    {
    }

    protected override IArrowArray BuildArray(ArrowBuffer validity, int nulls) => new NullArray(Length);
}
