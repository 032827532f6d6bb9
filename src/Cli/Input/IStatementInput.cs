using StreamSql.Engine;

namespace StreamSql.Cli.Input;

/// <summary>Where the prompt's statements come from.</summary>
internal interface IStatementInput
{
    /// <summary>The next text that can be run: whole statements, a dot command or nothing; <see langword="null"/> at the end of input.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C: what was typed is dropped.</exception>
    string? Read();

    /// <summary>Whether Enter runs the text, or begins a further line of it.</summary>
    static bool IsWhole(string text) => string.IsNullOrWhiteSpace(text) || IsCommand(text) || ScriptChecker.IsComplete(text);

    /// <summary>Whether the text is a dot command, which has one line.</summary>
    static bool IsCommand(string text) => text.AsSpan().TrimStart().StartsWith(".");
}
