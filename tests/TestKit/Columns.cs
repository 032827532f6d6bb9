using System.Diagnostics;
using System.Text;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.TestKit;

/// <summary>Columns from and to plain values: bool, sbyte to long, Int128, float, double as they lie in memory (decimals scaled, times in
/// their unit), string for text, byte[] for bytes, object?[] for ARRAY and ROW, (object, object?)[] for MAP.</summary>
public static class Columns
{
    public static IArrowArray Array(SqlType type, params object?[] values)
    {
        var builder = ColumnBuilder.For(type);
        foreach (var value in values)
            Append(builder, value);
        return builder.Build();
    }

    public static Vector Column(BatchArena arena, SqlType type, params object?[] values)
    {
        var vector = new Vector(type);
        vector.Load(Array(type, values), arena);
        return vector;
    }

    /// <summary>A register whose one value stands for <paramref name="length"/> rows.</summary>
    public static Vector Constant(BatchArena arena, SqlType type, object? value, int length)
    {
        var one = Column(arena, type, value);
        var vector = new Vector(type);
        vector.Reset(length, constant: true);
        vector.SetValidity(one.Validity);
        vector.SetValues(one.Values);
        vector.SetData(one.Data);
        if (one.Nested is { } nested)
            vector.SetNested(nested);
        return vector;
    }

    /// <summary>All rows of a register as plain values.</summary>
    public static object?[] Values(Vector vector, BatchArena arena)
    {
        var copy = new Vector(vector.Type);
        copy.Share(vector);
        return Values(copy.ToArrow(arena), vector.Type);
    }

    public static object?[] Values(IArrowArray array, SqlType type) =>
        [.. Enumerable.Range(0, array.Length).Select(i => Value(array.Data, type, i))];

    public static void Append(ColumnBuilder builder, object? value)
    {
        switch (builder, value)
        {
            case (_, null):
                builder.AppendNull();
                break;
            case (BooleanColumnBuilder b, bool v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<sbyte> b, sbyte v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<short> b, short v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<int> b, int v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<long> b, long v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<long> b, int v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<Int128> b, Int128 v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<Int128> b, int v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<float> b, float v):
                b.Append(v);
                break;
            case (FixedColumnBuilder<double> b, double v):
                b.Append(v);
                break;
            case (ViewColumnBuilder b, string v):
                b.Append(Encoding.UTF8.GetBytes(v));
                break;
            case (ViewColumnBuilder b, byte[] v):
                b.Append(v);
                break;
            case (ListColumnBuilder b, object?[] v):
                foreach (var element in v)
                    Append(b.Elements, element);
                b.Append();
                break;
            case (RowColumnBuilder b, object?[] v):
                for (var i = 0; i < v.Length; i++)
                    Append(b.Fields[i], v[i]);
                b.Append();
                break;
            case (MapColumnBuilder b, (object, object?)[] v):
                foreach (var (key, item) in v)
                {
                    Append(b.Keys, key);
                    Append(b.Values, item);
                }

                b.Append();
                break;
            default:
                throw new UnreachableException($"{value} ({value.GetType().Name}) is no value of {builder.Type}");
        }
    }

    private static object? Value(ArrayData data, SqlType type, int row)
    {
        if (type.Physical() == PhysicalType.Null)
            return null;
        var i = data.Offset + row;
        if (!data.Buffers[0].IsEmpty && data.GetNullCount() > 0 && !Bitmap.Get(data.Buffers[0].Span, i))
            return null;
        return type.Physical() switch
        {
            PhysicalType.Boolean => Bitmap.Get(data.Buffers[1].Span, i),
            PhysicalType.Int8 => At<sbyte>(data, i),
            PhysicalType.Int16 => At<short>(data, i),
            PhysicalType.Int32 => At<int>(data, i),
            PhysicalType.Int64 => At<long>(data, i),
            PhysicalType.Int128 => At<Int128>(data, i),
            PhysicalType.Float => At<float>(data, i),
            PhysicalType.Double => At<double>(data, i),
            PhysicalType.View => type.IsCharacter() ? Encoding.UTF8.GetString(Bytes(data, i)) : Bytes(data, i).ToArray(),
            PhysicalType.List => Elements(data, i, k => Value(data.Children[0], ((SqlType.Array)type).Element, k)),
            PhysicalType.Map => Entries(data, i, type),
            PhysicalType.Struct => ((SqlType.Row)type).Fields.Select((f, k) => Value(data.Children[k], f.Type, i)).ToArray(),
            _ => throw new UnreachableException(type.Name),
        };
    }

    private static T At<T>(ArrayData data, int i) where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span)[i];

    private static ReadOnlySpan<byte> Bytes(ArrayData data, int i)
    {
        ref readonly var view = ref System.Runtime.InteropServices.MemoryMarshal.Cast<byte, View>(data.Buffers[1].Span)[i];
        return view.IsInline ? View.InlineBytes(in view) : data.Buffers[2 + view.BufferIndex].Span.Slice(view.Offset, view.Length);
    }

    private static T[] Elements<T>(ArrayData data, int i, Func<int, T> element)
    {
        var (start, end) = (At<int>(data, i), At<int>(data, i + 1));
        return [.. Enumerable.Range(start, end - start).Select(element)];
    }

    private static (object, object?)[] Entries(ArrayData data, int i, SqlType type)
    {
        var (key, value) = type is SqlType.Map map ? (map.Key, map.Value) : (((SqlType.Multiset)type).Element, new SqlType.Integer());
        var entries = data.Children[0];
        return Elements(data, i, k =>
            (Value(entries.Children[0], key, entries.Offset + k)!, Value(entries.Children[1], value, entries.Offset + k)));
    }
}
