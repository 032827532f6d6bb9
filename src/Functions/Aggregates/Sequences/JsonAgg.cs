using System.Buffers;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Json;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Scalar;

namespace StreamSql.Functions.Aggregates.Sequences;

/// <summary>JSON_OBJECTAGG and JSON_ARRAYAGG; their first argument is a keyword, NULL or ABSENT.</summary>
internal static class JsonAgg
{
    public static AggregateFunction Object { get; } = new(
        "JSON_OBJECTAGG",
        "JSON_OBJECTAGG([KEY] key VALUE value [{NULL | ABSENT} ON NULL])",
        "Returns a JSON object of keys and values; of several values of a key the last counts.",
        arguments =>
        {
            if (arguments is not [{ Literal: string onNull }, var key, var value] || Parameters.Text(key) is not { } text || !JsonWriter.CanWrite(value.Type))
                return null;
            return ResolvedAggregate.OfRows(
                SqlType.String.NotNull(), [text, value.Type], new(SequenceForm.Rows, () => new JsonObjectAgg(JsonFunctions.Item(value))) { KeepsNulls = onNull == "NULL" });
        });

    public static AggregateFunction Array { get; } = new(
        "JSON_ARRAYAGG",
        "JSON_ARRAYAGG(value [{NULL | ABSENT} ON NULL])",
        "Returns a JSON array of the values in the order in which rows come.",
        arguments => arguments is [{ Literal: string onNull }, var value] && JsonWriter.CanWrite(value.Type)
            ? ResolvedAggregate.OfRows(
                SqlType.String.NotNull(), [value.Type], new(SequenceForm.Rows, () => new JsonArrayAgg(JsonFunctions.Item(value))) { KeepsNulls = onNull == "NULL" })
            : null);
}

internal sealed class JsonArrayAgg(JsonItem item) : SequenceKernel
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public override void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena)
    {
        item.Load(arguments[0], arena);
        var sink = TextSink.Open(result, arguments, arena);
        var row = 0;
        for (var group = 0; group < ends.Length; group++)
        {
            _text.ResetWrittenCount();
            _text.Write("["u8);
            for (var start = row; row < ends[group]; row++)
            {
                _text.Write(row > start ? ","u8 : default);
                item.Write(_text, row);
            }

            _text.Write("]"u8);
            sink.Set(group, _text.WrittenSpan);
        }

        sink.Close();
    }
}

/// <summary>As JSON_OBJECT has them, the members come in the order of their keys.</summary>
internal sealed class JsonObjectAgg(JsonItem item) : SequenceKernel
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public override void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena)
    {
        item.Load(arguments[1], arena);
        var sink = TextSink.Open(result, arguments, arena);
        var start = 0;
        for (var group = 0; group < ends.Length; group++)
        {
            _text.ResetWrittenCount();
            Write(arguments[0], start, ends[group]);
            sink.Set(group, _text.WrittenSpan);
            start = ends[group];
        }

        sink.Close();
    }

    private void Write(Vector keys, int start, int end)
    {
        var rows = new int[end - start];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = start + i;
            if (keys.IsNull(start + i))
                throw FunctionErrors.InvalidArgument("JSON_OBJECTAGG", "a key is NULL");
        }

        Array.Sort(rows, (a, b) => Compare(keys, a, b) is var order and not 0 ? order : a.CompareTo(b));
        _text.Write("{"u8);
        var isFirst = true;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + 1 < rows.Length && Compare(keys, rows[i], rows[i + 1]) == 0)
                continue;
            _text.Write(isFirst ? default : ","u8);
            JsonText.WriteString(_text, keys.Bytes(rows[i]));
            _text.Write(":"u8);
            item.Write(_text, rows[i]);
            isFirst = false;
        }

        _text.Write("}"u8);
    }

    private static int Compare(Vector keys, int a, int b) => keys.Bytes(a).SequenceCompareTo(keys.Bytes(b));
}
