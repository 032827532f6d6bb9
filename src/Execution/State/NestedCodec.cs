using System.Buffers.Binary;
using System.Diagnostics;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Execution.State;

/// <summary>Values of ARRAY, MAP, MULTISET and ROW as bytes and back. Equal values have equal bytes.</summary>
/// <remarks>A byte that says whether it is there, then: a fixed-width value little-endian; a text's length and bytes; a list's count and
/// elements; a row's fields.</remarks>
internal sealed class NestedCodec(SqlType type)
{
    private readonly Vector _flat = new(SqlType.Bytes.WithNullable(type.Nullable));
    private readonly Vector _nested = new(type);
    private readonly GrowableBuffer _bytes = new();
    private readonly ColumnBuilder _builder = ColumnBuilder.For(type);

    public Vector Encode(Vector values, BatchArena arena)
    {
        var array = values.Nested ?? throw new UnreachableException("a nested column without its array");
        _flat.Reset(values.Length, values.IsConstant);
        var views = _flat.AllocateValues<View>(arena);
        _bytes.Clear();
        var ends = new int[views.Length];
        for (var i = 0; i < views.Length; i++)
        {
            if (!values.IsNull(i))
                Write(array, type, i);
            ends[i] = _bytes.Length;
        }

        var data = arena.Allocate(_bytes.Length);
        _bytes.Written.CopyTo(data);
        for (var i = 0; i < views.Length; i++)
        {
            var start = i == 0 ? 0 : ends[i - 1];
            views[i] = View.Of(data.Span[start..ends[i]], 0, start);
        }

        _flat.SetData(data);
        _flat.SetValidity(values.Validity);
        return _flat;
    }

    public Vector Decode(Vector flat, BatchArena arena)
    {
        _builder.Clear();
        for (var i = 0; i < flat.StoredLength; i++)
        {
            if (flat.IsNull(i))
            {
                _builder.AppendNull();
                continue;
            }

            var bytes = flat.Bytes(i);
            Read(_builder, type, ref bytes);
        }

        _nested.Load(_builder.Build(), arena);
        return _nested;
    }

    private void Write(IArrowArray array, SqlType of, int row)
    {
        if (of.Physical() == PhysicalType.Null || array.IsNull(row))
        {
            _bytes.Append((byte)0);
            return;
        }

        _bytes.Append((byte)1);
        switch (of)
        {
            case SqlType.Array list:
                var elements = (ListArray)array;
                WriteRange(elements.ValueOffsets[row], elements.ValueOffsets[row + 1], (elements.Values, list.Element));
                break;
            case SqlType.Map map:
                var entries = (MapArray)array;
                WriteRange(entries.ValueOffsets[row], entries.ValueOffsets[row + 1], (entries.Keys, map.Key), (entries.Values, map.Value));
                break;
            case SqlType.Multiset bag:
                var counts = (MapArray)array;
                WriteRange(counts.ValueOffsets[row], counts.ValueOffsets[row + 1], (counts.Keys, bag.Element), (counts.Values, new SqlType.Integer()));
                break;
            case SqlType.Row fields:
                for (var i = 0; i < fields.Fields.Count; i++)
                    Write(((StructArray)array).Fields[i], fields.Fields[i].Type, row);
                break;
            default:
                WriteFlat(array, of, row);
                break;
        }
    }

    private void WriteRange(int start, int end, params ReadOnlySpan<(IArrowArray Array, SqlType Type)> parts)
    {
        _bytes.Append(end - start);
        for (var i = start; i < end; i++)
        {
            foreach (var (array, of) in parts)
                Write(array, of, i);
        }
    }

    private void WriteFlat(IArrowArray array, SqlType of, int row)
    {
        var physical = of.Physical();
        if (physical == PhysicalType.View)
        {
            var text = ColumnCopy.Bytes(array, row);
            _bytes.Append(text.Length);
            _bytes.Append(text);
            return;
        }

        var at = array.Data.Offset + row;
        var values = array.Data.Buffers[1].Span;
        switch (physical)
        {
            case PhysicalType.Boolean:
                _bytes.Append(Bitmap.Get(values, at) ? (byte)1 : (byte)0);
                break;
            case PhysicalType.Float:
                var single = BinaryPrimitives.ReadSingleLittleEndian(values[(at * 4)..]);
                _bytes.Append(float.IsNaN(single) ? float.NaN : single + 0f);
                break;
            case PhysicalType.Double:
                var real = BinaryPrimitives.ReadDoubleLittleEndian(values[(at * 8)..]);
                _bytes.Append(double.IsNaN(real) ? double.NaN : real + 0.0);
                break;
            default:
                _bytes.Append(values.Slice(at * physical.Width(), physical.Width()));
                break;
        }
    }

    private static void Read(ColumnBuilder builder, SqlType of, ref ReadOnlySpan<byte> bytes)
    {
        if (Take(ref bytes, 1)[0] == 0)
        {
            builder.AppendNull();
            return;
        }

        switch (builder)
        {
            case ListColumnBuilder list:
                for (var i = TakeCount(ref bytes); i > 0; i--)
                    Read(list.Elements, list.Elements.Type, ref bytes);
                list.Append();
                break;
            case MapColumnBuilder map:
                for (var i = TakeCount(ref bytes); i > 0; i--)
                {
                    Read(map.Keys, map.Keys.Type, ref bytes);
                    Read(map.Values, map.Values.Type, ref bytes);
                }

                map.Append();
                break;
            case RowColumnBuilder row:
                foreach (var field in row.Fields)
                    Read(field, field.Type, ref bytes);
                row.Append();
                break;
            case ViewColumnBuilder text:
                text.Append(Take(ref bytes, TakeCount(ref bytes)));
                break;
            case BooleanColumnBuilder bits:
                bits.Append(Take(ref bytes, 1)[0] != 0);
                break;
            case FixedColumnBuilder<sbyte> b:
                b.Append((sbyte)Take(ref bytes, 1)[0]);
                break;
            case FixedColumnBuilder<short> b:
                b.Append(BinaryPrimitives.ReadInt16LittleEndian(Take(ref bytes, 2)));
                break;
            case FixedColumnBuilder<int> b:
                b.Append(TakeCount(ref bytes));
                break;
            case FixedColumnBuilder<long> b:
                b.Append(BinaryPrimitives.ReadInt64LittleEndian(Take(ref bytes, 8)));
                break;
            case FixedColumnBuilder<Int128> b:
                b.Append(BinaryPrimitives.ReadInt128LittleEndian(Take(ref bytes, 16)));
                break;
            case FixedColumnBuilder<float> b:
                b.Append(BinaryPrimitives.ReadSingleLittleEndian(Take(ref bytes, 4)));
                break;
            case FixedColumnBuilder<double> b:
                b.Append(BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, 8)));
                break;
            default:
                throw new UnreachableException(of.Name);
        }
    }

    private static int TakeCount(ref ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(Take(ref bytes, 4));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
