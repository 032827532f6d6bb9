using System.Buffers;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Json;

/// <summary>A value that goes into JSON: written as JSON, or, if it is the result of a function that makes JSON, as it is.</summary>
internal sealed class JsonItem(SqlType type, bool isJson)
{
    private readonly JsonWriter _writer = new(type);
    private Vector? _vector;

    public void Load(Vector vector, BatchArena arena)
    {
        _vector = vector;
        _writer.Load(vector, arena);
    }

    public bool IsNull(int row) => _writer.IsNull(Stored(row));

    public void Write(IBufferWriter<byte> output, int row)
    {
        if (isJson && !IsNull(row))
            output.Write(new Text(_vector!)[row]);
        else
            _writer.Write(output, Stored(row));
    }

    private int Stored(int row) => _vector!.IsConstant ? 0 : row;
}

/// <summary>JSON_STRING(value).</summary>
internal sealed class JsonStringKernel(SqlType type) : ScalarKernel
{
    private readonly JsonItem _item = new(type, isJson: false);
    private readonly ArrayBufferWriter<byte> _text = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        _item.Load(arguments[0], context.Arena);
        var rows = new LiftedRows([], result, context.Arena, seesNulls: true);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (_item.IsNull(row))
            {
                rows.MakeNull(row, ref sink);
                continue;
            }

            _text.ResetWrittenCount();
            _item.Write(_text, row);
            sink.Set(row, _text.WrittenSpan);
        }

        sink.Close();
    }
}

/// <summary>JSON_ARRAY(onNull, value, …).</summary>
/// <param name="items">One per value.</param>
/// <param name="first">The argument that is the first value.</param>
/// <param name="keepsNulls">Whether NULLs become null rather than being left out.</param>
internal sealed class JsonArrayKernel(JsonItem[] items, int first, bool keepsNulls) : ScalarKernel
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        for (var i = 0; i < items.Length; i++)
            items[i].Load(arguments[first + i], context.Arena);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            _text.ResetWrittenCount();
            var separator = "["u8;
            foreach (var item in items)
            {
                if (!keepsNulls && item.IsNull(row))
                    continue;
                _text.Write(separator);
                item.Write(_text, row);
                separator = ","u8;
            }

            if (separator[0] == '[')
                _text.Write("["u8);
            _text.Write("]"u8);
            sink.Set(row, _text.WrittenSpan);
        }

        sink.Close();
    }
}

/// <summary>JSON_OBJECT(onNull, key, value, …): the members come in the order of their keys, and of two with one key the later counts.</summary>
/// <param name="items">One per value.</param>
/// <param name="first">The argument that is the first key.</param>
/// <param name="keepsNulls">Whether NULLs become null rather than being left out.</param>
internal sealed class JsonObjectKernel(JsonItem[] items, int first, bool keepsNulls) : ScalarKernel
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<int> _order = [];

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        for (var i = 0; i < items.Length; i++)
            items[i].Load(arguments[first + (2 * i) + 1], context.Arena);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            Arrange(arguments, row);
            _text.ResetWrittenCount();
            _text.Write("{"u8);
            for (var i = 0; i < _order.Count; i++)
            {
                if (i > 0)
                    _text.Write(","u8);
                JsonText.WriteString(_text, new Text(Key(arguments, _order[i]))[row]);
                _text.Write(":"u8);
                items[_order[i]].Write(_text, row);
            }

            _text.Write("}"u8);
            sink.Set(row, _text.WrittenSpan);
        }

        sink.Close();
    }

    private void Arrange(ReadOnlySpan<Vector> arguments, int row)
    {
        _order.Clear();
        for (var i = 0; i < items.Length; i++)
        {
            var key = Key(arguments, i);
            if (key.IsNull(row))
                throw FunctionErrors.InvalidArgument("JSON_OBJECT", "a key is NULL");
            if (!keepsNulls && items[i].IsNull(row))
                continue;
            var place = _order.Count;
            var order = 1;
            while (place > 0 && (order = Compare(key, Key(arguments, _order[place - 1]), row)) < 0)
                place--;
            if (place > 0 && order == 0)
                _order[place - 1] = i;
            else
                _order.Insert(place, i);
        }
    }

    private Vector Key(ReadOnlySpan<Vector> arguments, int item) => arguments[first + (2 * item)];

    private static int Compare(Vector a, Vector b, int row) => new Text(a)[row].SequenceCompareTo(new Text(b)[row]);
}
