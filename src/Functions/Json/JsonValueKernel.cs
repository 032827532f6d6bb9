using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Json;

/// <summary>What JSON_VALUE and JSON_QUERY give where there is no value or an error.</summary>
internal enum JsonBehavior
{
    Null,
    Error,
    Default,
    EmptyArray,
    EmptyObject,
}

/// <summary>JSON_VALUE(json, path, type, empty, emptyDefault, error, errorDefault).</summary>
internal sealed class JsonValueKernel<TScalar, TSink>(JsonBehavior onEmpty, JsonBehavior onError) : ScalarKernel
    where TScalar : struct, IJsonScalar<TSink>
    where TSink : struct, ISink<TSink>, allows ref struct
{
    private const int EmptyDefault = 4;
    private const int ErrorDefault = 6;

    private readonly JsonLookup _lookup = new("JSON_VALUE");

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments[..2], result, context.Arena, seesNulls: false);
        var json = new Text(arguments[0]);
        var path = new Text(arguments[1]);
        var sink = TSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (rows.IsNull(row) || !TryPut(json[row], path[row], arguments, row, ref sink))
                rows.MakeNull(row, ref sink);
        }

        sink.Close();
    }

    private bool TryPut(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path, ReadOnlySpan<Vector> arguments, int row, ref TSink sink)
    {
        var outcome = _lookup.Look(json, path);
        var isScalar = outcome == JsonOutcome.Value && _lookup.Document[_lookup.Found[0]].IsScalar;
        if (isScalar && TScalar.TryPut(_lookup.Document, _lookup.Found[0], row, ref sink))
            return true;
        var isEmpty = outcome == JsonOutcome.Empty || (outcome != JsonOutcome.Error && !isScalar && _lookup.IsLax);
        return (isEmpty ? onEmpty : onError) switch
        {
            JsonBehavior.Null => false,
            JsonBehavior.Default => TScalar.TryPutDefault(arguments[isEmpty ? EmptyDefault : ErrorDefault], row, ref sink),
            _ => throw _lookup.Failure(json, isEmpty ? "finds no value" : "finds no such scalar"),
        };
    }
}
