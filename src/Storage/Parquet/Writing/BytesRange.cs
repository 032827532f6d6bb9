namespace StreamSql.Storage.Parquet.Writing;

/// <summary>The least and the greatest of the byte strings seen.</summary>
internal sealed class BytesRange(bool signed)
{
    /// <summary>Longer values are no help for skipping and are left out.</summary>
    private const int MaxLength = 64;

    private byte[]? _min;
    private byte[]? _max;

    public byte[]? Min => _min is { Length: <= MaxLength } ? _min : null;

    public byte[]? Max => _max is { Length: <= MaxLength } ? _max : null;

    public void Add(ReadOnlySpan<byte> value)
    {
        if (_min is null || ByteOrder.Compare(value, _min, signed) < 0)
            _min = value.ToArray();
        if (_max is null || ByteOrder.Compare(value, _max, signed) > 0)
            _max = value.ToArray();
    }

    public void Clear() => (_min, _max) = (null, null);
}
