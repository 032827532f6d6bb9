using System.Text;

namespace StreamSql.Storage.Parquet.Thrift;

/// <summary>Writes Thrift's compact protocol, which Parquet's metadata is in.</summary>
/// <remarks>Fields must be written in ascending order; each BeginStruct has its <see cref="EndStruct"/>.</remarks>
internal sealed class ThriftWriter(OutputBuffer output)
{
    private readonly Stack<short> _outer = new();
    private short _lastField;

    public void BeginStruct()
    {
        _outer.Push(_lastField);
        _lastField = 0;
    }

    public void EndStruct()
    {
        output.Append((byte)ThriftType.Stop);
        _lastField = _outer.Pop();
    }

    public void Field(short id, ThriftType type)
    {
        var delta = id - _lastField;
        if (delta is > 0 and <= 15)
        {
            output.Append((byte)((delta << 4) | (int)type));
        }
        else
        {
            output.Append((byte)type);
            output.AppendZigZag(id);
        }

        _lastField = id;
    }

    public void Bool(short id, bool value) => Field(id, value ? ThriftType.True : ThriftType.False);

    public void Byte(short id, sbyte value)
    {
        Field(id, ThriftType.Byte);
        output.Append((byte)value);
    }

    public void Int32(short id, int value)
    {
        Field(id, ThriftType.Int32);
        output.AppendZigZag(value);
    }

    public void Int64(short id, long value)
    {
        Field(id, ThriftType.Int64);
        output.AppendZigZag(value);
    }

    public void Binary(short id, ReadOnlySpan<byte> value)
    {
        Field(id, ThriftType.Binary);
        output.AppendVarint((uint)value.Length);
        output.Append(value);
    }

    public void String(short id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    /// <summary>A struct without fields, which is how the alternatives of a union without content are written.</summary>
    public void EmptyStruct(short id)
    {
        Field(id, ThriftType.Struct);
        output.Append((byte)ThriftType.Stop);
    }

    public void BeginStruct(short id)
    {
        Field(id, ThriftType.Struct);
        BeginStruct();
    }

    public void BeginList(short id, ThriftType elements, int count)
    {
        Field(id, ThriftType.List);
        if (count < 15)
        {
            output.Append((byte)((count << 4) | (int)elements));
        }
        else
        {
            output.Append((byte)(0xF0 | (int)elements));
            output.AppendVarint((uint)count);
        }
    }

    public void Element(int value) => output.AppendZigZag(value);

    public void Element(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        output.AppendVarint((uint)bytes.Length);
        output.Append(bytes);
    }
}
