using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Execution.Expressions;

/// <summary>Three-valued AND and OR over bitmaps, 64 rows at a time.</summary>
/// <remarks>Both keep two bitmaps: <c>decided</c>, the rows that some term has decided (with a FALSE for AND, a TRUE for OR), and
/// <c>neutral</c>, the rows for which every term so far was the other value; what is neither is NULL.</remarks>
internal sealed class LogicalStep(bool isAnd, Term[] terms, Vector result) : Step
{
    public override void Run(int length, EvaluationContext context)
    {
        var arena = context.Arena;
        result.Reset(length, constant: false);
        var decided = Words(arena.TakeBits(length, false));
        var neutral = Words(arena.TakeBits(length, true));
        var hasNulls = false;
        foreach (var term in terms)
        {
            if (!term.IsLazy)
            {
                hasNulls |= term.Value.HasNulls;
                AddAll(term.Value, decided, neutral);
                continue;
            }

            var open = arena.TakeBits(length, true);
            Bitmap.AndNot(open, MemoryMarshal.AsBytes(decided), open, length);
            var rows = arena.Take<int>(length);
            rows = rows[..Bitmap.ToIndices(open, length, rows)];
            if (rows.IsEmpty)
                break;
            var values = term.For(rows, length, context);
            hasNulls |= values.HasNulls;
            AddSome(values, rows, MemoryMarshal.AsBytes(decided), MemoryMarshal.AsBytes(neutral));
        }

        var bits = Words(result.AllocateBits(arena));
        (isAnd ? neutral : decided).CopyTo(bits);
        if (!hasNulls)
            return;
        var valid = Words(result.AllocateValidity(arena));
        for (var i = 0; i < valid.Length; i++)
            valid[i] = decided[i] | neutral[i];
    }

    private void AddAll(Vector term, Span<ulong> decided, Span<ulong> neutral)
    {
        if (term.IsConstant)
        {
            var isNull = term.IsNull(0);
            var decides = !isNull && Bitmap.Get(term.Values.Span, 0) != isAnd;
            if (decides)
                decided.Fill(ulong.MaxValue);
            if (decides || isNull)
                neutral.Clear();
            return;
        }

        var flip = isAnd ? ulong.MaxValue : 0;
        var values = Words(term.Values.Span)[..decided.Length];
        if (!term.HasNulls)
        {
            for (var i = 0; i < decided.Length; i++)
            {
                var decides = values[i] ^ flip;
                decided[i] |= decides;
                neutral[i] &= ~decides;
            }

            return;
        }

        var valid = Words(term.Validity.Span)[..decided.Length];
        for (var i = 0; i < decided.Length; i++)
        {
            var decides = values[i] ^ flip;
            decided[i] |= decides & valid[i];
            neutral[i] &= ~decides & valid[i];
        }
    }

    private void AddSome(Vector values, ReadOnlySpan<int> rows, Span<byte> decided, Span<byte> neutral)
    {
        for (var k = 0; k < rows.Length; k++)
        {
            var isNull = values.IsNull(k);
            var decides = !isNull && Bitmap.Get(values.Values.Span, values.IsConstant ? 0 : k) != isAnd;
            if (decides)
                Bitmap.Set(decided, rows[k], true);
            if (decides || isNull)
                Bitmap.Set(neutral, rows[k], false);
        }
    }

    private static Span<ulong> Words(Span<byte> bits) => MemoryMarshal.Cast<byte, ulong>(bits);

    private static ReadOnlySpan<ulong> Words(ReadOnlySpan<byte> bits) => MemoryMarshal.Cast<byte, ulong>(bits);
}
