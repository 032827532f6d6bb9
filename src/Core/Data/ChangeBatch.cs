using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Types;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Core.Data;

/// <summary>Changes to a relation: Arrow columns and a signed multiplicity per row (a Z-set in arrival order).</summary>
/// <remarks>At most <see cref="MaxRows"/> rows between operators. Valid only during the call that hands it over: columns may lie in
/// a <see cref="BatchArena"/> that is about to be reused, so whoever keeps values copies them.</remarks>
public sealed class ChangeBatch
{
    /// <summary>The most rows that operators hand each other at once: larger arrays of int64 would go to the large-object heap.</summary>
    public const int MaxRows = 8192;

    private readonly ReadOnlyMemory<byte> _weights;

    /// <param name="schema">One field per column.</param>
    /// <param name="columns">All of <paramref name="count"/> rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="weights">The bytes of one int64 weight per row, never 0; empty when every weight is +1.</param>
    public ChangeBatch(Schema schema, IArrowArray[] columns, int count, ReadOnlyMemory<byte> weights = default)
    {
        System.Diagnostics.Debug.Assert(columns.Length == schema.Count, "one column per field");
        System.Diagnostics.Debug.Assert(weights.IsEmpty || weights.Length == count * sizeof(long), "one weight per row");
        (Schema, Columns, Count, _weights) = (schema, columns, count, weights);
    }

    public Schema Schema { get; }

    public IArrowArray[] Columns { get; }

    public int Count { get; }

    /// <summary>Whether every weight is +1: the fast paths ask this and nothing else.</summary>
    public bool IsInsertOnly => _weights.IsEmpty;

    /// <summary>One per row, or empty when every weight is +1.</summary>
    public ReadOnlySpan<long> Weights => MemoryMarshal.Cast<byte, long>(_weights.Span);

    /// <summary>The bytes of <see cref="Weights"/>, to hand on.</summary>
    public ReadOnlyMemory<byte> WeightMemory => _weights;

    public long WeightOf(int row) => _weights.IsEmpty ? 1 : Weights[row];

    /// <summary>The same rows under another schema and with other columns.</summary>
    public ChangeBatch With(Schema schema, IArrowArray[] columns) => new(schema, columns, Count, _weights);

    /// <summary>Some consecutive rows, over the same memory.</summary>
    public ChangeBatch Slice(int start, int count)
    {
        var columns = new IArrowArray[Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ArrowArrayFactory.Slice(Columns[i], start, count);
        return new ChangeBatch(Schema, columns, count, _weights.IsEmpty ? default : _weights.Slice(start * sizeof(long), count * sizeof(long)));
    }

    /// <summary>The columns for Arrow's tools, without the weights; over the same memory.</summary>
    public RecordBatch ToRecordBatch() => new(Schema.Arrow, Columns, Count);
}
