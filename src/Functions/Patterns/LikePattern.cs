using System.Text;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

/// <summary>A LIKE pattern, cut at its <c>%</c> once so that texts are matched as bytes.</summary>
internal sealed class LikePattern
{
    private readonly LikeSegment[] _segments;

    private LikePattern(LikeSegment[] segments) => _segments = segments;

    /// <param name="escape">One character, or empty: then every <c>%</c> and <c>_</c> is a wildcard.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The escape is not one character, or stands before one that needs none (SS5004).</exception>
    public static LikePattern Parse(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape, bool hasEscape)
    {
        if (hasEscape && Utf8.Count(escape) != 1)
            throw PatternErrors.InvalidEscapeCharacter("LIKE", escape);
        var segments = new List<LikeSegment>();
        var bytes = new List<byte>();
        var any = new List<bool>();
        for (var i = 0; i < pattern.Length;)
        {
            var isEscaped = hasEscape && pattern[i..].StartsWith(escape);
            if (isEscaped)
            {
                i += escape.Length;
                if (i == pattern.Length || !(pattern[i] is (byte)'%' or (byte)'_' || pattern[i..].StartsWith(escape)))
                    throw PatternErrors.InvalidEscapeSequence("LIKE", pattern, escape, "'%', '_' or itself");
            }

            if (!isEscaped && pattern[i] == '%')
            {
                segments.Add(Segment(bytes, any));
                i++;
                continue;
            }

            var isAny = !isEscaped && pattern[i] == '_';
            var end = Utf8.Advance(pattern, i, 1, out _);
            for (; i < end; i++)
            {
                bytes.Add(isAny ? (byte)0 : pattern[i]);
                any.Add(isAny);
            }
        }

        segments.Add(Segment(bytes, any));
        return new LikePattern([.. segments.Where((s, i) => !s.IsEmpty || i == 0 || i == segments.Count - 1)]);
    }

    public static LikePattern Parse(string pattern, string? escape) =>
        Parse(Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(escape ?? ""), escape is not null);

    /// <summary>The bytes that the text must be, begin with, end with or contain, if the pattern says just that.</summary>
    public (LikeForm Form, byte[] Bytes) Form => _segments switch
    {
        [{ IsLiteral: true } whole] => (LikeForm.Whole, whole.Bytes.ToArray()),
        [{ IsLiteral: true } start, { IsEmpty: true }] => (LikeForm.Start, start.Bytes.ToArray()),
        [{ IsEmpty: true }, { IsLiteral: true } end] => (LikeForm.End, end.Bytes.ToArray()),
        [{ IsEmpty: true }, { IsLiteral: true } part, { IsEmpty: true }] => (LikeForm.Part, part.Bytes.ToArray()),
        _ => (LikeForm.General, []),
    };

    public bool Matches(ReadOnlySpan<byte> text)
    {
        var position = _segments[0].MatchAt(text, 0);
        if (_segments.Length == 1 || position < 0)
            return position == text.Length;
        var last = _segments[^1];
        var end = last.StartAtEnd(text);
        if (end < position || last.MatchAt(text, end) != text.Length)
            return false;

        // The leftmost place for each segment leaves the most room for those behind it.
        foreach (var segment in _segments.AsSpan(1, _segments.Length - 2))
        {
            position = segment.Find(text[..end], position);
            if (position < 0)
                return false;
        }

        return true;
    }

    private static LikeSegment Segment(List<byte> bytes, List<bool> any)
    {
        var segment = new LikeSegment([.. bytes], any.Contains(true) ? [.. any] : []);
        bytes.Clear();
        any.Clear();
        return segment;
    }
}

/// <summary>What a LIKE pattern comes down to.</summary>
internal enum LikeForm
{
    Whole,
    Start,
    End,
    Part,
    General,
}
