namespace StreamSql.Core.Text;

/// <summary>A stretch of a <see cref="SourceText"/>.</summary>
/// <param name="Start">0-based position in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>No place in the text: what the engine made up itself.</summary>
    public static readonly TextSpan None = new(-1, 0);

    public int End => Start + Length;

    public bool IsNone => Start < 0;

    /// <summary>The smallest span that covers both; a span that is none does not count.</summary>
    public static TextSpan Cover(TextSpan first, TextSpan last)
    {
        if (first.IsNone)
            return last;
        if (last.IsNone)
            return first;
        var start = Math.Min(first.Start, last.Start);
        return new TextSpan(start, Math.Max(first.End, last.End) - start);
    }
}
