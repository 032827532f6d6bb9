using System.Buffers;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>ARRAY_JOIN: the texts with a delimiter between them; NULLs are left out unless there is a text for them.</summary>
internal sealed class ArrayJoin(SqlType.Array type) : ScalarKernel
{
    private readonly ColumnTree _array = new(type);
    private readonly ArrayBufferWriter<byte> _joined = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        _array.Load(arguments[0], context.Arena);
        var sink = TextSink.Open(result, arguments, context.Arena);
        var delimiter = new Text(arguments[1]);
        var replacement = new Text(arguments[^1]);
        var texts = _array.Children[0].Values;
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (result.IsNull(row))
            {
                sink.Skip(row);
                continue;
            }

            _joined.ResetWrittenCount();
            var (start, end) = _array.Range(arguments[0].IsConstant ? 0 : row);
            var isFirst = true;
            for (var i = start; i < end; i++)
            {
                if (texts.IsNull(i) && arguments.Length < 3)
                    continue;
                if (!isFirst)
                    _joined.Write(delimiter[row]);
                _joined.Write(texts.IsNull(i) ? replacement[row] : texts.Bytes(i));
                isFirst = false;
            }

            sink.Set(row, _joined.WrittenSpan);
        }

        sink.Close();
    }
}
