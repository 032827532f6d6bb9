using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>A batch as grouping sees it: the columns it reads, the keys' hashes, the weights.</summary>
internal sealed class GroupInput
{
    private readonly Vector?[] _columns;
    private readonly Vector[] _keys;
    private ReadOnlyMemory<byte> _weights;
    private ReadOnlyMemory<byte> _hashes;
    private ReadOnlyMemory<byte> _panes;

    /// <param name="others">Columns that are read besides keys, arguments and filters.</param>
    public GroupInput(Schema schema, IReadOnlyList<int> keys, IReadOnlyList<AggregateCall> calls, params ReadOnlySpan<int> others)
    {
        _columns = new Vector?[schema.Count];
        foreach (var column in keys.Concat(calls.SelectMany(c => c.Arguments)).Concat(calls.Select(c => c.Filter)).Concat(others.ToArray()).Where(c => c >= 0))
            _columns[column] ??= new Vector(schema[column].Type);
        _keys = [.. keys.Select(k => this[k])];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<Vector> Keys => _keys;

    /// <summary>Of the keys.</summary>
    public ReadOnlySpan<ulong> Hashes => MemoryMarshal.Cast<byte, ulong>(_hashes.Span);

    /// <summary>One per row, or empty if all are +1.</summary>
    public ReadOnlySpan<long> Weights => MemoryMarshal.Cast<byte, long>(_weights.Span);

    /// <summary>The pane of each row where there are windows, else empty.</summary>
    public ReadOnlySpan<long> Panes => MemoryMarshal.Cast<byte, long>(_panes.Span);

    /// <summary>A column that was asked for.</summary>
    public Vector this[int column] => _columns[column] ?? throw new System.Diagnostics.UnreachableException("a column that grouping does not read");

    public void Load(ChangeBatch batch, BatchArena arena)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i]?.Load(batch.Columns[i], arena);
        (Count, _weights, _panes) = (batch.Count, batch.WeightMemory, default);
        var hashes = arena.Allocate(Count * sizeof(ulong));
        RowHash.Compute(_keys, MemoryMarshal.Cast<byte, ulong>(hashes.Span), arena);
        _hashes = hashes;
    }

    /// <summary>Room for the pane of each row, which the caller fills.</summary>
    public Span<long> AllocatePanes(BatchArena arena)
    {
        var panes = arena.Allocate(Count * sizeof(long));
        _panes = panes;
        return MemoryMarshal.Cast<byte, long>(panes.Span);
    }

    /// <summary>The rows for which a FILTER column is true, as a bitmap; empty for all.</summary>
    /// <param name="filter">A column, or -1 for all.</param>
    public ReadOnlySpan<byte> Mask(int filter, BatchArena arena) => filter < 0 ? [] : Selection.Bits(this[filter], arena).Span;

    /// <summary>The rows for which a filter is true and none of the arguments is NULL, as a bitmap.</summary>
    public Span<byte> Present(int filter, IReadOnlyList<int> arguments, BatchArena arena)
    {
        var present = arena.TakeBits(Count, true);
        if (filter >= 0)
            Mask(filter, arena)[..present.Length].CopyTo(present);
        foreach (var argument in arguments)
        {
            if (this[argument].HasNulls)
                Bitmap.And(present, this[argument].Validity.Span, present, Count);
        }

        return present;
    }
}
