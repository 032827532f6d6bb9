using System.Text.RegularExpressions;

namespace StreamSql.Cli;

/// <summary>What was typed at the prompt, kept in a file that its owner alone can read. Lines with a secret are not kept.</summary>
internal sealed partial class InputHistory
{
    private const int MaxLines = 1000;

    private readonly string? _path;
    private readonly List<string> _lines = [];

    /// <param name="path">The file, or <see langword="null"/> to keep nothing beyond the process.</param>
    public InputHistory(string? path)
    {
        _path = path;
        try
        {
            if (path is not null && File.Exists(path))
                _lines.AddRange(File.ReadLines(path).TakeLast(MaxLines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A prompt without its history is still a prompt.
            _path = null;
        }
    }

    public int Count => _lines.Count;

    public string this[int index] => _lines[index];

    /// <summary><c>~/.streamsql_history</c></summary>
    public static string? DefaultPath =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".streamsql_history") : null;

    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || (_lines.Count > 0 && _lines[^1] == line) || Secret().IsMatch(line))
            return;
        _lines.Add(line);
        if (_path is null)
            return;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(_path, options);
            writer.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    [GeneratedRegex("pass(word)?|secret|token|credential|jaas|api.?key|private|basic\\.auth", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
