using System.Globalization;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace StreamSql.Storage.Tests.Parquet;

/// <summary>An array's rows as text, by the layout of the Arrow format and not by anybody's accessors.</summary>
internal static class ArrowRows
{
    public static string[] Of(IArrowArray array) => Enumerable.Range(0, array.Length).Select(i => Row(array.Data, i)).ToArray();

    public static string[] Of(RecordBatch batch) =>
        Enumerable.Range(0, batch.Length).Select(i => string.Join(" | ", batch.Arrays.Select(a => Row(a.Data, i)))).ToArray();

    private static string Row(ArrayData data, int index)
    {
        var at = data.Offset + index;
        if (data.DataType is NullType || (data.GetNullCount() > 0 && !BitUtility.GetBit(data.Buffers[0].Span, at)))
            return "NULL";
        return data.DataType switch
        {
            StructType => "(" + string.Join(", ", data.Children.Select(c => Row(c, at))) + ")",
            NestedType => List(data, at),
            BooleanType => BitUtility.GetBit(data.Buffers[1].Span, at) ? "true" : "false",
            StringType or BinaryType => Convert.ToHexString(data.Buffers[2].Span[Int(data, at)..Int(data, at + 1)]),
            StringViewType or BinaryViewType => Convert.ToHexString(View(data, at)),
            FloatType => Cast<float>(data)[at].ToString("R", CultureInfo.InvariantCulture),
            DoubleType => Cast<double>(data)[at].ToString("R", CultureInfo.InvariantCulture),
            FixedWidthType t => Convert.ToHexString(data.Buffers[1].Span.Slice(at * t.BitWidth / 8, t.BitWidth / 8)),
            _ => throw new NotSupportedException(data.DataType.Name),
        };
    }

    private static string List(ArrayData data, int at) =>
        "[" + string.Join(", ", Enumerable.Range(Int(data, at), Int(data, at + 1) - Int(data, at)).Select(i => Row(data.Children[0], i))) + "]";

    private static ReadOnlySpan<byte> View(ArrayData data, int at)
    {
        var view = data.Buffers[1].Span.Slice(at * 16, 16);
        var words = MemoryMarshal.Cast<byte, int>(view);
        return words[0] <= 12 ? view.Slice(4, words[0]) : data.Buffers[2 + words[2]].Span.Slice(words[3], words[0]);
    }

    private static int Int(ArrayData data, int at) => Cast<int>(data)[at];

    private static ReadOnlySpan<T> Cast<T>(ArrayData data) where T : unmanaged => MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span);
}
