using Apache.Arrow;
using StreamSql.Core.Data;

namespace StreamSql.Engine.Results;

/// <summary>Some changed rows of a result as Arrow columns in managed memory; nothing needs to be disposed.</summary>
/// <param name="Changes">The rows; weights say which are taken back.</param>
/// <param name="Kinds">One per row, or empty when all are inserts.</param>
public sealed record ResultBatch(ChangeBatch Changes, ReadOnlyMemory<ChangeKind> Kinds)
{
    public int Count => Changes.Count;

    /// <summary>The columns for Arrow's tools.</summary>
    public RecordBatch Records => Changes.ToRecordBatch();

    /// <summary>The rows as .NET values.</summary>
    public IEnumerable<RowChange> Rows() => RowReader.Read(this);

    public ChangeKind KindOf(int row) => Kinds.IsEmpty ? ChangeKind.Insert : Kinds.Span[row];
}
