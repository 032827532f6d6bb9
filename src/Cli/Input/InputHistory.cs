using System.Text.RegularExpressions;

namespace StreamSql.Cli.Input;

/// <summary>What was run at the prompt, statement by statement, kept in a file that its owner alone can read. What holds a secret is
/// forgotten with the process.</summary>
/// <remarks>A line of the file is an entry; a line break in an entry is the control character 1 there, as in psql's history.</remarks>
internal sealed partial class InputHistory
{
    private const int MaxEntries = 1000;
    private const char LineBreak = '\u0001';

    private readonly string? _path;
    private readonly List<string> _entries = [];

    /// <param name="path">The file, or <see langword="null"/> to keep nothing beyond the process.</param>
    public InputHistory(string? path)
    {
        _path = path;
        try
        {
            if (path is not null && File.Exists(path))
                _entries.AddRange(File.ReadLines(path).TakeLast(MaxEntries).Select(l => l.Replace(LineBreak, '\n')));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A prompt without its history is still a prompt.
            _path = null;
        }
    }

    public int Count => _entries.Count;

    /// <param name="index">0 is the oldest.</param>
    public string this[int index] => _entries[index];

    /// <summary><c>~/.streamsql_history</c></summary>
    public static string? DefaultPath =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".streamsql_history") : null;

    /// <summary>Adds what was run, unless it is what was run before it.</summary>
    public void Add(string text)
    {
        text = text.Trim();
        if (text.Length == 0 || (_entries.Count > 0 && _entries[^1] == text))
            return;
        _entries.Add(text);
        if (_path is null || Secret().IsMatch(text))
            return;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(_path, options);
            writer.WriteLine(text.Replace('\n', LineBreak));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    [GeneratedRegex("pass(word)?|secret|token|credential|jaas|api.?key|private|basic\\.auth", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
