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
    private readonly Registers _whole;
    private readonly Registers _block;
    private Registers _at;
    private int _start;
    private ReadOnlyMemory<byte> _weights;
    private ReadOnlyMemory<byte> _hashes;
    private ReadOnlyMemory<byte> _panes;

    /// <param name="others">Columns that are read besides keys, arguments and filters.</param>
    public GroupInput(Schema schema, IReadOnlyList<int> keys, IReadOnlyList<AggregateCall> calls, params ReadOnlySpan<int> others)
    {
        int[] read =
        [
            .. keys.Concat(calls.SelectMany(c => c.Arguments)).Concat(calls.Select(c => c.Filter)).Concat(others.ToArray()).Where(c => c >= 0).Distinct(),
        ];
        (_whole, _block) = (new Registers(schema, read, keys), new Registers(schema, read, keys));
        _at = _whole;
    }

    public int Count { get; private set; }

    public ReadOnlySpan<Vector> Keys => _at.Keys;

    /// <summary>Of the keys.</summary>
    public ReadOnlySpan<ulong> Hashes => MemoryMarshal.Cast<byte, ulong>(_hashes.Span).Slice(_start, Count);

    /// <summary>One per row, or empty if all are +1.</summary>
    public ReadOnlySpan<long> Weights => _weights.IsEmpty ? [] : MemoryMarshal.Cast<byte, long>(_weights.Span).Slice(_start, Count);

    /// <summary>The pane of each row where there are windows, else empty.</summary>
    public ReadOnlySpan<long> Panes => _panes.IsEmpty ? [] : MemoryMarshal.Cast<byte, long>(_panes.Span).Slice(_start, Count);

    /// <summary>A column that was asked for.</summary>
    public Vector this[int column] =>
        _at.Columns[column] ?? throw new System.Diagnostics.UnreachableException("a column that grouping does not read");

    public void Load(ChangeBatch batch, BatchArena arena)
    {
        foreach (var column in _whole.Read)
            _whole.Columns[column]!.Load(batch.Columns[column], arena);
        (_at, _start, Count, _weights, _panes) = (_whole, 0, batch.Count, batch.WeightMemory, default);
        var hashes = arena.Allocate(Count * sizeof(ulong));
        RowHash.Compute(_whole.Keys, MemoryMarshal.Cast<byte, ulong>(hashes.Span), arena);
        _hashes = hashes;
    }

    /// <summary>From now on only some consecutive rows of the batch are to be seen.</summary>
    /// <param name="start">A multiple of 64.</param>
    public void ShowRows(int start, int count)
    {
        foreach (var column in _whole.Read)
            _block.Columns[column]!.ShareRows(_whole.Columns[column]!, start, count);
        (_at, _start, Count) = (_block, start, count);
    }

    /// <summary>All rows of the batch are to be seen again.</summary>
    /// <param name="count">How many that is.</param>
    public void ShowAll(int count) => (_at, _start, Count) = (_whole, 0, count);

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

    /// <summary>A register for each column that is read.</summary>
    private sealed class Registers
    {
        public Registers(Schema schema, int[] read, IReadOnlyList<int> keys)
        {
            Read = read;
            Columns = new Vector?[schema.Count];
            foreach (var column in read)
                Columns[column] = new Vector(schema[column].Type);
            Keys = [.. keys.Select(k => Columns[k]!)];
        }

        /// <summary>The columns that are read, each once.</summary>
        public int[] Read { get; }

        /// <summary>By column of the input.</summary>
        public Vector?[] Columns { get; }

        public Vector[] Keys { get; }
    }
}
