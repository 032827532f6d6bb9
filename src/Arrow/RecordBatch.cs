using System.Buffers;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

/// <summary>Columns of one length under a schema.</summary>
public class RecordBatch : IDisposable
{
    private readonly List<IArrowArray> arrays;
    private readonly IMemoryOwner<byte>? owner;

    public RecordBatch(Schema schema, IEnumerable<IArrowArray> data, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        arrays = data?.ToList() ?? throw new ArgumentNullException(nameof(data));
        Schema = schema ?? throw new ArgumentNullException(nameof(schema));
        Length = length;
    }

    /// <param name="owner">Of the memory that the columns share; disposed with the batch.</param>
    internal RecordBatch(Schema schema, IMemoryOwner<byte>? owner, IEnumerable<IArrowArray> data, int length)
        : this(schema, data, length) => this.owner = owner;

    public Schema Schema { get; }

    public int ColumnCount => arrays.Count;

    public IEnumerable<IArrowArray> Arrays => arrays;

    /// <summary>In rows.</summary>
    public int Length { get; }

    public IArrowArray Column(int i) => arrays[i];

    public IArrowArray Column(string columnName) => Column(columnName, null);

    public IArrowArray Column(string columnName, IEqualityComparer<string>? comparer) =>
        arrays[Schema.GetFieldIndex(columnName, comparer)];

    public RecordBatch Clone(MemoryAllocator? allocator = default) =>
        new(Schema, arrays.Select(array => ArrowArrayFactory.BuildArray(array.Data.Clone(allocator))), Length);

    /// <summary>The same buffers seen through a window; what exceeds the end is cut off.</summary>
    public RecordBatch Slice(int offset, int length)
    {
        if (offset > Length)
        {
            throw new ArgumentException($"offset {offset} is beyond the length {Length}", nameof(offset));
        }

        length = Math.Min(Length - offset, length);
        return new RecordBatch(Schema, arrays.Select(array => ArrowArrayFactory.Slice(array, offset, length)), length);
    }

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            arrays.ForEach(array => array.Dispose());
            owner?.Dispose();
        }
    }

    public override string ToString() => $"{nameof(RecordBatch)}: {ColumnCount} columns by {Length} rows";
}
