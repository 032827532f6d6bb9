using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>Runs an operation that yields an ARRAY over the rows whose arguments other than single elements are not NULL.</summary>
internal sealed class ArrayKernel<TOperation>(ArrayShape shape) : ScalarKernel
    where TOperation : struct, IArrayOperation
{
    private readonly ElementPool _pool = new(shape.Element);
    private readonly ElementSet _set = new();
    private readonly ElementList _chosen = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var arena = context.Arena;
        ArrayNulls.Combine(arguments, shape, result, arena);
        _pool.Load(arguments[..(shape.Lists + shape.Elements)], shape.Lists, arena);
        _chosen.Clear();
        var call = new ArrayCall(_pool, _set, arguments, arena);
        var offsets = new ListOffsets(result, arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row))
            {
                _set.Clear();
                default(TOperation).Invoke(in call, row, _chosen);
            }

            offsets.End(row, _chosen.Count);
        }

        offsets.Close(ArrayGather.Rows(_pool.Data, _chosen.Items, outer: false, arena));
    }
}

/// <summary>Runs an operation that yields a number over the same rows.</summary>
internal sealed class ArrayNumberKernel<TOperation>(ArrayShape shape) : ScalarKernel
    where TOperation : struct, IElementOperation<int>
{
    private readonly ElementPool _pool = new(shape.Element);
    private readonly ElementSet _set = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        ArrayNulls.Combine(arguments, shape, result, context.Arena);
        _pool.Load(arguments[..(shape.Lists + shape.Elements)], shape.Lists, context.Arena);
        var call = new ArrayCall(_pool, _set, arguments, context.Arena);
        var values = result.AllocateValues<int>(context.Arena);
        for (var row = 0; row < values.Length; row++)
            values[row] = result.IsNull(row) ? 0 : default(TOperation).Invoke(in call, row);
    }
}

/// <summary>Runs an operation that yields a truth value over the same rows.</summary>
internal sealed class ArrayTestKernel<TOperation>(ArrayShape shape) : ScalarKernel
    where TOperation : struct, IElementOperation<bool>
{
    private readonly ElementPool _pool = new(shape.Element);
    private readonly ElementSet _set = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        ArrayNulls.Combine(arguments, shape, result, context.Arena);
        _pool.Load(arguments[..(shape.Lists + shape.Elements)], shape.Lists, context.Arena);
        var call = new ArrayCall(_pool, _set, arguments, context.Arena);
        var sink = BitSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row))
                sink.Set(row, default(TOperation).Invoke(in call, row));
        }
    }
}

/// <summary>Runs an operation that yields one of the elements, by its number, or -1 for NULL.</summary>
internal sealed class ArrayElementKernel<TOperation>(ArrayShape shape) : ScalarKernel
    where TOperation : struct, IElementOperation<int>
{
    private readonly ElementPool _pool = new(shape.Element);
    private readonly ElementSet _set = new();

    public override bool CanFail => TOperation.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var arena = context.Arena;
        ArrayNulls.Combine(arguments, shape, result, arena);
        _pool.Load(arguments[..(shape.Lists + shape.Elements)], shape.Lists, arena);
        var call = new ArrayCall(_pool, _set, arguments, arena);
        var rows = MemoryMarshal.Cast<byte, int>(arena.Allocate(result.StoredLength * sizeof(int)).Span);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = result.IsNull(row) ? -1 : default(TOperation).Invoke(in call, row);
        ChosenRows.Load(_pool.Data, rows, result, arena);
    }
}
