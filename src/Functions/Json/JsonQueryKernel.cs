using System.Buffers;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Json;

/// <summary>How JSON_QUERY makes arrays of what is none.</summary>
internal enum JsonWrapper
{
    Without,
    Conditional,
    Unconditional,
}

/// <summary>JSON_QUERY(json, path, type, wrapper, empty, error): as text, or as an ARRAY of texts.</summary>
internal sealed class JsonQueryKernel(SqlType type, JsonWrapper wrapper, JsonBehavior onEmpty, JsonBehavior onError) : ScalarKernel
{
    private readonly JsonLookup _lookup = new("JSON_QUERY");
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ColumnBuilder _builder = ColumnBuilder.For(type);

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var json = new Text(arguments[0]);
        var path = new Text(arguments[1]);
        _builder.Clear();
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (json.IsValid(row) && path.IsValid(row))
                Append(json[row], path[row]);
            else
                _builder.AppendNull();
        }

        if (type is SqlType.Array)
        {
            result.SetNested(_builder.Build());
            Adopt(result, context.Arena);
        }
        else
        {
            var column = new Vector(type);
            column.Load(_builder.Build(), context.Arena);
            result.SetValidity(column.Validity);
            result.SetValues(column.Values);
            result.SetData(column.Data);
        }
    }

    // A register of a nested type has the validity of its array.
    private static void Adopt(Vector result, BatchArena arena)
    {
        var column = new Vector(result.Type);
        column.Load(result.Nested!, arena);
        result.SetValidity(column.Validity);
    }

    private void Append(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path)
    {
        var outcome = _lookup.Look(json, path);
        var isArray = outcome == JsonOutcome.Several
            || (outcome == JsonOutcome.Value && _lookup.Document[_lookup.Found[0]].Kind == JsonKind.Array);
        var isWrapped = wrapper == JsonWrapper.Unconditional || (wrapper == JsonWrapper.Conditional && !isArray);
        if (outcome == JsonOutcome.Value && !isWrapped && _lookup.Document[_lookup.Found[0]].IsScalar)
            outcome = _lookup.IsLax ? JsonOutcome.Empty : JsonOutcome.Error;
        if (outcome is JsonOutcome.Value or JsonOutcome.Several && type is SqlType.Array && !isArray && !isWrapped)
            outcome = JsonOutcome.Error;
        switch (outcome)
        {
            case JsonOutcome.Empty:
                AppendInstead(onEmpty, json, "finds nothing");
                break;
            case JsonOutcome.Error:
                AppendInstead(onError, json, "finds no array or object");
                break;
            case var _ when type is SqlType.Array:
                AppendArray(outcome == JsonOutcome.Several, isWrapped);
                break;
            default:
                AppendText(outcome == JsonOutcome.Several, isWrapped);
                break;
        }
    }

    private void AppendText(bool isSeveral, bool isWrapped)
    {
        _text.ResetWrittenCount();
        if (isWrapped)
            _text.Write("["u8);
        if (isSeveral)
            WriteFound();
        else
            _lookup.Document.Write(_text, _lookup.Found[0]);
        if (isWrapped)
            _text.Write("]"u8);
        ((ViewColumnBuilder)_builder).Append(_text.WrittenSpan);
    }

    private void AppendArray(bool isSeveral, bool isWrapped)
    {
        var list = (ListColumnBuilder)_builder;
        var elements = (ViewColumnBuilder)list.Elements;
        if (isWrapped && isSeveral)
        {
            _text.ResetWrittenCount();
            WriteFound();
            elements.Append(_text.WrittenSpan);
        }
        else if (isSeveral)
        {
            foreach (var node in _lookup.Found)
                AppendElement(elements, node);
        }
        else if (isWrapped)
        {
            AppendElement(elements, _lookup.Found[0]);
        }
        else
        {
            var array = _lookup.Found[0];
            for (var item = array + 1; item < _lookup.Document[array].End; item = _lookup.Document[item].End)
                AppendElement(elements, item);
        }

        list.Append();
    }

    private void WriteFound()
    {
        _text.Write("["u8);
        for (var i = 0; i < _lookup.Found.Count; i++)
        {
            if (i > 0)
                _text.Write(","u8);
            _lookup.Document.Write(_text, _lookup.Found[i]);
        }

        _text.Write("]"u8);
    }

    // Texts as what they say, JSON's null as NULL, all else as JSON.
    private void AppendElement(ViewColumnBuilder elements, int node)
    {
        switch (_lookup.Document[node].Kind)
        {
            case JsonKind.Null:
                elements.AppendNull();
                break;
            case JsonKind.Object or JsonKind.Array:
                _text.ResetWrittenCount();
                _lookup.Document.Write(_text, node);
                elements.Append(_text.WrittenSpan);
                break;
            default:
                elements.Append(_lookup.Document.Text(node));
                break;
        }
    }

    private void AppendInstead(JsonBehavior behavior, ReadOnlySpan<byte> json, string problem)
    {
        switch (behavior)
        {
            case JsonBehavior.Null:
                _builder.AppendNull();
                break;
            case JsonBehavior.EmptyArray when _builder is ListColumnBuilder list:
                list.Append();
                break;
            case JsonBehavior.EmptyArray:
                ((ViewColumnBuilder)_builder).Append("[]"u8);
                break;
            case JsonBehavior.EmptyObject:
                ((ViewColumnBuilder)_builder).Append("{}"u8);
                break;
            default:
                throw _lookup.Failure(json, problem);
        }
    }
}
