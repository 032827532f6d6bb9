using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>What runs operations on arrays: they see the rows whose arguments other than single elements are not NULL.</summary>
internal abstract class ArrayCallKernel(ArrayShape shape) : ScalarKernel
{
    private readonly ElementPool _pool = new(shape.Element);
    private readonly ElementSet _set = new();

    /// <summary>Loads the arguments and says which rows of the result are NULL.</summary>
    protected ArrayCall Open(ReadOnlySpan<Vector> arguments, Vector result, BatchArena arena)
    {
        ArrayNulls.Combine(arguments, shape, result, arena);
        _pool.Load(arguments[..(shape.Lists + shape.Elements)], shape.Lists, arena);
        return new ArrayCall(_pool, _set, arguments, arena);
    }
}

/// <summary>Runs an operation that yields an ARRAY.</summary>
internal sealed class ArrayKernel<TOperation>(ArrayShape shape) : ArrayCallKernel(shape)
    where TOperation : struct, IArrayOperation
{
    private readonly ElementList _chosen = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var arena = context.Arena;
        var call = Open(arguments, result, arena);
        _chosen.Clear();
        var offsets = new ListOffsets(result, arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row))
            {
                call.Set.Clear();
                default(TOperation).Invoke(in call, row, _chosen);
            }

            offsets.End(row, _chosen.Count);
        }

        offsets.Close(ArrayGather.Rows(call.Pool.Data, _chosen.Items, outer: false, arena));
    }
}

/// <summary>Runs an operation that yields a number.</summary>
internal sealed class ArrayNumberKernel<TOperation>(ArrayShape shape) : ArrayCallKernel(shape)
    where TOperation : struct, IElementOperation<int>
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var call = Open(arguments, result, context.Arena);
        var values = result.AllocateValues<int>(context.Arena);
        for (var row = 0; row < values.Length; row++)
            values[row] = result.IsNull(row) ? 0 : default(TOperation).Invoke(in call, row);
    }
}

/// <summary>Runs an operation that yields a truth value.</summary>
internal sealed class ArrayTestKernel<TOperation>(ArrayShape shape) : ArrayCallKernel(shape)
    where TOperation : struct, IElementOperation<bool>
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var call = Open(arguments, result, context.Arena);
        var sink = BitSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row))
                sink.Set(row, default(TOperation).Invoke(in call, row));
        }
    }
}

/// <summary>Runs an operation that yields one of the elements, by its number, or -1 for NULL.</summary>
internal sealed class ArrayElementKernel<TOperation>(ArrayShape shape) : ArrayCallKernel(shape)
    where TOperation : struct, IElementOperation<int>
{
    public override bool CanFail => TOperation.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var arena = context.Arena;
        var call = Open(arguments, result, arena);
        var rows = MemoryMarshal.Cast<byte, int>(arena.Allocate(result.StoredLength * sizeof(int)).Span);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = result.IsNull(row) ? -1 : default(TOperation).Invoke(in call, row);
        ChosenRows.Load(call.Pool.Data, rows, result, arena);
    }
}
