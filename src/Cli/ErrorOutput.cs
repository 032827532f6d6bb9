using System.Text.Encodings.Web;
using System.Text.Json;
using StreamSql.Cli.Output;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Cli;

/// <summary>Shows failures and warnings on stderr.</summary>
internal static class ErrorOutput
{
    // Nothing here goes into HTML: quotes stay readable.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what happened and returns the exit code that says so.</summary>
    public static int Report(Exception failure)
    {
        Console.Out.Flush();
        StatusLine.Say(Describe(failure).TrimEnd('\n'));
        return ExitCode.Of(failure);
    }

    public static void Warn(Diagnostic warning) => StatusLine.Say(Snippet.Render(warning).TrimEnd('\n'));

    /// <summary>Each diagnostic as a JSON object on a line of its own.</summary>
    public static void WriteJson(IReadOnlyList<Diagnostic> diagnostics, TextWriter output)
    {
        foreach (var diagnostic in diagnostics)
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes, Json))
                Write(json, diagnostic);
            output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        }
    }

    private static string Describe(Exception failure) => failure switch
    {
        SqlException sql => sql.Render(),
        OutputClosedException => throw failure,
        OperationCanceledException => "interrupted\n",
        AggregateException { InnerException: { } inner } => Describe(inner),
        IOException io => $"error: {io.Message}\n",
        _ => $"error[SS9001]: this is a bug in StreamSQL, please report it\n{failure}\n",
    };

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.Severity == Severity.Warning ? "warning" : "error");
        json.WriteString("code", diagnostic.Code);
        json.WriteString("sqlState", diagnostic.SqlState);
        json.WriteString("message", diagnostic.Message);
        if (diagnostic.Hint is { } hint)
            json.WriteString("hint", hint);
        WritePosition(json, diagnostic.Source, diagnostic.Span);
        if (diagnostic.DataLocation is { } location)
            json.WriteString("location", location);
        WriteNotes(json, diagnostic);
        json.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        if (diagnostic.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (var note in diagnostic.Notes)
                json.WriteStringValue(note);
            json.WriteEndArray();
        }

        if (diagnostic.Related.Count == 0)
            return;
        json.WriteStartArray("related");
        foreach (var place in diagnostic.Related)
        {
            json.WriteStartObject();
            json.WriteString("message", place.Message);
            WritePosition(json, place.Source, place.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, SourceText? source, TextSpan span)
    {
        if (source is null || span.IsNone)
            return;
        var (line, column) = source.Locate(span.Start);
        json.WriteString("file", source.Name);
        json.WriteStartObject("position");
        json.WriteNumber("line", line);
        json.WriteNumber("column", column);
        json.WriteNumber("length", span.Length);
        json.WriteEndObject();
    }
}
