using System.Text;

namespace StreamSql.Cli.Input;

/// <summary>A text of one or several lines with a cursor in it.</summary>
internal sealed class EditedText
{
    private readonly StringBuilder _text = new();

    /// <summary>In UTF-16 units, from 0 to the length of the text; never inside a surrogate pair.</summary>
    public int Cursor { get; private set; }

    public int Length => _text.Length;

    /// <summary>The cursor's line and its place in it, both 0-based.</summary>
    public (int Line, int Column) Position
    {
        get
        {
            var before = _text.ToString(0, Cursor);
            return (before.Count(c => c == '\n'), Cursor - LineStart(Cursor));
        }
    }

    public bool IsInLastLine => LineEnd(Cursor) == _text.Length;

    /// <summary>Puts another text in its place, the cursor at its end.</summary>
    public void Set(string text)
    {
        _text.Clear().Append(text);
        Cursor = text.Length;
    }

    public void Insert(char c) => _text.Insert(Cursor++, c);

    public void Left() => Cursor = Before(Cursor);

    public void Right() => Cursor = After(Cursor);

    public void ToLineStart() => Cursor = LineStart(Cursor);

    public void ToLineEnd() => Cursor = LineEnd(Cursor);

    /// <summary>To the same column of the line above, or to its end if it is shorter.</summary>
    public void Up()
    {
        var start = LineStart(Cursor);
        if (start > 0)
            Cursor = Math.Min(LineStart(start - 1) + Cursor - start, start - 1);
        AvoidPair();
    }

    /// <summary>To the same column of the line below, or to its end if it is shorter.</summary>
    public void Down()
    {
        var end = LineEnd(Cursor);
        if (end < _text.Length)
            Cursor = Math.Min(end + 1 + Cursor - LineStart(Cursor), LineEnd(end + 1));
        AvoidPair();
    }

    public void CutLeft() => Cut(Before(Cursor), Cursor);

    public void CutRight() => Cut(Cursor, After(Cursor));

    /// <summary>Cuts to the start of the line; from there, the break before it.</summary>
    public void CutToLineStart() => Cut(Cursor == LineStart(Cursor) ? Before(Cursor) : LineStart(Cursor), Cursor);

    /// <summary>Cuts to the end of the line; from there, the break after it.</summary>
    public void CutToLineEnd() => Cut(Cursor, Cursor == LineEnd(Cursor) ? After(Cursor) : LineEnd(Cursor));

    public void CutWord()
    {
        var start = Cursor;
        while (start > 0 && char.IsWhiteSpace(_text[start - 1]))
            start--;
        while (start > 0 && !char.IsWhiteSpace(_text[start - 1]))
            start--;
        Cut(start, Cursor);
    }

    public override string ToString() => _text.ToString();

    private void Cut(int from, int to)
    {
        _text.Remove(from, to - from);
        Cursor = from;
    }

    private int LineStart(int position)
    {
        while (position > 0 && _text[position - 1] != '\n')
            position--;
        return position;
    }

    private int LineEnd(int position)
    {
        while (position < _text.Length && _text[position] != '\n')
            position++;
        return position;
    }

    private int Before(int position) => Math.Max(0, position - (position > 1 && char.IsLowSurrogate(_text[position - 1]) ? 2 : 1));

    private int After(int position) => Math.Min(_text.Length, position + (position + 1 < _text.Length && char.IsHighSurrogate(_text[position]) ? 2 : 1));

    private void AvoidPair()
    {
        if (Cursor > 0 && Cursor < _text.Length && char.IsLowSurrogate(_text[Cursor]))
            Cursor--;
    }
}
