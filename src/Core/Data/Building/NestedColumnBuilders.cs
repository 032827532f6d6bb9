using Apache.Arrow;
using StreamSql.Core.Types;

namespace StreamSql.Core.Data.Building;

/// <summary>ARRAY: append the elements to <see cref="Elements"/>, then <see cref="Append"/>.</summary>
public sealed class ListColumnBuilder(SqlType.Array type) : ColumnBuilder(type)
{
    private readonly Offsets _offsets = new();

    public ColumnBuilder Elements { get; } = For(type.Element);

    /// <summary>Makes a list of all elements appended since the last one.</summary>
    public void Append()
    {
        _offsets.Add(Elements.Length);
        Mark(valid: true);
    }

    protected override void AppendDefault() => _offsets.Add(Elements.Length);

    protected override void TruncateValues(int length) => Elements.Truncate(_offsets.Truncate(length));

    protected override void ClearValues()
    {
        _offsets.Clear();
        Elements.Clear();
    }

    protected override void DisposeValues()
    {
        _offsets.Dispose();
        Elements.Dispose();
    }

    protected override IArrowArray BuildArray(ArrowBuffer validity, int nulls) => ArrowArrayFactory.BuildArray(
        new ArrayData(Type.ToArrow(), Length, nulls, 0, [validity, _offsets.Build()], [Elements.Build().Data]));
}

/// <summary>MAP and MULTISET: append to <see cref="Keys"/> and <see cref="Values"/>, then <see cref="Append"/>.</summary>
public sealed class MapColumnBuilder : ColumnBuilder
{
    private readonly Offsets _offsets = new();

    public MapColumnBuilder(SqlType type) : base(type)
    {
        var (key, value) = type is SqlType.Map map
            ? (map.Key, map.Value)
            : (((SqlType.Multiset)type).Element, new SqlType.Integer());
        (Keys, Values) = (For(key), For(value));
    }

    public ColumnBuilder Keys { get; }

    public ColumnBuilder Values { get; }

    /// <summary>Makes a map of all entries appended since the last one.</summary>
    public void Append()
    {
        _offsets.Add(Keys.Length);
        Mark(valid: true);
    }

    protected override void AppendDefault() => _offsets.Add(Keys.Length);

    protected override void TruncateValues(int length)
    {
        var entries = _offsets.Truncate(length);
        Keys.Truncate(entries);
        Values.Truncate(entries);
    }

    protected override void ClearValues()
    {
        _offsets.Clear();
        Keys.Clear();
        Values.Clear();
    }

    protected override void DisposeValues()
    {
        _offsets.Dispose();
        Keys.Dispose();
        Values.Dispose();
    }

    protected override IArrowArray BuildArray(ArrowBuffer validity, int nulls)
    {
        var type = (Apache.Arrow.Types.MapType)Type.ToArrow();
        var entries = new ArrayData(
            type.Fields[0].DataType, Keys.Length, 0, 0, [ArrowBuffer.Empty], [Keys.Build().Data, Values.Build().Data]);
        return ArrowArrayFactory.BuildArray(new ArrayData(type, Length, nulls, 0, [validity, _offsets.Build()], [entries]));
    }
}

/// <summary>ROW: append one value to every field, then <see cref="Append"/>.</summary>
public sealed class RowColumnBuilder(SqlType.Row type) : ColumnBuilder(type)
{
    public IReadOnlyList<ColumnBuilder> Fields { get; } = [.. type.Fields.Select(f => For(f.Type))];

    public void Append() => Mark(valid: true);

    protected override void AppendDefault()
    {
        foreach (var field in Fields)
            field.AppendNull();
    }

    protected override void TruncateValues(int length)
    {
        foreach (var field in Fields)
            field.Truncate(length);
    }

    protected override void ClearValues()
    {
        foreach (var field in Fields)
            field.Clear();
    }

    protected override void DisposeValues()
    {
        foreach (var field in Fields)
            field.Dispose();
    }

    protected override IArrowArray BuildArray(ArrowBuffer validity, int nulls) => ArrowArrayFactory.BuildArray(
        new ArrayData(Type.ToArrow(), Length, nulls, 0, [validity], [.. Fields.Select(f => f.Build().Data)]));
}

/// <summary>Arrow's list offsets: one more than there are lists, the first 0.</summary>
internal sealed class Offsets : IDisposable
{
    private readonly GrowableBuffer _buffer = new();

    public void Add(int end)
    {
        if (_buffer.Length == 0)
            _buffer.Append(0);
        _buffer.Append(end);
    }

    /// <summary>Keeps so many lists and returns how many elements they have.</summary>
    public int Truncate(int lists)
    {
        _buffer.Truncate((lists + 1) * sizeof(int));
        return _buffer.Length == 0 ? 0 : BitConverter.ToInt32(_buffer.Written.Span[^sizeof(int)..]);
    }

    public void Clear() => _buffer.Clear();

    public ArrowBuffer Build()
    {
        if (_buffer.Length == 0)
            _buffer.Append(0);
        return new ArrowBuffer(_buffer.Written);
    }

    public void Dispose() => ((IDisposable)_buffer).Dispose();
}
