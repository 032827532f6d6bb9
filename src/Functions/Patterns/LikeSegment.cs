using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

/// <summary>A piece of a LIKE pattern between two <c>%</c>: characters that stand for themselves and <c>_</c>, which is any one character.</summary>
/// <param name="bytes">UTF-8, with a byte of no meaning for each <c>_</c>.</param>
/// <param name="any">Which bytes are a <c>_</c>; empty if none is.</param>
internal sealed class LikeSegment(byte[] bytes, bool[] any)
{
    private readonly int _characters = CountCharacters(bytes, any);

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Whether it stands for its bytes and nothing else.</summary>
    public bool IsLiteral => any.Length == 0;

    public bool IsEmpty => bytes.Length == 0;

    /// <summary>Where the segment ends if it begins at the position, or -1.</summary>
    public int MatchAt(ReadOnlySpan<byte> text, int position)
    {
        if (IsLiteral)
            return text[position..].StartsWith(bytes) ? position + bytes.Length : -1;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (position >= text.Length || (!any[i] && text[position] != bytes[i]))
                return -1;
            position = any[i] ? Utf8.Advance(text, position, 1, out _) : position + 1;
        }

        return position;
    }

    /// <summary>Where the segment must begin to end with the text.</summary>
    public int StartAtEnd(ReadOnlySpan<byte> text) =>
        IsLiteral ? Math.Max(0, text.Length - bytes.Length) : Utf8.AdvanceBack(text, _characters);

    /// <summary>Where the first occurrence at or after the position ends, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text, int position)
    {
        if (IsLiteral)
            return text[position..].IndexOf(bytes) is var found and >= 0 ? position + found + bytes.Length : -1;
        for (; position < text.Length; position = Utf8.Advance(text, position, 1, out _))
        {
            if (MatchAt(text, position) is var end and >= 0)
                return end;
        }

        return -1;
    }

    private static int CountCharacters(byte[] bytes, bool[] any)
    {
        var count = 0;
        for (var i = 0; i < bytes.Length; i++)
            count += (any.Length > 0 && any[i]) || !Utf8.IsContinuation(bytes[i]) ? 1 : 0;
        return count;
    }
}
