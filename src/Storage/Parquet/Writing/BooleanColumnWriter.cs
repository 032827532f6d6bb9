using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>A bit per value, as Arrow has it.</summary>
internal sealed class BooleanColumnWriter(ColumnNode.Leaf leaf, ParquetWriterOptions options) : ColumnWriter(leaf, options)
{
    private readonly OutputBuffer _bits = new();
    private int _count;
    private bool _anyFalse;
    private bool _anyTrue;

    protected override long CollectedBytes => _bits.Length;

    public override void Dispose()
    {
        base.Dispose();
        _bits.Dispose();
    }

    protected override void AppendRange(ArrayData array, int start, int count)
    {
        var before = _count;
        Bits.Copy(array.Buffers[1].Span, start, Extend(count), before, count);
    }

    protected override void AppendGathered(ArrayData array, ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
            return;
        var source = array.Buffers[1].Span;
        var before = _count;
        var target = Extend(indices.Length);
        for (var i = 0; i < indices.Length; i++)
            Bitmap.Set(target, before + i, Bitmap.Get(source, indices[i]));
    }

    protected override (PageEncoding Encoding, Statistics Statistics) EncodePage(OutputBuffer page, long nulls)
    {
        var ones = Bitmap.CountOnes(_bits.Written, _count);
        var (anyFalse, anyTrue) = (ones < _count, ones > 0);
        _anyFalse |= anyFalse;
        _anyTrue |= anyTrue;
        page.Append(_bits.Written);
        _bits.Clear();
        _count = 0;
        return (PageEncoding.Plain, ToStatistics(nulls, anyFalse, anyTrue));
    }

    protected override int EncodeDictionary(OutputBuffer page) => 0;

    protected override Statistics ChunkStatistics(long nulls) => ToStatistics(nulls, _anyFalse, _anyTrue);

    protected override void ResetChunk() => (_anyFalse, _anyTrue) = (false, false);

    private static Statistics ToStatistics(long nulls, bool anyFalse, bool anyTrue) =>
        anyFalse || anyTrue
            ? new Statistics(nulls, [anyFalse ? (byte)0 : (byte)1], [anyTrue ? (byte)1 : (byte)0])
            : new Statistics(nulls, null, null);

    private Span<byte> Extend(int count)
    {
        _count += count;
        var more = (_count + 7) / 8 - _bits.Length;
        _bits.Reserve(more)[..more].Clear();
        _bits.Advance(more);
        return _bits.Array.AsSpan(0, _bits.Length);
    }
}
