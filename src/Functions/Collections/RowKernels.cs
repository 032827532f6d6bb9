using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Collections;

/// <summary>ROW(…): the arguments' columns side by side.</summary>
internal sealed class RowOf : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var length = result.StoredLength;
        var fields = new ArrayData[arguments.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            var stored = arguments[i].StoredData();
            fields[i] = stored.Length == length ? stored : Repeat(stored, length, context.Arena);
        }

        result.SetNested(ArrowArrayFactory.BuildArray(new ArrayData(result.Type.ToArrow(), length, 0, 0, [ArrowBuffer.Empty], fields)));
    }

    private static ArrayData Repeat(ArrayData constant, int length, BatchArena arena)
    {
        var rows = MemoryMarshal.Cast<byte, int>(arena.AllocateZeroed(length * sizeof(int)).Span);
        return ArrayGather.Rows(constant, rows, outer: false, arena);
    }
}

/// <summary><c>row.field</c>: the field's column as it is, unless rows are NULL whose fields are not.</summary>
internal sealed class FieldOf(int index) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var row = arguments[0];
        var data = row.StoredData();
        var field = data.Children[index].Slice(data.Offset, data.Length);
        if (!row.HasNulls)
        {
            ChosenRows.Load(field, result, context.Arena);
            return;
        }

        var rows = MemoryMarshal.Cast<byte, int>(context.Arena.Allocate(field.Length * sizeof(int)).Span);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = row.IsNull(i) ? -1 : i;
        ChosenRows.Load(field, rows, result, context.Arena);
    }
}
