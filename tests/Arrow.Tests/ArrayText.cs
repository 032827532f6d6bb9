using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests;

/// <summary>Rows of any array as text, so that arrays compare and failures read well.</summary>
internal static class ArrayText
{
    public static string[] Rows(IArrowArray array) => [.. Enumerable.Range(0, array.Length).Select(row => Of(array, row))];

    public static string[] Rows(RecordBatch batch) =>
        [.. Enumerable.Range(0, batch.Length).Select(row => string.Join(" | ", batch.Arrays.Select(array => Of(array, row))))];

    public static string Of(IArrowArray array, int row) => array.IsNull(row) ? "null" : array switch
    {
        BooleanArray bits => bits.GetValue(row)!.Value ? "true" : "false",
        Int8Array values => Number(values.GetValue(row)),
        Int16Array values => Number(values.GetValue(row)),
        Int32Array values => Number(values.GetValue(row)),
        Int64Array values => Number(values.GetValue(row)),
        UInt8Array values => Number(values.GetValue(row)),
        UInt16Array values => Number(values.GetValue(row)),
        UInt32Array values => Number(values.GetValue(row)),
        UInt64Array values => Number(values.GetValue(row)),
        FloatArray values => Number(values.GetValue(row)),
        DoubleArray values => Number(values.GetValue(row)),
        Date32Array values => Number(values.GetValue(row)),
        Time32Array values => Number(values.GetValue(row)),
        Time64Array values => Number(values.GetValue(row)),
        TimestampArray values => Number(values.GetValue(row)),
        DurationArray values => Number(values.GetValue(row)),
        YearMonthIntervalArray values => Number<int>(values.GetValue(row)!.Value.Months),
        Decimal64Array values => values.GetString(row)!,
        Decimal128Array values => values.GetString(row)!,
        StringArray texts => $"'{texts.GetString(row)}'",
        StringViewArray texts => $"'{texts.GetString(row)}'",
        BinaryArray bytes => Convert.ToHexStringLower(bytes.GetBytes(row)),
        BinaryViewArray bytes => Convert.ToHexStringLower(bytes.GetBytes(row)),
        FixedSizeBinaryArray bytes => Convert.ToHexStringLower(bytes.GetBytes(row)),
        MapArray map => Entries(map, row),
        ListArray list => $"[{string.Join(", ", Rows(list.GetSlicedValues(row)!))}]",
        StructArray rows => $"{{{string.Join(", ", Members(rows, row))}}}",
        DictionaryArray codes => Of(codes.Dictionary, Code(codes.Indices, row)),
        _ => throw new NotSupportedException(array.GetType().Name),
    };

    private static string Number<T>(T? value) where T : struct, IFormattable =>
        value!.Value.ToString(null, CultureInfo.InvariantCulture);

    private static string Entries(MapArray map, int row) =>
        $"{{{string.Join(", ", Enumerable.Range(map.ValueOffsets[row], map.GetValueLength(row)).Select(i => $"{Of(map.Keys, i)}: {Of(map.Values, i)}"))}}}";

    private static IEnumerable<string> Members(StructArray rows, int row)
    {
        var type = (StructType)rows.Data.DataType;
        return rows.Fields.Select((field, i) => $"{type.Fields[i].Name}: {Of(field, row)}");
    }

    private static int Code(IArrowArray indices, int row) => indices switch
    {
        Int8Array codes => codes.GetValue(row)!.Value,
        Int32Array codes => codes.GetValue(row)!.Value,
        UInt16Array codes => codes.GetValue(row)!.Value,
        _ => throw new NotSupportedException(indices.GetType().Name),
    };
}
