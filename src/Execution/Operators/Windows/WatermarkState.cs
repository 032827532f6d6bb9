using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.State;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators.Windows;

/// <summary>How far an operator has come in event time: which of its windows have fired.</summary>
/// <remarks>All shards are equally far. Each writes the watermark once for each of its key groups, so that whoever owns them next knows it.</remarks>
internal sealed class WatermarkState(int shard, int shards) : IStateTable
{
    private Timestamp _saved = Timestamp.MinValue;

    public string Name => "watermark";

    public Schema Schema { get; } = new(
        new Field("key_group", new SqlType.Integer { Nullable = false }), new Field("watermark", new SqlType.BigInt { Nullable = false }));

    public int KeyColumns => 1;

    public long RowCount => Value == Timestamp.MinValue ? 0 : Groups.Count();

    public long Bytes => 0;

    public bool HasMostlyChanged => Value != _saved;

    /// <summary>The watermark of the last micro-batch.</summary>
    public Timestamp Value { get; private set; } = Timestamp.MinValue;

    private IEnumerable<int> Groups => Enumerable.Range(0, KeyGroups.Count).Where(g => KeyGroups.ShardOf(g, shards) == shard);

    public void Advance(Timestamp watermark) => Value = Timestamp.Max(Value, watermark);

    public ISnapshotRows Snapshot(bool full)
    {
        var isNew = Value != Timestamp.MinValue && (full || Value != _saved);
        _saved = Value;
        return new Saved(Schema, isNew ? [.. Groups] : [], Value);
    }

    public void Restore(ChangeBatch rows, Func<int, bool> owns)
    {
        using var arena = new BatchArena();
        var (groups, watermarks) = (new Vector(Schema[0].Type), new Vector(Schema[1].Type));
        groups.Load(rows.Columns[0], arena);
        watermarks.Load(rows.Columns[1], arena);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.WeightOf(i) > 0 && owns(groups.Span<int>()[i]))
                Advance(new Timestamp(watermarks.Span<long>()[i]));
        }
    }

    public void CompleteRestore() => _saved = Value;

    public void Dispose()
    {
    }

    private sealed class Saved(Schema schema, int[] groups, Timestamp watermark) : ISnapshotRows
    {
        public int Count => groups.Length;

        public ChangeBatch Read(int start, int count, BatchArena arena)
        {
            var (numbers, watermarks) = (new Vector(schema[0].Type), new Vector(schema[1].Type));
            numbers.Reset(count, constant: false);
            groups.AsSpan(start, count).CopyTo(numbers.AllocateValues<int>(arena));
            watermarks.Reset(count, constant: false);
            watermarks.AllocateValues<long>(arena).Fill(watermark.Micros);
            return new ChangeBatch(schema, [numbers.ToArrow(arena), watermarks.ToArrow(arena)], count);
        }
    }
}
