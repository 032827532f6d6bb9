using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Core.Data;

namespace StreamSql.Storage.Tests.Parquet;

/// <summary>Arrays of any type with random content, nulls, and garbage under the nulls.</summary>
/// <param name="windows">Whether arrays may be windows of longer ones, so that nothing starts at 0.</param>
internal sealed class RandomColumns(Random random, bool windows = true)
{
    private static readonly string[] Words = ["", "a", "EUR", "order", "a text of more than twelve bytes", "ünïcödé — ✓", new string('x', 300)];

    public static readonly IArrowType[] LeafTypes =
    [
        BooleanType.Default, Int8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default,
        UInt8Type.Default, UInt16Type.Default, UInt32Type.Default, UInt64Type.Default, FloatType.Default, DoubleType.Default,
        new Decimal64Type(10, 2), new Decimal64Type(18, 0), new Decimal128Type(38, 10), new Decimal128Type(9, 2), Date32Type.Default,
        new Time32Type(TimeUnit.Millisecond), new Time64Type(TimeUnit.Microsecond),
        new TimestampType(TimeUnit.Microsecond, (string?)null), new TimestampType(TimeUnit.Nanosecond, "UTC"),
        new TimestampType(TimeUnit.Millisecond, "Europe/Berlin"), DurationType.Microsecond, IntervalType.YearMonth,
        StringType.Default, StringViewType.Default, BinaryType.Default, BinaryViewType.Default, new FixedSizeBinaryType(5), NullType.Default,
    ];

    /// <summary>A leaf type, or up to three levels of rows, lists and maps of them.</summary>
    public IArrowType Type(int depth = 3) => (depth == 0 ? 3 : random.Next(6)) switch
    {
        0 => new ListType(Field("item", Type(depth - 1))),
        1 => new MapType(new Field("key", LeafTypes[random.Next(LeafTypes.Length - 1)], false), Field("value", Type(depth - 1))),
        2 => new StructType(Enumerable.Range(0, random.Next(1, 4)).Select(i => Field($"f{i}", Type(depth - 1))).ToList()),
        _ => LeafTypes[random.Next(LeafTypes.Length)],
    };

    public Field Field(string name, IArrowType type) => new(name, type, type is NullType || random.Next(3) > 0);

    public IArrowArray Array(Field field, int length)
    {
        var (before, after) = !windows ? (0, 0) : (random.Next(3) == 0 ? random.Next(1, 100) : 0, random.Next(2) * random.Next(20));
        var whole = Data(field.DataType, before + length + after, field.IsNullable);
        return ArrowArrayFactory.BuildArray(before + after == 0 ? whole : whole.Slice(before, length));
    }

    public RecordBatch Batch(Apache.Arrow.Schema schema, int length) =>
        new(schema, schema.FieldsList.Select(f => Array(f, length)).ToList(), length);

    private ArrayData Data(IArrowType type, int length, bool nullable)
    {
        if (type is NullType)
            return new NullArray(length).Data;
        var (validity, nulls) = Validity(length, nullable);
        var fewValues = random.Next(2) == 0 ? random.Next(1, 20) : int.MaxValue;
        return type switch
        {
            StructType t => new ArrayData(type, length, nulls, 0, [validity], t.Fields.Select(f => Data(f.DataType, length, f.IsNullable)).ToArray()),
            NestedType t => List(t, length, validity, nulls),
            BooleanType => new ArrayData(type, length, nulls, 0, [validity, Bytes((length + 7) / 8)]),
            FloatType => new ArrayData(type, length, nulls, 0, [validity, Numbers<float>(length, i => i % 7 == 0 ? -0f : random.Next(fewValues) / 8f)]),
            DoubleType => new ArrayData(type, length, nulls, 0, [validity, Numbers<double>(length, _ => random.Next(fewValues) == 3 ? double.NaN : random.Next(fewValues) / 8.0)]),
            StringType or BinaryType => Contiguous(type, length, validity, nulls, fewValues),
            StringViewType or BinaryViewType => Views(type, length, validity, nulls, fewValues),
            FixedWidthType { BitWidth: 8 } => new ArrayData(type, length, nulls, 0, [validity, Bytes(length)]),
            FixedWidthType { BitWidth: 16 } => new ArrayData(type, length, nulls, 0, [validity, Bytes(length * 2)]),
            FixedWidthType { BitWidth: 32 } => new ArrayData(type, length, nulls, 0, [validity, Numbers<int>(length, i => fewValues < 20 ? random.Next(fewValues) * 99_999_999 : fewValues % 2 == 0 ? i : random.Next(int.MinValue, int.MaxValue))]),
            FixedWidthType { BitWidth: 64 } => new ArrayData(type, length, nulls, 0, [validity, Numbers<long>(length, i => fewValues < 20 ? random.Next(fewValues) * 999_999_999_999L : random.Next(2) == 0 ? i * 1000L : random.NextInt64(long.MinValue, long.MaxValue))]),
            FixedWidthType t => new ArrayData(type, length, nulls, 0, [validity, Bytes(length * t.BitWidth / 8)]),
            _ => throw new NotSupportedException(type.Name),
        };
    }

    private ArrayData List(NestedType type, int length, ArrowBuffer validity, int nulls)
    {
        var offsets = new int[length + 1];
        offsets[0] = windows ? random.Next(3) : 0;
        for (var i = 0; i < length; i++)
            offsets[i + 1] = offsets[i] + (random.Next(4) == 0 ? 0 : random.Next(5));
        var child = type.Fields[0];
        return new ArrayData(type, length, nulls, 0, [validity, Buffer(offsets)], [Data(child.DataType, offsets[^1] + random.Next(3), child.IsNullable)]);
    }

    private ArrayData Contiguous(IArrowType type, int length, ArrowBuffer validity, int nulls, int fewValues)
    {
        var offsets = new int[length + 1];
        var bytes = new MemoryStream();
        bytes.Write(windows ? "garbage"u8 : []);
        offsets[0] = (int)bytes.Length;
        for (var i = 0; i < length; i++)
        {
            bytes.Write(Text(fewValues));
            offsets[i + 1] = (int)bytes.Length;
        }

        return new ArrayData(type, length, nulls, 0, [validity, Buffer(offsets), new ArrowBuffer(bytes.ToArray())]);
    }

    private ArrayData Views(IArrowType type, int length, ArrowBuffer validity, int nulls, int fewValues)
    {
        var views = new View[length];
        var buffers = new[] { new MemoryStream(), new MemoryStream() };
        for (var i = 0; i < length; i++)
        {
            var buffer = random.Next(2);
            var text = Text(fewValues);
            views[i] = View.Of(text, buffer, (int)buffers[buffer].Length);
            buffers[buffer].Write(text);
        }

        return new ArrayData(type, length, nulls, 0,
            [validity, Buffer(views), new ArrowBuffer(buffers[0].ToArray()), new ArrowBuffer(buffers[1].ToArray())]);
    }

    private byte[] Text(int fewValues) => Encoding.UTF8.GetBytes(
        fewValues < 20 ? Words[random.Next(fewValues) % Words.Length] : Words[random.Next(Words.Length)] + random.Next(1_000_000));

    private (ArrowBuffer Bits, int Nulls) Validity(int length, bool nullable)
    {
        if (!nullable || random.Next(3) == 0)
            return (ArrowBuffer.Empty, 0);
        var bits = new byte[Bitmap.ByteCount(length)];
        var share = random.Next(4) == 0 ? 0 : random.Next(1, 100);
        for (var i = 0; i < length; i++)
            Bitmap.Set(bits, i, random.Next(100) < share);
        return (new ArrowBuffer(bits), length - Bitmap.CountOnes(bits, length));
    }

    private ArrowBuffer Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return new ArrowBuffer(bytes);
    }

    private static ArrowBuffer Numbers<T>(int length, Func<int, T> value) where T : unmanaged =>
        Buffer(Enumerable.Range(0, length).Select(value).ToArray());

    private static ArrowBuffer Buffer<T>(T[] values) where T : unmanaged =>
        new(System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values).ToArray());
}
