using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Json;

/// <summary>JSON_EXISTS(json, path, onError).</summary>
/// <param name="onError">What errors amount to; <see langword="null"/> if they are errors.</param>
/// <param name="isUnknown">Whether errors amount to NULL.</param>
internal sealed class JsonExistsKernel(bool? onError, bool isUnknown) : ScalarKernel
{
    private readonly JsonLookup _lookup = new("JSON_EXISTS");

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments[..2], result, context.Arena, seesNulls: false);
        var json = new Text(arguments[0]);
        var path = new Text(arguments[1]);
        var sink = BitSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (rows.IsNull(row))
                continue;
            var outcome = _lookup.Look(json[row], path[row]);
            if (outcome == JsonOutcome.Error && isUnknown)
                rows.MakeNull(row, ref sink);
            else if (outcome == JsonOutcome.Error)
                sink.Set(row, onError ?? throw _lookup.Failure(json[row], "fails"));
            else
                sink.Set(row, outcome != JsonOutcome.Empty);
        }
    }
}
