using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>IN over a list: a chain of comparisons if it is short, a lookup by hash if it is a long list of constants.</summary>
internal sealed class InList(ScalarKernel equal) : ScalarKernel
{
    private const int LongList = 9;

    private readonly Vector[] _pair = new Vector[2];
    private readonly Vector _equal = new(new SqlType.Boolean());
    private readonly Vector[] _any = [new(new SqlType.Boolean()), new(new SqlType.Boolean())];

    public static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count < 2)
            return null;
        var common = arguments[0].Type;
        foreach (var item in arguments.Skip(1))
        {
            if (ComparisonFunctions.ComparedAs(common, item.Type) is not var (left, right))
                return null;
            common = left.IsCharacter() || left.IsBinary() ? left : Coercion.Common(left, right)!;
        }

        var types = arguments.Select(a => common.IsCharacter() || common.IsBinary() ? a.Type : common.WithNullable(a.Type.Nullable)).ToArray();
        if (ComparisonFunctions.ResolveEquality(common, common) is not { } equality)
            return null;
        return new ResolvedFunction(
            new SqlType.Boolean { Nullable = types.Any(t => t.Nullable) }, new EquatableList<SqlType>(types), () => new InList(equality.CreateKernel()));
    }

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var items = arguments[1..];
        if (items.Length >= LongList && !arguments[0].IsConstant && AllConstant(items) && !arguments[0].Type.IsNested())
            LookUp(arguments[0], items, result, context.Arena);
        else
            CompareEach(arguments[0], items, result, context);
    }

    private static bool AllConstant(ReadOnlySpan<Vector> items)
    {
        foreach (var item in items)
        {
            if (!item.IsConstant)
                return false;
        }

        return true;
    }

    private void CompareEach(Vector value, ReadOnlySpan<Vector> items, Vector result, EvaluationContext context)
    {
        for (var i = 0; i < items.Length; i++)
        {
            (_pair[0], _pair[1]) = (value, items[i]);
            _equal.Reset(result.Length, result.IsConstant);
            equal.Evaluate(_pair, _equal, context);
            var target = i == items.Length - 1 ? result : _any[i & 1];
            target.Reset(result.Length, result.IsConstant);
            if (i == 0)
                target.Share(_equal);
            else
                ThreeValued.Or(_any[(i - 1) & 1], _equal, target, context.Arena);
        }
    }

    private static void LookUp(Vector value, ReadOnlySpan<Vector> items, Vector result, BatchArena arena)
    {
        var hasNull = false;
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)items.Length * 4);
        var slots = MemoryMarshal.Cast<byte, Slot>(arena.AllocateZeroed(size * 16).Span);
        Span<ulong> word = stackalloc ulong[1];
        for (var i = 0; i < items.Length; i++)
        {
            hasNull |= items[i].IsNull(0);
            if (items[i].IsNull(0))
                continue;
            HashWords.Fill(items[i], word, arena);
            var slot = Place(word[0], size);
            while (slots[slot].Item != 0)
                slot = (slot + 1) & (size - 1);
            slots[slot] = new Slot(word[0], i + 1);
        }

        var words = MemoryMarshal.Cast<byte, ulong>(arena.Allocate(value.Length * sizeof(ulong)).Span);
        HashWords.Fill(value, words, arena);
        var bits = result.AllocateBits(arena);
        bits.Clear();
        for (var row = 0; row < words.Length; row++)
        {
            for (var slot = Place(words[row], size); slots[slot].Item != 0; slot = (slot + 1) & (size - 1))
            {
                if (slots[slot].Word == words[row] && !value.IsNull(row) && ValueOrder.Compare(value, row, items[slots[slot].Item - 1], 0) == 0)
                {
                    Bitmap.Set(bits, row, true);
                    break;
                }
            }
        }

        // Not found means unknown if NULL is in the list.
        if (hasNull)
            Bitmap.And(bits, value.HasNulls ? value.Validity.Span : bits, result.AllocateValidity(arena), value.Length);
        else
            result.SetValidity(value.Validity);
    }

    private static int Place(ulong word, int size) => (int)(RowHash.Mix(word) & (ulong)(size - 1));

    private readonly record struct Slot(ulong Word, int Item);
}
