namespace StreamSql.Functions.Times;

/// <summary>Reads offsets from UTC.</summary>
internal static class OffsetText
{
    /// <summary>Cuts <c>Z</c>, <c>+08</c>, <c>+0800</c> or <c>+08:00</c> off the start of a text.</summary>
    /// <param name="seconds">Ahead of UTC.</param>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text is [(byte)'Z', ..])
        {
            text = text[1..];
            return true;
        }

        if (text is not [(byte)'+' or (byte)'-', ..] || !TryPair(text[1..], out var hours))
            return false;
        var rest = text[3..];
        if (!TryPair(rest is [(byte)':', ..] ? rest[1..] : rest, out var minutes))
            minutes = 0;
        else
            rest = rest[(rest[0] == ':' ? 3 : 2)..];
        seconds = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        text = rest;
        return true;
    }

    private static bool TryPair(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length < 2 || !char.IsAsciiDigit((char)text[0]) || !char.IsAsciiDigit((char)text[1]))
            return false;
        value = ((text[0] - '0') * 10) + text[1] - '0';
        return true;
    }
}
