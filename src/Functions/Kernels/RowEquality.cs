using System.Diagnostics;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>Whether rows have the same key: as IS NOT DISTINCT FROM sees it, with NULL equal to NULL, and NaN to NaN.</summary>
public static class RowEquality
{
    /// <summary>Narrows down candidate pairs: clears <c>equal[i]</c> where the two rows differ in this column.</summary>
    /// <param name="left">One column of the left key.</param>
    /// <param name="leftRows">The left row of each pair.</param>
    /// <param name="right">The same column of the right key, of the same type.</param>
    /// <param name="rightRows">The right row of each pair.</param>
    /// <param name="equal">One per pair, not touched where already <see langword="false"/>.</param>
    public static void Narrow(
        Vector left, ReadOnlySpan<int> leftRows, Vector right, ReadOnlySpan<int> rightRows, Span<bool> equal, BatchArena arena)
    {
        switch (left.Physical)
        {
            case PhysicalType.Boolean:
                for (var i = 0; i < equal.Length; i++)
                    equal[i] = equal[i] && EqualBits(left, leftRows[i], right, rightRows[i]);
                break;
            case PhysicalType.Int8:
                Narrow<sbyte, Whole<sbyte>>(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.Int16:
                Narrow<short, Whole<short>>(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.Int32:
                Narrow<int, Whole<int>>(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.Int64:
                Narrow<long, Whole<long>>(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.Int128:
                Narrow<Int128, Whole<Int128>>(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.Float:
                Narrow<float, Floating<float>>(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.Double:
                Narrow<double, Floating<double>>(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.View:
                NarrowTexts(left, leftRows, right, rightRows, equal);
                break;
            case PhysicalType.Null:
                break;
            default:
                NarrowNested(left, leftRows, right, rightRows, equal, arena);
                break;
        }
    }

    private interface IEquality<T>
    {
        static abstract bool Same(T a, T b);
    }

    private static void Narrow<T, TEquality>(
        Vector left, ReadOnlySpan<int> leftRows, Vector right, ReadOnlySpan<int> rightRows, Span<bool> equal)
        where T : unmanaged
        where TEquality : IEquality<T>
    {
        var a = new Fixed<T>(left);
        var b = new Fixed<T>(right);
        if (!left.HasNulls && !right.HasNulls)
        {
            for (var i = 0; i < equal.Length; i++)
                equal[i] &= TEquality.Same(a[leftRows[i]], b[rightRows[i]]);
            return;
        }

        for (var i = 0; i < equal.Length; i++)
        {
            var (validLeft, validRight) = (a.IsValid(leftRows[i]), b.IsValid(rightRows[i]));
            equal[i] &= validLeft == validRight && (!validLeft || TEquality.Same(a[leftRows[i]], b[rightRows[i]]));
        }
    }

    private static void NarrowTexts(
        Vector left, ReadOnlySpan<int> leftRows, Vector right, ReadOnlySpan<int> rightRows, Span<bool> equal)
    {
        var a = new Text(left);
        var b = new Text(right);
        for (var i = 0; i < equal.Length; i++)
        {
            if (!equal[i])
                continue;
            var (validLeft, validRight) = (a.IsValid(leftRows[i]), b.IsValid(rightRows[i]));
            equal[i] = validLeft == validRight && (!validLeft || TextEquality.Same(in a, leftRows[i], in b, rightRows[i]));
        }
    }

    private static bool EqualBits(Vector left, int leftRow, Vector right, int rightRow)
    {
        var a = new Bits(left);
        var b = new Bits(right);
        return a.IsValid(leftRow) == b.IsValid(rightRow) && (!a.IsValid(leftRow) || a[leftRow] == b[rightRow]);
    }

    private static void NarrowNested(
        Vector left, ReadOnlySpan<int> leftRows, Vector right, ReadOnlySpan<int> rightRows, Span<bool> equal, BatchArena arena)
    {
        var (a, b) = (new ColumnTree(left.Type).Load(left, arena), new ColumnTree(right.Type).Load(right, arena));
        for (var i = 0; i < equal.Length; i++)
        {
            equal[i] = equal[i] && ValueOrder.Same(
                a, left.IsConstant ? 0 : leftRows[i], b, right.IsConstant ? 0 : rightRows[i]);
        }
    }

    private readonly struct Whole<T> : IEquality<T> where T : unmanaged, IEquatable<T>
    {
        public static bool Same(T a, T b) => a.Equals(b);
    }

    private readonly struct Floating<T> : IEquality<T> where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        public static bool Same(T a, T b) => a == b || (T.IsNaN(a) && T.IsNaN(b));
    }
}
