using System.Text;

namespace StreamSql.Cli;

/// <summary>Reads lines from a terminal with editing and history: arrows, Home, End, Ctrl-A E U K W L, Up and Down.</summary>
/// <remarks>Where stdin is no terminal it reads plain lines.</remarks>
internal sealed class LineEditor(InputHistory history)
{
    private readonly StringBuilder _line = new();
    private int _cursor;
    private int _historyIndex;
    private string _draft = "";

    /// <summary>The next line, or <see langword="null"/> at the end of input (Ctrl-D on an empty line).</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C: the line is dropped.</exception>
    public string? Read(string prompt)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine();
        _line.Clear();
        _cursor = 0;
        _historyIndex = history.Count;
        Show(prompt);
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                Console.WriteLine();
                return _line.ToString();
            }

            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _line.Length == 0)
            {
                Console.WriteLine();
                return null;
            }

            if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
            {
                Console.WriteLine("^C");
                throw new OperationCanceledException();
            }

            Apply(key);
            Show(prompt);
        }
    }

    private void Apply(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.LeftArrow } or { Key: ConsoleKey.B, Modifiers: ConsoleModifiers.Control }:
                _cursor = Math.Max(0, _cursor - 1);
                break;
            case { Key: ConsoleKey.RightArrow } or { Key: ConsoleKey.F, Modifiers: ConsoleModifiers.Control }:
                _cursor = Math.Min(_line.Length, _cursor + 1);
                break;
            case { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }:
                _cursor = 0;
                break;
            case { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }:
                _cursor = _line.Length;
                break;
            case { Key: ConsoleKey.UpArrow }:
                Recall(_historyIndex - 1);
                break;
            case { Key: ConsoleKey.DownArrow }:
                Recall(_historyIndex + 1);
                break;
            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                Cut(0, _cursor);
                break;
            case { Key: ConsoleKey.K, Modifiers: ConsoleModifiers.Control }:
                Cut(_cursor, _line.Length);
                break;
            case { Key: ConsoleKey.W, Modifiers: ConsoleModifiers.Control }:
                Cut(WordStart(), _cursor);
                break;
            case { Key: ConsoleKey.L, Modifiers: ConsoleModifiers.Control }:
                Console.Clear();
                break;
            case { Key: ConsoleKey.Backspace }:
                Cut(Math.Max(0, _cursor - 1), _cursor);
                break;
            case { Key: ConsoleKey.Delete }:
                Cut(_cursor, Math.Min(_line.Length, _cursor + 1));
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    _line.Insert(_cursor++, key.KeyChar);
                break;
        }
    }

    private void Recall(int index)
    {
        if (index < 0 || index > history.Count)
            return;
        if (_historyIndex == history.Count)
            _draft = _line.ToString();
        _historyIndex = index;
        _line.Clear().Append(index == history.Count ? _draft : history[index]);
        _cursor = _line.Length;
    }

    private void Cut(int from, int to)
    {
        _line.Remove(from, to - from);
        _cursor = from;
    }

    private int WordStart()
    {
        var start = _cursor;
        while (start > 0 && _line[start - 1] == ' ')
            start--;
        while (start > 0 && _line[start - 1] != ' ')
            start--;
        return start;
    }

    // A line longer than the terminal is shown around the cursor.
    private void Show(string prompt)
    {
        var room = Math.Max(10, Console.WindowWidth - prompt.Length - 1);
        var from = Math.Max(0, _cursor - room + 1);
        var shown = _line.ToString(from, Math.Min(room, _line.Length - from));
        Console.Write("\r" + prompt + shown + "\u001b[K");
        Console.Write("\r\u001b[" + (prompt.Length + _cursor - from).ToString(System.Globalization.CultureInfo.InvariantCulture) + "C");
    }
}
