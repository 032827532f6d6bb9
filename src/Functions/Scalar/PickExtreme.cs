using System.Numerics;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;
using Vector = StreamSql.Core.Data.Vector;

namespace StreamSql.Functions.Scalar;

/// <summary>Whether a value comes before another.</summary>
internal interface IOrder<T>
{
    static abstract bool IsBefore(T a, T b);
}

internal readonly struct NumberOrder<T> : IOrder<T> where T : INumber<T>
{
    public static bool IsBefore(T a, T b) => a < b;
}

/// <summary>NaN after all numbers.</summary>
internal readonly struct FloatOrder<T> : IOrder<T> where T : IFloatingPointIeee754<T>
{
    public static bool IsBefore(T a, T b) => a < b || (T.IsNaN(b) && !T.IsNaN(a));
}

/// <summary>GREATEST and LEAST of values of a fixed width: one argument after the other.</summary>
internal sealed class PickExtreme<T, TOrder>(bool greatest) : ScalarKernel
    where T : unmanaged
    where TOrder : IOrder<T>
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var best = result.AllocateValues<T>(context.Arena);
        var first = new Fixed<T>(arguments[0]);
        for (var row = 0; row < best.Length; row++)
            best[row] = first[row];
        foreach (var argument in arguments[1..])
        {
            var values = new Fixed<T>(argument);
            for (var row = 0; row < best.Length; row++)
            {
                var value = values[row];
                best[row] = (greatest ? TOrder.IsBefore(best[row], value) : TOrder.IsBefore(value, best[row])) ? value : best[row];
            }
        }
    }
}

/// <summary>The greatest of truth values is their disjunction, the least their conjunction.</summary>
internal sealed class PickExtremeBit(bool greatest) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var bits = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(result.AllocateBits(context.Arena));
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitWords.At(arguments[0], i);
            foreach (var argument in arguments[1..])
                bits[i] = greatest ? bits[i] | BitWords.At(argument, i) : bits[i] & BitWords.At(argument, i);
        }
    }
}

/// <summary>GREATEST and LEAST of texts or bytes.</summary>
internal sealed class PickExtremeText(bool greatest) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (result.IsNull(row))
                sink.Skip(row);
            else
                sink.Set(row, Pick(arguments, row));
        }

        sink.Close();
    }

    private ReadOnlySpan<byte> Pick(ReadOnlySpan<Vector> arguments, int row)
    {
        ReadOnlySpan<byte> best = default;
        for (var i = 0; i < arguments.Length; i++)
        {
            var text = arguments[i].Bytes(arguments[i].IsConstant ? 0 : row);
            if (i == 0 || (greatest ? text.SequenceCompareTo(best) > 0 : text.SequenceCompareTo(best) < 0))
                best = text;
        }

        return best;
    }
}
