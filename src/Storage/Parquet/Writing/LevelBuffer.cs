using StreamSql.Storage.Parquet.Encodings;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>The definition or repetition levels of the page being written.</summary>
/// <param name="maxLevel">0: there are no levels, and nothing is written.</param>
/// <param name="asBits">Whether the levels are just the validity of a column outside of any nesting.</param>
internal sealed class LevelBuffer(int maxLevel, bool asBits) : IDisposable
{
    private readonly OutputBuffer _levels = new();
    private int _count;
    private int _ones;

    public void Append(ReadOnlySpan<byte> levels)
    {
        if (maxLevel > 0)
            _levels.Append(levels);
        _count += levels.Length;
    }

    /// <summary>Appends levels that are all 1: values that are all there.</summary>
    public void AppendOnes(int count)
    {
        if (maxLevel > 0)
            Bits.Fill(Extend(count), _count, count, true);
        _count += count;
        _ones += count;
    }

    /// <param name="start">The first bit.</param>
    /// <param name="ones">How many of the bits are set.</param>
    public void AppendBits(ReadOnlySpan<byte> validity, int start, int count, int ones)
    {
        Bits.Copy(validity, start, Extend(count), _count, count);
        _count += count;
        _ones += ones;
    }

    /// <summary>As a version 1 page has them: the length in four bytes, then runs.</summary>
    public void Encode(OutputBuffer page)
    {
        if (maxLevel == 0)
            return;
        var start = page.Length;
        page.Append([0, 0, 0, 0]);
        if (!asBits)
            RleEncoder.Encode(_levels.Written, BitPacking.WidthOf((ulong)maxLevel), page);
        else if (_ones == _count || _ones == 0)
            RleEncoder.Run(_ones == 0 ? 0 : 1, _count, 1, page);
        else
            RleEncoder.Bits(_levels.Written, _count, page);
        page.PatchInt32(start, page.Length - start - sizeof(int));
    }

    public void Clear()
    {
        _levels.Clear();
        (_count, _ones) = (0, 0);
    }

    public void Dispose() => _levels.Dispose();

    /// <summary>The whole bitmap, with room for more bits.</summary>
    private Span<byte> Extend(int bits)
    {
        var bytes = (_count + bits + 7) / 8;
        var more = bytes - _levels.Length;
        if (more > 0)
        {
            _levels.Reserve(more);
            _levels.Advance(more);
        }

        return _levels.Array.AsSpan(0, bytes);
    }
}
