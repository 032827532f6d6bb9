using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests;

/// <summary>One column of every type, each with values, nulls and enough rows to cross a byte of validity.</summary>
internal static class Samples
{
    public const int Rows = 19;

    public static readonly IReadOnlyDictionary<string, IArrowArray> Columns = new Dictionary<string, IArrowArray>
    {
        ["null"] = new NullArray(Rows),
        ["bool"] = Build(new BooleanArray.Builder(), (b, i) => b.Append(i % 2 == 0), b => b.AppendNull()).Build(),
        ["int8"] = Build(new Int8Array.Builder(), (b, i) => b.Append((sbyte)(i - 9)), b => b.AppendNull()).Build(),
        ["int16"] = Build(new Int16Array.Builder(), (b, i) => b.Append((short)(i * -1000)), b => b.AppendNull()).Build(),
        ["int32"] = Build(new Int32Array.Builder(), (b, i) => b.Append(i * 100_000_000), b => b.AppendNull()).Build(),
        ["int64"] = Build(new Int64Array.Builder(), (b, i) => b.Append(long.MinValue + i), b => b.AppendNull()).Build(),
        ["uint8"] = Build(new UInt8Array.Builder(), (b, i) => b.Append((byte)(255 - i)), b => b.AppendNull()).Build(),
        ["uint16"] = Build(new UInt16Array.Builder(), (b, i) => b.Append((ushort)(65535 - i)), b => b.AppendNull()).Build(),
        ["uint32"] = Build(new UInt32Array.Builder(), (b, i) => b.Append(uint.MaxValue - (uint)i), b => b.AppendNull()).Build(),
        ["uint64"] = Build(new UInt64Array.Builder(), (b, i) => b.Append(ulong.MaxValue - (ulong)i), b => b.AppendNull()).Build(),
        ["float"] = Build(new FloatArray.Builder(), (b, i) => b.Append(i + 0.5f), b => b.AppendNull()).Build(),
        ["double"] = Build(new DoubleArray.Builder(), (b, i) => b.Append(i * 0.25), b => b.AppendNull()).Build(),
        ["string"] = Build(new StringArray.Builder(), (b, i) => b.Append(Text(i)), b => b.AppendNull()).Build(),
        ["string_view"] = Build(new StringViewArray.Builder(), (b, i) => b.Append(Text(i)), b => b.AppendNull()).Build(),
        ["binary"] = Build(new BinaryArray.Builder(), (b, i) => b.Append(Bytes(i).AsSpan()), b => b.AppendNull()).Build(),
        ["binary_view"] = Build(new BinaryViewArray.Builder(), (b, i) => b.Append(Bytes(i).AsSpan()), b => b.AppendNull()).Build(),
        ["fixed_binary"] = FixedSizeBinary(),
        ["decimal64"] = Build(new Decimal64Array.Builder(new Decimal64Type(18, 4)), (b, i) => b.Append(i * -1234.5678m), b => b.AppendNull()).Build(),
        ["decimal128"] = Build(
            new Decimal128Array.Builder(new Decimal128Type(38, 10)), (b, i) => b.Append($"{i - 9}234567890123456789012345678.0123456789"), b => b.AppendNull()).Build(),
        ["date32"] = Build(new Date32Array.Builder(), (b, i) => b.Append(new DateOnly(1969, 12, 20).AddDays(i)), b => b.AppendNull()).Build(),
        ["time32_s"] = Build(new Time32Array.Builder(TimeUnit.Second), (b, i) => b.Append(new TimeOnly(i, 1, 2)), b => b.AppendNull()).Build(),
        ["time32_ms"] = Build(new Time32Array.Builder(TimeUnit.Millisecond), (b, i) => b.Append(new TimeOnly(i, 1, 2, 3)), b => b.AppendNull()).Build(),
        ["time64_us"] = Build(new Time64Array.Builder(TimeUnit.Microsecond), (b, i) => b.Append(new TimeOnly(i, 1, 2, 3, 4)), b => b.AppendNull()).Build(),
        ["time64_ns"] = Build(new Time64Array.Builder(TimeUnit.Nanosecond), (b, i) => b.Append(i * 1_000_000_001L), b => b.AppendNull()).Build(),
        ["timestamp_s"] = Timestamps(TimeUnit.Second, null),
        ["timestamp_ms"] = Timestamps(TimeUnit.Millisecond, null),
        ["timestamp_us"] = Timestamps(TimeUnit.Microsecond, "UTC"),
        ["timestamp_ns"] = Timestamps(TimeUnit.Nanosecond, "+02:00"),
        ["duration_ms"] = Build(
            new DurationArray.Builder(DurationType.Millisecond), (b, i) => b.Append(TimeSpan.FromHours(i - 9)), b => b.AppendNull()).Build(),
        ["interval_months"] = Build(
            new YearMonthIntervalArray.Builder(), (b, i) => b.Append(new YearMonthInterval(i - 9)), b => b.AppendNull()).Build(),
        ["list"] = Lists(),
        ["map"] = Maps(),
        ["struct"] = Structs(),
        ["list_of_struct"] = ListOfStructs(),
        ["dictionary"] = Codes(),
    };

    public static TheoryData<string> Names => [.. Columns.Keys];

    public static RecordBatch Batch(params string[] names) => new(
        new Schema(names.Select(name => new Field(name, Columns[name].Data.DataType, true)), null),
        names.Select(name => Columns[name]),
        Rows);

    public static RecordBatch Everything => Batch([.. Columns.Keys]);

    private static bool IsNull(int row) => row % 5 == 3;

    private static string Text(int row) => row % 3 == 0 ? "" : string.Concat(Enumerable.Repeat("é", row));

    private static byte[] Bytes(int row) => [.. Enumerable.Range(row, row).Select(value => (byte)value)];

    private static TBuilder Build<TBuilder>(TBuilder builder, Action<TBuilder, int> value, Action<TBuilder> none)
    {
        for (int row = 0; row < Rows; row++)
        {
            if (IsNull(row))
                none(builder);
            else
                value(builder, row);
        }

        return builder;
    }

    private static TimestampArray Timestamps(TimeUnit unit, string? zone) => Build(
        new TimestampArray.Builder(new TimestampType(unit, zone)),
        (b, i) => b.Append(new DateTimeOffset(1969, 12, 31, 23, 59, 50, 123, TimeSpan.Zero).AddTicks(4567 + (i * 11_111_111L))),
        b => b.AppendNull()).Build();

    private static ArrowBuffer Validity()
    {
        var bits = new ArrowBuffer.BitmapBuilder();
        for (int row = 0; row < Rows; row++)
            bits.Append(!IsNull(row));
        return bits.Build();
    }

    private static int Nulls => Enumerable.Range(0, Rows).Count(IsNull);

    private static FixedSizeBinaryArray FixedSizeBinary()
    {
        byte[] bytes = [.. Enumerable.Range(0, Rows * 3).Select(value => (byte)value)];
        return new FixedSizeBinaryArray(new ArrayData(new FixedSizeBinaryType(3), Rows, Nulls, 0, [Validity(), new ArrowBuffer(bytes)], null));
    }

    private static ListArray Lists()
    {
        var builder = new ListArray.Builder(Int64Type.Default);
        var values = (Int64Array.Builder)builder.ValueBuilder;
        return Build(
            builder,
            (b, i) =>
            {
                b.Append();
                for (int item = 0; item < i % 4; item++)
                    _ = item == 1 ? values.AppendNull() : values.Append((i * 10) + item);
            },
            b => b.AppendNull()).Build();
    }

    private static MapArray Maps()
    {
        var builder = new MapArray.Builder(new MapType(StringType.Default, DoubleType.Default));
        var keys = (StringArray.Builder)builder.KeyBuilder;
        var values = (DoubleArray.Builder)builder.ValueBuilder;
        return Build(
            builder,
            (b, i) =>
            {
                b.Append();
                for (int item = 0; item < i % 3; item++)
                {
                    keys.Append($"k{item}");
                    _ = item == 1 ? values.AppendNull() : values.Append(i + 0.5);
                }
            },
            b => b.AppendNull()).Build();
    }

    private static StructArray Structs()
    {
        var type = new StructType([new Field("a", Int32Type.Default, true), new Field("b", StringViewType.Default, true)]);
        return new StructArray(type, Rows, [Columns32(), Views()], Validity(), Nulls);
    }

    private static Int32Array Columns32() => new Int32Array.Builder().AppendRange(Enumerable.Range(0, Rows)).Build();

    private static StringViewArray Views() =>
        new StringViewArray.Builder().AppendRange(Enumerable.Range(0, Rows).Select(i => i % 4 == 1 ? null : Text(i))).Build();

    private static ListArray ListOfStructs()
    {
        StructArray items = Structs();
        var offsets = new ArrowBuffer.Builder<int>().AppendRange(Enumerable.Range(0, Rows + 1)).Build();
        return new ListArray(new ListType(items.Data.DataType), Rows, offsets, items, Validity(), Nulls);
    }

    private static DictionaryArray Codes()
    {
        Int8Array codes = Build(new Int8Array.Builder(), (b, i) => b.Append((sbyte)(i % 3)), b => b.AppendNull()).Build();
        StringArray values = new StringArray.Builder().Append("red").Append("green").Append("blue").Build();
        return new DictionaryArray(new DictionaryType(Int8Type.Default, StringType.Default, false), codes, values);
    }
}
