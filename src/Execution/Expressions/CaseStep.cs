using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Execution.Expressions;

/// <summary>WHEN condition THEN result.</summary>
internal readonly record struct CaseArm(Term Condition, Term Result);

/// <summary>CASE: each row takes the result of the first arm whose condition is true.</summary>
internal sealed class CaseStep(CaseArm[] arms, Term otherwise, Vector result) : Step
{
    private readonly VectorMerge _merge = new(result);

    public override void Run(int length, EvaluationContext context)
    {
        var arena = context.Arena;
        var open = arena.TakeBits(length, true);
        var taken = arena.TakeBits(length, false);
        var rows = arena.Take<int>(length);
        _merge.Begin(length, arena);
        foreach (var (condition, value) in arms)
        {
            if (!Take(condition, open, taken, rows, length, context))
                break;
            var chosen = rows[..Bitmap.ToIndices(taken, length, rows)];
            if (chosen.IsEmpty)
                continue;
            _merge.Put(value, chosen, context);
            Bitmap.AndNot(open, taken, open, length);
        }

        var left = rows[..Bitmap.ToIndices(open, length, rows)];
        if (!left.IsEmpty)
            _merge.Put(otherwise, left, context);
        _merge.End();
    }

    // Which open rows an arm takes; false if no row is open any more.
    private static bool Take(
        Term condition, Span<byte> open, Span<byte> taken, Span<int> rows, int length, EvaluationContext context)
    {
        if (condition.IsLazy)
        {
            rows = rows[..Bitmap.ToIndices(open, length, rows)];
            if (rows.IsEmpty)
                return false;
            var values = condition.For(rows, length, context);
            taken.Clear();
            for (var k = 0; k < rows.Length; k++)
            {
                if (!values.IsNull(k) && Bitmap.Get(values.Values.Span, values.IsConstant ? 0 : k))
                    Bitmap.Set(taken, rows[k], true);
            }

            return true;
        }

        var all = condition.Value;
        if (all.IsConstant)
        {
            if (!all.IsNull(0) && Bitmap.Get(all.Values.Span, 0))
                open.CopyTo(taken);
            else
                taken.Clear();
            return true;
        }

        Bitmap.And(open, all.Values.Span, taken, length);
        if (all.HasNulls)
            Bitmap.And(taken, all.Validity.Span, taken, length);
        return true;
    }
}
