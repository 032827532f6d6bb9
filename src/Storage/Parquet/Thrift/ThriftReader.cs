using System.Text;

namespace StreamSql.Storage.Parquet.Thrift;

/// <summary>Reads Thrift's compact protocol from bytes that nobody vouches for.</summary>
/// <remarks>
/// Nothing is believed: lengths are checked against the bytes that are left, so no allocation exceeds the input, and
/// nesting is bounded. Structs are read by <c>while (reader.NextField(out id))</c>; a field not consumed must be
/// skipped; after the loop the reader stands behind the struct.
/// </remarks>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes, long offset)
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly long _offset = offset;
    private ThriftType _type;
    private short _lastField;
    private int _depth;

    /// <summary>Bytes consumed.</summary>
    public int Position { get; private set; }

    /// <summary>Starts a struct; hand the result to <see cref="EndStruct"/>.</summary>
    public short BeginStruct()
    {
        if (++_depth > MaxDepth)
            throw Fault("metadata nested too deeply");
        var outer = _lastField;
        _lastField = 0;
        return outer;
    }

    public void EndStruct(short outer)
    {
        _depth--;
        _lastField = outer;
    }

    /// <summary>Starts a struct that is the value of the current field.</summary>
    public short BeginStructField()
    {
        Expect(ThriftType.Struct);
        return BeginStruct();
    }

    public bool NextField(out short id)
    {
        var header = Byte();
        _type = (ThriftType)(header & 0x0F);
        if (_type == ThriftType.Stop)
        {
            id = 0;
            return false;
        }

        var delta = header >> 4;
        id = _lastField = delta == 0 ? (short)ZigZag() : (short)(_lastField + delta);
        return true;
    }

    public bool Bool() => _type switch
    {
        ThriftType.True => true,
        ThriftType.False => false,
        _ => throw Fault("metadata field of a wrong type"),
    };

    public sbyte Int8()
    {
        Expect(ThriftType.Byte);
        return (sbyte)Byte();
    }

    public int Int32()
    {
        if (_type is not (ThriftType.Int16 or ThriftType.Int32))
            Expect(ThriftType.Int32);
        return Int32Element();
    }

    public long Int64()
    {
        Expect(ThriftType.Int64);
        return ZigZag();
    }

    public ReadOnlySpan<byte> Binary()
    {
        Expect(ThriftType.Binary);
        return BinaryElement();
    }

    public string String()
    {
        Expect(ThriftType.Binary);
        return StringElement();
    }

    /// <summary>Starts a list and returns how many elements follow: never more than there are bytes left.</summary>
    public int BeginList(ThriftType elements)
    {
        Expect(ThriftType.List);
        var (type, count) = ListHeader();
        // The type of an empty list is not always filled in.
        if (type != elements && count > 0)
            throw Fault("metadata list of a wrong type");
        return count;
    }

    public int Int32Element()
    {
        var value = ZigZag();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fault("number out of range");
    }

    public ReadOnlySpan<byte> BinaryElement()
    {
        var length = Varint();
        if (length > (ulong)(_bytes.Length - Position))
            throw Fault("text longer than the metadata");
        var value = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return value;
    }

    public string StringElement() => Encoding.UTF8.GetString(BinaryElement());

    public void Skip() => Skip(_type, inList: false);

    public readonly InvalidDataException Fault(string what) => ParquetFault.At(_offset + Position, what);

    private void Skip(ThriftType type, bool inList)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                // As a field the value is in the type; as an element it is a byte.
                if (inList)
                    Byte();
                break;
            case ThriftType.Byte:
                Byte();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Varint();
                break;
            case ThriftType.Double:
                SkipBytes(8);
                break;
            case ThriftType.Uuid:
                SkipBytes(16);
                break;
            case ThriftType.Binary:
                BinaryElement();
                break;
            case ThriftType.List or ThriftType.Set:
                var (element, count) = ListHeader();
                SkipElements(element, null, count);
                break;
            case ThriftType.Map:
                SkipMap();
                break;
            case ThriftType.Struct:
                var outer = BeginStruct();
                while (NextField(out _))
                    Skip();
                EndStruct(outer);
                break;
            default:
                throw Fault("unknown metadata type");
        }
    }

    private void SkipMap()
    {
        var count = Varint();
        if (count == 0)
            return;
        if (count > (ulong)(_bytes.Length - Position))
            throw Fault("map longer than the metadata");
        var types = Byte();
        SkipElements((ThriftType)(types >> 4), (ThriftType)(types & 0x0F), (int)count);
    }

    private void SkipElements(ThriftType first, ThriftType? second, int count)
    {
        if (++_depth > MaxDepth)
            throw Fault("metadata nested too deeply");
        for (var i = 0; i < count; i++)
        {
            Skip(first, inList: true);
            if (second is { } value)
                Skip(value, inList: true);
        }

        _depth--;
    }

    private (ThriftType Element, int Count) ListHeader()
    {
        var header = Byte();
        var count = header >> 4 == 15 ? Varint() : (ulong)(header >> 4);
        if (count > (ulong)(_bytes.Length - Position))
            throw Fault("list longer than the metadata");
        return ((ThriftType)(header & 0x0F), (int)count);
    }

    private void Expect(ThriftType type)
    {
        if (_type != type)
            throw Fault("metadata field of a wrong type");
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Fault("metadata ends early");

    private void SkipBytes(int count)
    {
        if (_bytes.Length - Position < count)
            throw Fault("metadata ends early");
        Position += count;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Fault("number too long");
    }

    private long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
