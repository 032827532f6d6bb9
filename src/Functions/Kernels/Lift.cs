using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>What all operations on single rows say of themselves.</summary>
internal interface IRowOperation
{
    /// <summary>Whether some values raise an error.</summary>
    static virtual bool CanFail => false;

    /// <summary>Whether it is called for rows with a NULL argument as well and reads validity itself.</summary>
    static virtual bool SeesNulls => false;
}

/// <summary>A function of a row's one argument.</summary>
internal interface IOperation<TA, TSink> : IRowOperation
    where TA : allows ref struct
    where TSink : allows ref struct
{
    /// <summary>Puts the result of a row into the sink; <see langword="false"/> means NULL.</summary>
    bool Invoke(in TA a, int row, ref TSink sink);
}

/// <summary>A function of a row's two arguments.</summary>
internal interface IOperation<TA, TB, TSink> : IRowOperation
    where TA : allows ref struct
    where TB : allows ref struct
    where TSink : allows ref struct
{
    /// <inheritdoc cref="IOperation{TA, TSink}.Invoke"/>
    bool Invoke(in TA a, in TB b, int row, ref TSink sink);
}

/// <summary>A function of a row's three arguments.</summary>
internal interface IOperation<TA, TB, TC, TSink> : IRowOperation
    where TA : allows ref struct
    where TB : allows ref struct
    where TC : allows ref struct
    where TSink : allows ref struct
{
    /// <inheritdoc cref="IOperation{TA, TSink}.Invoke"/>
    bool Invoke(in TA a, in TB b, in TC c, int row, ref TSink sink);
}

/// <summary>Runs an operation over the rows that have no NULL argument.</summary>
internal sealed class Lift<TOperation, TA, TSink>(TOperation operation = default) : ScalarKernel
    where TOperation : struct, IOperation<TA, TSink>
    where TA : struct, IReader<TA>, allows ref struct
    where TSink : struct, ISink<TSink>, allows ref struct
{
    public override bool CanFail => TOperation.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments, result, context.Arena, TOperation.SeesNulls);
        var a = TA.Open(arguments[0]);
        var sink = TSink.Open(result, arguments, context.Arena);
        var op = operation;
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (rows.IsNull(row) || !op.Invoke(in a, row, ref sink))
                rows.MakeNull(row, ref sink);
        }

        sink.Close();
    }
}

/// <summary>Runs an operation over the rows that have no NULL argument.</summary>
internal sealed class Lift<TOperation, TA, TB, TSink>(TOperation operation = default) : ScalarKernel
    where TOperation : struct, IOperation<TA, TB, TSink>
    where TA : struct, IReader<TA>, allows ref struct
    where TB : struct, IReader<TB>, allows ref struct
    where TSink : struct, ISink<TSink>, allows ref struct
{
    public override bool CanFail => TOperation.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments, result, context.Arena, TOperation.SeesNulls);
        var a = TA.Open(arguments[0]);
        var b = TB.Open(arguments[1]);
        var sink = TSink.Open(result, arguments, context.Arena);
        var op = operation;
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (rows.IsNull(row) || !op.Invoke(in a, in b, row, ref sink))
                rows.MakeNull(row, ref sink);
        }

        sink.Close();
    }
}

/// <summary>Runs an operation over the rows that have no NULL argument.</summary>
internal sealed class Lift<TOperation, TA, TB, TC, TSink>(TOperation operation = default) : ScalarKernel
    where TOperation : struct, IOperation<TA, TB, TC, TSink>
    where TA : struct, IReader<TA>, allows ref struct
    where TB : struct, IReader<TB>, allows ref struct
    where TC : struct, IReader<TC>, allows ref struct
    where TSink : struct, ISink<TSink>, allows ref struct
{
    public override bool CanFail => TOperation.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments, result, context.Arena, TOperation.SeesNulls);
        var a = TA.Open(arguments[0]);
        var b = TB.Open(arguments[1]);
        var c = TC.Open(arguments[2]);
        var sink = TSink.Open(result, arguments, context.Arena);
        var op = operation;
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (rows.IsNull(row) || !op.Invoke(in a, in b, in c, row, ref sink))
                rows.MakeNull(row, ref sink);
        }

        sink.Close();
    }
}

/// <summary>Which rows of a result are NULL: at first where an argument is, then also where the operation says so.</summary>
internal ref struct LiftedRows
{
    private readonly Vector _result;
    private readonly BatchArena _arena;
    private readonly ReadOnlySpan<byte> _inherited;
    private Span<byte> _own;

    public LiftedRows(ReadOnlySpan<Vector> arguments, Vector result, BatchArena arena, bool seesNulls)
    {
        (_result, _arena) = (result, arena);
        if (!seesNulls)
            Validity.Combine(arguments, result, arena);
        _inherited = result.Validity.Span;
    }

    public readonly bool IsNull(int row) => !_inherited.IsEmpty && !Bitmap.Get(_inherited, row);

    public void MakeNull<TSink>(int row, ref TSink sink)
        where TSink : struct, ISink<TSink>, allows ref struct
    {
        sink.Skip(row);
        MakeNull(row);
    }

    public void MakeNull(int row)
    {
        if (IsNull(row))
            return;
        if (_own.IsEmpty)
            _own = Validity.Own(_result, _arena);
        Bitmap.Set(_own, row, false);
    }
}
