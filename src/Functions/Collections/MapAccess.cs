using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary><c>map[key]</c>: NULL if the key is not there.</summary>
internal sealed class MapLookup(SqlType key) : ScalarKernel
{
    private readonly ElementPool _keys = new(key);

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var arena = context.Arena;
        Validity.Combine(arguments[..1], result, arena);
        _keys.Load(arguments, 1, arena);
        var rows = MemoryMarshal.Cast<byte, int>(arena.Allocate(result.StoredLength * sizeof(int)).Span);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = result.IsNull(row) ? -1 : Find(row);
        var entries = arguments[0].StoredData().Children[0];
        ChosenRows.Load(entries.Children[1].Slice(entries.Offset, entries.Length), rows, result, arena);
    }

    private int Find(int row)
    {
        var (start, end) = _keys.Range(0, row);
        var wanted = _keys.Range(1, row).Start;
        for (var element = start; element < end; element++)
        {
            if (_keys.Same(element, wanted))
                return element;
        }

        return -1;
    }
}

/// <summary>MAP_KEYS, MAP_VALUES, MAP_ENTRIES: the map's own memory as an ARRAY.</summary>
internal sealed class MapPart(MapView view) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var map = arguments[0].StoredData();
        var entries = map.Children[0];
        var type = (Apache.Arrow.Types.ListType)result.Type.ToArrow();
        var elements = view == MapView.Entries
            ? new ArrayData(type.ValueDataType, entries.Length, 0, entries.Offset, [ArrowBuffer.Empty], entries.Children)
            : entries.Children[(int)view].Slice(entries.Offset, entries.Length);
        result.SetValidity(arguments[0].Validity);
        result.SetNested(ArrowArrayFactory.BuildArray(new ArrayData(type, map.Length, map.NullCount, map.Offset, map.Buffers, [elements])));
    }
}

/// <summary>A part of a MAP.</summary>
internal enum MapView
{
    Keys = 0,
    Values = 1,
    Entries,
}

/// <summary>CARDINALITY: the elements of an ARRAY, the entries of a MAP, the elements of a MULTISET with their repetitions.</summary>
internal sealed class Cardinality : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        result.SetValidity(arguments[0].Validity);
        var values = result.AllocateValues<int>(context.Arena);
        var data = arguments[0].StoredData();
        var offsets = MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span)[data.Offset..];
        for (var row = 0; row < values.Length; row++)
            values[row] = offsets[row + 1] - offsets[row];
        if (arguments[0].Type is SqlType.Multiset)
            CountRepetitions(data.Children[0], offsets, values);
    }

    private static void CountRepetitions(ArrayData entries, ReadOnlySpan<int> offsets, Span<int> values)
    {
        var counts = entries.Children[1];
        var repetitions = MemoryMarshal.Cast<byte, int>(counts.Buffers[1].Span)[(counts.Offset + entries.Offset)..];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = 0;
            for (var i = offsets[row]; i < offsets[row + 1]; i++)
                values[row] += repetitions[i];
        }
    }
}
