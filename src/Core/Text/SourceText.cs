namespace StreamSql.Core.Text;

/// <summary>A script as it was read: its text, the name to show for it, and where its lines start.</summary>
/// <param name="Name">What errors call it: a path as the user gave it, <c>&lt;command line&gt;</c> or <c>&lt;prompt&gt;</c>.</param>
/// <param name="Text">The whole text, in UTF-16.</param>
public sealed record SourceText(string Name, string Text)
{
    private int[]? _lineStarts;

    /// <summary>The line and column of a position, both 1-based; columns count UTF-16 units.</summary>
    /// <param name="position">0-based, at most the length of the text.</param>
    public (int Line, int Column) Locate(int position)
    {
        var starts = LineStarts;
        var index = Array.BinarySearch(starts, Math.Clamp(position, 0, Text.Length));
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, position - starts[line] + 1);
    }

    /// <summary>A line's text without its line break.</summary>
    /// <param name="line">1-based.</param>
    public string Line(int line)
    {
        var start = LineStarts[line - 1];
        var end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                starts.Add(i + 1);
        }

        return [.. starts];
    }
}
