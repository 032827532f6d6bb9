using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>ELT: picks one of its arguments by number.</summary>
internal sealed class Elt : ScalarKernel
{
    public static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count < 2 || Parameters.Long(arguments[0]) is not { } index)
            return null;
        if (Coercion.Common(arguments.Skip(1).Select(a => a.Type)) is not { } common || !(common.IsCharacter() || common.IsBinary()))
            return null;
        return new ResolvedFunction(
            common.AsNullable(), [index, .. arguments.Skip(1).Select(a => a.Type is SqlType.Null ? common : a.Type)], () => new Elt());
    }

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var index = new Fixed<long>(arguments[0]);
        var values = arguments[1..];
        var sink = TextSink.Open(result, arguments, context.Arena);
        var validity = result.AllocateValidity(context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            var chosen = index.IsValid(row) && index[row] >= 1 && index[row] <= values.Length ? values[(int)index[row] - 1] : null;
            var valid = chosen is not null && !chosen.IsNull(row);
            Bitmap.Set(validity, row, valid);
            if (valid)
                sink.Set(row, chosen!.Bytes(chosen.IsConstant ? 0 : row));
            else
                sink.Skip(row);
        }

        sink.Close();
    }
}
