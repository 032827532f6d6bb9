using System.Globalization;
using System.Text;
using StreamSql.Cli.Printing;

namespace StreamSql.Cli.Input;

/// <summary>Reads statements of one or several lines from a terminal with editing and history: arrows, Home, End, Ctrl-A E U K W L, and
/// Up, Down, Ctrl-P, Ctrl-N for what was typed before.</summary>
internal sealed class StatementEditor(InputHistory history) : IStatementInput
{
    private const string Prompt = "streamsql> ";
    private const string Continuation = "        -> ";

    private readonly EditedText _text = new();

    // The entry that is shown, and whether nothing has been done to it yet: then Up and Down go on from entry to entry.
    private int _entry;
    private bool _isRecalled;
    private string _draft = "";

    // The terminal's line that the cursor is in, counted from the first that is drawn.
    private int _cursorRow;

    /// <returns><see langword="null"/> at Ctrl-D where nothing is typed.</returns>
    public string? Read()
    {
        _text.Set("");
        _entry = history.Count;
        _isRecalled = false;
        _cursorRow = 0;
        Draw();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter && IStatementInput.IsWhole(_text.ToString()))
            {
                Leave("");
                history.Add(_text.ToString());
                return _text.ToString();
            }

            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _text.Length == 0)
            {
                Leave("");
                return null;
            }

            if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
            {
                Leave("^C");
                throw new OperationCanceledException();
            }

            Apply(key);
            // What is pasted is drawn when all of it is there.
            if (!Console.KeyAvailable)
                Draw();
        }
    }

    private void Apply(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.UpArrow } when _isRecalled || _text.Position.Line == 0:
            case { Key: ConsoleKey.P, Modifiers: ConsoleModifiers.Control }:
                Recall(_entry - 1);
                return;
            case { Key: ConsoleKey.DownArrow } when _isRecalled || _text.IsInLastLine:
            case { Key: ConsoleKey.N, Modifiers: ConsoleModifiers.Control }:
                Recall(_entry + 1);
                return;
        }

        _isRecalled = false;
        Edit(key);
    }

    private void Edit(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.Enter }:
                _text.Insert('\n');
                break;
            case { Key: ConsoleKey.LeftArrow } or { Key: ConsoleKey.B, Modifiers: ConsoleModifiers.Control }:
                _text.Left();
                break;
            case { Key: ConsoleKey.RightArrow } or { Key: ConsoleKey.F, Modifiers: ConsoleModifiers.Control }:
                _text.Right();
                break;
            case { Key: ConsoleKey.UpArrow }:
                _text.Up();
                break;
            case { Key: ConsoleKey.DownArrow }:
                _text.Down();
                break;
            case { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }:
                _text.ToLineStart();
                break;
            case { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }:
                _text.ToLineEnd();
                break;
            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                _text.CutToLineStart();
                break;
            case { Key: ConsoleKey.K, Modifiers: ConsoleModifiers.Control }:
                _text.CutToLineEnd();
                break;
            case { Key: ConsoleKey.W, Modifiers: ConsoleModifiers.Control }:
                _text.CutWord();
                break;
            case { Key: ConsoleKey.L, Modifiers: ConsoleModifiers.Control }:
                Console.Clear();
                _cursorRow = 0;
                break;
            case { Key: ConsoleKey.Backspace }:
                _text.CutLeft();
                break;
            case { Key: ConsoleKey.Delete } or { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control }:
                _text.CutRight();
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    _text.Insert(key.KeyChar);
                break;
        }
    }

    private void Recall(int entry)
    {
        if (entry < 0 || entry > history.Count)
            return;
        if (_entry == history.Count)
            _draft = _text.ToString();
        _entry = entry;
        _isRecalled = true;
        _text.Set(entry == history.Count ? _draft : history[entry]);
    }

    // What scrolls away can be read whole.
    private void Leave(string last)
    {
        var output = new StringBuilder("\r");
        Move(output, _cursorRow, 'A');
        output.Append("\u001b[J").Append(Prompt).Append(_text.ToString().Replace("\n", "\r\n" + Continuation, StringComparison.Ordinal)).Append(last);
        Console.WriteLine(output);
    }

    // A text with more lines than the terminal, or a line that is longer, is shown around the cursor.
    private void Draw()
    {
        var lines = _text.ToString().Split('\n');
        var (line, column) = _text.Position;
        var count = Math.Min(lines.Length, Math.Max(1, Console.WindowHeight - 1));
        var top = Math.Clamp(line - count / 2, 0, lines.Length - count);
        var room = Math.Max(10, Console.WindowWidth - Prompt.Length - 1);
        var hidden = HiddenLeft(lines[line], column, room);

        var output = new StringBuilder("\r");
        Move(output, _cursorRow, 'A');
        for (var i = top; i < top + count; i++)
        {
            var from = i == line ? hidden : 0;
            output.Append(i > top ? "\r\n" : "").Append(i == 0 ? Prompt : Continuation).Append(Fitting(lines[i], from, room)).Append("\u001b[K");
        }

        output.Append("\u001b[J\r");
        _cursorRow = line - top;
        Move(output, count - 1 - _cursorRow, 'A');
        Move(output, Prompt.Length + TextTable.Width(lines[line][hidden..column]), 'C');
        Console.Write(output);
    }

    /// <summary>How much of a line to leave out on the left, so that the cursor is in sight.</summary>
    private static int HiddenLeft(string line, int column, int room)
    {
        var from = column;
        for (var width = 0; from > 0; from--)
        {
            width += TextTable.Width(line[(from - 1)..from]);
            if (width >= room)
                break;
        }

        return from;
    }

    private static string Fitting(string line, int from, int room)
    {
        var to = from;
        for (var width = 0; to < line.Length; to++)
        {
            width += TextTable.Width(line[to..(to + 1)]);
            if (width > room)
                break;
        }

        return line[from..to];
    }

    private static void Move(StringBuilder output, int by, char direction)
    {
        if (by > 0)
            output.Append(CultureInfo.InvariantCulture, $"\u001b[{by}{direction}");
    }
}
