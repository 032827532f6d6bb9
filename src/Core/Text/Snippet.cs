using System.Globalization;
using System.Text;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Core.Text;

/// <summary>Shows a diagnostic with the line it is about and carets under the whole offending text.</summary>
public static class Snippet
{
    private const int MaxWidth = 120;

    public static string Render(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        var severity = diagnostic.Severity == Severity.Warning ? "warning" : "error";
        text.Append(CultureInfo.InvariantCulture, $"{severity}[{diagnostic.Code}]: {diagnostic.Message}\n");
        if (diagnostic is { Source: { } source, Span.IsNone: false })
            AppendLine(text, source, diagnostic.Span, diagnostic.Hint);
        else if (diagnostic.Hint is { } hint)
            text.Append(CultureInfo.InvariantCulture, $"  = {hint}\n");
        if (diagnostic.DataLocation is { } location)
            text.Append(CultureInfo.InvariantCulture, $" --> {location}\n");
        foreach (var note in diagnostic.Notes)
            text.Append(CultureInfo.InvariantCulture, $"  = {note}\n");
        foreach (var place in diagnostic.Related)
            text.Append(CultureInfo.InvariantCulture, $"  = {place.Message}{At(place)}\n");
        return text.ToString();
    }

    private static string At(RelatedPlace place)
    {
        if (place.Source is not { } source)
            return "";
        var (line, column) = source.Locate(place.Span.Start);
        return string.Create(CultureInfo.InvariantCulture, $": {source.Name}:{line}:{column}");
    }

    private static void AppendLine(StringBuilder text, SourceText source, TextSpan span, string? hint)
    {
        var (line, column) = source.Locate(span.Start);
        var content = source.Line(line).Replace('\t', ' ');
        var start = column - 1;
        var length = Math.Clamp(span.Length, 1, Math.Max(1, content.Length - start));

        // A long line is cut around the caret, so that the caret is always in sight.
        if (content.Length > MaxWidth)
        {
            var from = Math.Clamp(start - MaxWidth / 3, 0, content.Length - MaxWidth);
            content = content.Substring(from, MaxWidth);
            start -= from;
            length = Math.Clamp(length, 1, Math.Max(1, MaxWidth - start));
        }

        var gutter = line.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', gutter.Length);
        text.Append(CultureInfo.InvariantCulture, $"{margin}--> {source.Name}:{line}:{column}\n");
        text.Append(CultureInfo.InvariantCulture, $"{gutter} | {content}\n");
        text.Append(CultureInfo.InvariantCulture, $"{margin} | {new string(' ', start)}{new string('^', length)}");
        text.Append(hint is null ? "\n" : $" {hint}\n");
    }
}
