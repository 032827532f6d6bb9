using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Execution.Expressions;

/// <summary>COALESCE: each row takes the first argument that is not NULL, or the last.</summary>
internal sealed class CoalesceStep(Term[] arguments, Vector result) : Step
{
    private readonly VectorMerge _merge = new(result);

    public override void Run(int length, EvaluationContext context)
    {
        var arena = context.Arena;
        var open = arena.TakeBits(length, true);
        var rows = arena.Take<int>(length);
        _merge.Begin(length, arena);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            var asked = rows[..Bitmap.ToIndices(open, length, rows)];
            if (asked.IsEmpty)
                break;
            var values = argument.For(asked, length, context);
            var isLast = i == arguments.Length - 1;
            if (isLast || !values.HasNulls)
            {
                _merge.Put(values, argument.IsLazy ? [] : asked, asked);
                break;
            }

            Keep(values, argument.IsLazy, asked, open, length, arena);
        }

        _merge.End();
    }

    private void Keep(Vector values, bool packed, ReadOnlySpan<int> asked, Span<byte> open, int length, BatchArena arena)
    {
        if (values.IsConstant && values.IsNull(0))
            return;
        var at = arena.Take<int>(asked.Length);
        var rows = arena.Take<int>(asked.Length);
        var count = 0;
        for (var k = 0; k < asked.Length; k++)
        {
            var from = packed ? k : asked[k];
            if (values.IsNull(from))
                continue;
            at[count] = from;
            rows[count++] = asked[k];
            Bitmap.Set(open, asked[k], false);
        }

        if (count > 0)
            _merge.Put(values, at[..count], rows[..count]);
    }
}
