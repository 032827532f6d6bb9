using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Collections;

/// <summary>Puts ARRAY and MAP results together: where each row's elements end, then all the elements.</summary>
internal readonly ref struct ListOffsets
{
    private readonly Vector _result;
    private readonly Memory<byte> _memory;
    private readonly Span<int> _offsets;

    /// <param name="result">Already reset; its validity is read when all rows are there.</param>
    public ListOffsets(Vector result, BatchArena arena)
    {
        _result = result;
        _memory = arena.Allocate((result.StoredLength + 1) * sizeof(int));
        _offsets = MemoryMarshal.Cast<byte, int>(_memory.Span);
        _offsets[0] = 0;
    }

    /// <summary>Ends a row's elements.</summary>
    /// <param name="end">How many elements all rows up to this one have.</param>
    public void End(int row, int end) => _offsets[row + 1] = end;

    /// <summary>Hands an ARRAY over.</summary>
    public void Close(ArrayData elements) => Build([elements]);

    /// <summary>Hands a MAP over.</summary>
    public void Close(ArrayData keys, ArrayData values)
    {
        var map = (Apache.Arrow.Types.MapType)_result.Type.ToArrow();
        Build([new ArrayData(map.Fields[0].DataType, keys.Length, 0, 0, [ArrowBuffer.Empty], [keys, values])]);
    }

    private void Build(ArrayData[] children)
    {
        var length = _result.StoredLength;
        var nulls = _result.HasNulls ? length - Bitmap.CountOnes(_result.Validity.Span, length) : 0;
        var validity = nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(_result.Validity);
        _result.SetNested(ArrowArrayFactory.BuildArray(
            new ArrayData(_result.Type.ToArrow(), length, nulls, 0, [validity, new ArrowBuffer(_memory)], children)));
    }
}
