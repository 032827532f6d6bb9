using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Core.Data;

/// <summary>Collects rows at the edges of the engine: append a value to every column, then <see cref="EndRow"/>.</summary>
public sealed class ChangeBatchBuilder : IDisposable
{
    private readonly GrowableBuffer _weights = new();
    private bool _retracts;

    public ChangeBatchBuilder(Schema schema)
    {
        Schema = schema;
        Columns = [.. schema.Select(f => ColumnBuilder.For(f.Type))];
    }

    public Schema Schema { get; }

    public IReadOnlyList<ColumnBuilder> Columns { get; }

    /// <summary>Complete rows.</summary>
    public int Count { get; private set; }

    /// <param name="weight">+1 for a row that is added, -1 for one that is taken away.</param>
    public void EndRow(long weight = 1)
    {
        if (weight != 1 || _retracts)
            AppendWeight(weight);
        Count++;
    }

    /// <summary>Ends so many inserted rows, whose columns are complete.</summary>
    public void EndRows(int count)
    {
        for (var i = 0; i < count && _retracts; i++)
            _weights.Append(1L);
        Count += count;
    }

    // Until the first retraction there are no weights.
    private void AppendWeight(long weight)
    {
        if (!_retracts)
        {
            _weights.Clear();
            for (var i = 0; i < Count; i++)
                _weights.Append(1L);
            _retracts = true;
        }

        _weights.Append(weight);
    }

    /// <summary>Drops the values appended since the last complete row, when it turns out to be malformed.</summary>
    public void AbandonRow() => Truncate(Count);

    /// <summary>Drops all rows after the first <paramref name="count"/>, when a record of several turns out to be malformed.</summary>
    public void Truncate(int count)
    {
        foreach (var column in Columns)
            column.Truncate(count);
        _weights.Truncate(count * sizeof(long));
        Count = count;
    }

    /// <summary>The rows so far over this builder's memory, valid until the next append or <see cref="Clear"/>.</summary>
    public ChangeBatch Build() => new(
        Schema,
        [.. Columns.Select(c => c.Build())],
        Count,
        _retracts ? _weights.Written : default);

    /// <summary>Starts the next batch in the same memory.</summary>
    public void Clear()
    {
        foreach (var column in Columns)
            column.Clear();
        _weights.Clear();
        (Count, _retracts) = (0, false);
    }

    public void Dispose()
    {
        foreach (var column in Columns)
            column.Dispose();
        ((IDisposable)_weights).Dispose();
    }
}
