using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Benchmarks.InMemory;

/// <summary>A table in memory whose columns are all 64 bits wide and without NULLs: as spans for hand-written code, as batches for the engine.</summary>
internal sealed class LongTable
{
    private readonly Dictionary<string, byte[]> _columns;

    /// <param name="rows">Of every column.</param>
    /// <param name="names">Of the columns, as the script declares them.</param>
    public LongTable(int rows, params string[] names)
    {
        Rows = rows;
        _columns = names.ToDictionary(n => n, _ => GC.AllocateUninitializedArray<byte>(checked(rows * sizeof(long)), pinned: true));
    }

    public int Rows { get; }

    public int Batches => (Rows + ChangeBatch.MaxRows - 1) / ChangeBatch.MaxRows;

    public Span<long> this[string column] => MemoryMarshal.Cast<byte, long>(_columns[column].AsSpan());

    /// <summary>The table as batches of the most rows that there may be.</summary>
    /// <param name="fields">The columns that are read, in the types that the script declares.</param>
    public ChangeBatch[] ToBatches(IReadOnlyList<Field> fields)
    {
        var schema = new Schema(fields);
        var batches = new ChangeBatch[Batches];
        for (var b = 0; b < batches.Length; b++)
        {
            var start = b * ChangeBatch.MaxRows;
            var count = Math.Min(ChangeBatch.MaxRows, Rows - start);
            batches[b] = new ChangeBatch(schema, [.. fields.Select(f => Slice(f, start, count))], count);
        }

        return batches;
    }

    private IArrowArray Slice(Field field, int start, int count)
    {
        var values = new ArrowBuffer(_columns[field.Name].AsMemory(start * sizeof(long), count * sizeof(long)));
        return ArrowArrayFactory.BuildArray(new ArrayData(field.Type.ToArrow(), count, 0, 0, [ArrowBuffer.Empty, values]));
    }
}
