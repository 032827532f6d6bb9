using System.Buffers;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions;

namespace StreamSql.Engine.Results;

/// <summary>A result's values as people read them: as CAST(value AS STRING) gives them, in the session's zone, exact for every type.
/// Binary values are shown as <c>x'01ff'</c>: they need not be text.</summary>
/// <remarks>Not thread-safe; valid as long as its query.</remarks>
public sealed class ResultText
{
    private readonly BatchArena _arena = new();
    private readonly EvaluationContext _context;
    private readonly Column[] _columns;

    internal ResultText(Schema schema, TimeZoneInfo zone)
    {
        _context = new EvaluationContext(_arena, zone);
        _columns = [.. Enumerable.Range(0, schema.Count).Where(i => !schema[i].Hidden).Select(i => new Column(i, schema[i].Type))];
    }

    /// <summary>The rows of a batch: a text per column, <see langword="null"/> for NULL.</summary>
    public IReadOnlyList<string?[]> Rows(ResultBatch batch)
    {
        var rows = new string?[batch.Count][];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = new string?[_columns.Length];
        for (var c = 0; c < _columns.Length; c++)
        {
            var mark = _arena.Mark();
            _columns[c].Read(batch.Changes, c, rows, _context);
            _arena.Release(mark);
        }

        return rows;
    }

    /// <param name="index">In the batch.</param>
    private sealed class Column(int index, SqlType type)
    {
        private static readonly SqlType Text = SqlType.String;

        private readonly Vector _value = new(type);
        private readonly Vector _text = new(Text);
        private readonly ArrayBufferWriter<byte> _scratch = new();

        // Bytes are no text for CAST, which would refuse those that are not UTF-8.
        private readonly ScalarKernel? _cast = HasBytes(type) ? null : BuiltinFunctions.Instance.ResolveCast(type, Text, safe: false)?.CreateKernel();

        public void Read(ChangeBatch batch, int target, string?[][] rows, EvaluationContext context)
        {
            var column = batch.Columns[index];
            _value.Load(column, context.Arena);
            if (_cast is not null)
            {
                _text.Reset(batch.Count, constant: false);
                _cast.Evaluate([_value], _text, context);
                for (var row = 0; row < rows.Length; row++)
                    rows[row][target] = _text.IsNull(row) ? null : Encoding.UTF8.GetString(_text.Bytes(row));
                return;
            }

            for (var row = 0; row < rows.Length; row++)
                rows[row][target] = column.IsNull(row) ? null : type.IsBinary() ? $"x'{Convert.ToHexStringLower(_value.Bytes(row))}'" : Printed(batch, row);
        }

        private string Printed(ChangeBatch batch, int row)
        {
            _scratch.ResetWrittenCount();
            ChangeText.AppendValue(_scratch, type, batch.Columns[index], row);
            return Encoding.UTF8.GetString(_scratch.WrittenSpan);
        }

        private static bool HasBytes(SqlType type) => type switch
        {
            SqlType.Array t => HasBytes(t.Element),
            SqlType.Multiset t => HasBytes(t.Element),
            SqlType.Map t => HasBytes(t.Key) || HasBytes(t.Value),
            SqlType.Row t => t.Fields.Any(f => HasBytes(f.Type)),
            _ => type.IsBinary(),
        };
    }
}
