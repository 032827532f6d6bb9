using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>A predicate of two values.</summary>
internal interface IPredicate<T>
{
    static abstract bool Test(T left, T right);

    /// <summary>All bits of a lane set where the predicate holds; called for types that vectors support.</summary>
    static abstract Vector512<T> Test(Vector512<T> left, Vector512<T> right);
}

internal readonly struct Equal<T> : IPredicate<T>
    where T : System.Numerics.IEqualityOperators<T, T, bool>
{
    public static bool Test(T left, T right) => left == right;

    public static Vector512<T> Test(Vector512<T> left, Vector512<T> right) => Vector512.Equals(left, right);
}

internal readonly struct NotEqual<T> : IPredicate<T>
    where T : System.Numerics.IEqualityOperators<T, T, bool>
{
    public static bool Test(T left, T right) => left != right;

    public static Vector512<T> Test(Vector512<T> left, Vector512<T> right) => ~Vector512.Equals(left, right);
}

internal readonly struct Less<T> : IPredicate<T>
    where T : System.Numerics.IComparisonOperators<T, T, bool>
{
    public static bool Test(T left, T right) => left < right;

    public static Vector512<T> Test(Vector512<T> left, Vector512<T> right) => Vector512.LessThan(left, right);
}

internal readonly struct LessOrEqual<T> : IPredicate<T>
    where T : System.Numerics.IComparisonOperators<T, T, bool>
{
    public static bool Test(T left, T right) => left <= right;

    public static Vector512<T> Test(Vector512<T> left, Vector512<T> right) => Vector512.LessThanOrEqual(left, right);
}

/// <summary>Compares fixed-width values into a bitmap, a vector of lanes at a time.</summary>
/// <param name="swap">Compares right with left: <c>a &gt; b</c> is <c>b &lt; a</c>.</param>
internal sealed class Compare<TPredicate, T>(bool swap) : ScalarKernel
    where TPredicate : struct, IPredicate<T>
    where T : unmanaged
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var (left, right) = swap ? (arguments[1], arguments[0]) : (arguments[0], arguments[1]);
        var bits = result.AllocateBits(context.Arena);
        bits.Clear();
        var row = 0;
        if (Vector512<T>.IsSupported && !result.IsConstant)
            row = Vectors(left, right, bits, result.Length);
        var a = left.Span<T>();
        var b = right.Span<T>();
        var (maskA, maskB) = (left.IsConstant ? 0 : -1, right.IsConstant ? 0 : -1);
        for (; row < result.StoredLength; row++)
            bits[row >> 3] |= (byte)(Unsafe.BitCast<bool, byte>(TPredicate.Test(a[row & maskA], b[row & maskB])) << (row & 7));
    }

    // Every vector type's lanes give whole bytes of bits: 8 for int64, 64 for int8.
    private static int Vectors(Vector left, Vector right, Span<byte> bits, int length)
    {
        var count = Vector512<T>.Count;
        var whole = length - (length % count);
        if (whole == 0)
            return 0;
        ref var a = ref MemoryMarshal.GetReference(left.Span<T>());
        ref var b = ref MemoryMarshal.GetReference(right.Span<T>());
        ref var target = ref MemoryMarshal.GetReference(bits);
        if (left.IsConstant)
        {
            var constant = Vector512.Create(a);
            for (var i = 0; i < whole; i += count)
                Put(ref target, i, TPredicate.Test(constant, Vector512.LoadUnsafe(ref b, (nuint)i)));
        }
        else if (right.IsConstant)
        {
            var constant = Vector512.Create(b);
            for (var i = 0; i < whole; i += count)
                Put(ref target, i, TPredicate.Test(Vector512.LoadUnsafe(ref a, (nuint)i), constant));
        }
        else
        {
            for (var i = 0; i < whole; i += count)
                Put(ref target, i, TPredicate.Test(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i)));
        }

        return whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref byte bits, int row, Vector512<T> lanes)
    {
        ref var target = ref Unsafe.Add(ref bits, row >> 3);
        var mask = lanes.ExtractMostSignificantBits();
        switch (Vector512<T>.Count)
        {
            case 8:
                target = (byte)mask;
                break;
            case 16:
                Unsafe.WriteUnaligned(ref target, (ushort)mask);
                break;
            case 32:
                Unsafe.WriteUnaligned(ref target, (uint)mask);
                break;
            default:
                Unsafe.WriteUnaligned(ref target, mask);
                break;
        }
    }
}
