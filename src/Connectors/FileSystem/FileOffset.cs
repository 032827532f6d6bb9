using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StreamSql.Connectors.FileSystem;

/// <summary>How far one file has been read.</summary>
/// <param name="Path">From the table's root directory, with forward slashes.</param>
/// <param name="Bytes">Before the next record; of a packed file, unpacked.</param>
/// <param name="Lines">Line breaks before the next record.</param>
/// <param name="Check">Stands for the content around the position, see <see cref="SourceFile.Check"/>.</param>
/// <param name="Open">Whether more was known to follow.</param>
/// <param name="Size">The file's size when it was listed; 0 unless a column shows it.</param>
/// <param name="Modified">When it was written last, in milliseconds since 1970; 0 unless a column shows it.</param>
internal sealed record FilePosition(string Path, long Bytes, long Lines, uint Check, bool Open, long Size, long Modified);

/// <summary>How far a table's files have been read, in the order in which they were begun.</summary>
/// <remarks><c>{"files":[{"path":"a.json","bytes":120,"lines":3,"check":"0a1b2c3d"},{…,"open":true}]}</c></remarks>
internal sealed class FileOffset
{
    private readonly Dictionary<string, int> _byPath;

    public FileOffset(IReadOnlyList<FilePosition> files)
    {
        Files = files;
        _byPath = new Dictionary<string, int>(files.Count);
        for (var i = 0; i < files.Count; i++)
            _byPath.Add(files[i].Path, i);
    }

    public static FileOffset Start { get; } = new([]);

    public IReadOnlyList<FilePosition> Files { get; }

    public FilePosition? Find(string path) => _byPath.TryGetValue(path, out var index) ? Files[index] : null;

    /// <summary>The place in <see cref="Files"/>, or -1.</summary>
    public int IndexOf(string path) => _byPath.GetValueOrDefault(path, -1);

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach (var file in Files)
                Write(json, file);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">It is something else (SS6101).</exception>
    public static FileOffset Parse(string json, string table)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new FileOffset([.. document.RootElement.GetProperty("files").EnumerateArray().Select(Read)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw FileErrors.MalformedOffset(table, json, e);
        }
    }

    private static void Write(Utf8JsonWriter json, FilePosition file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteNumber("lines", file.Lines);
        json.WriteString("check", file.Check.ToString("x8", null));
        if (file.Open)
            json.WriteBoolean("open", true);
        if (file.Size != 0)
            json.WriteNumber("size", file.Size);
        if (file.Modified != 0)
            json.WriteNumber("modified", file.Modified);
        json.WriteEndObject();
    }

    private static FilePosition Read(JsonElement file) => new(
        file.GetProperty("path").GetString()!,
        file.GetProperty("bytes").GetInt64(),
        file.GetProperty("lines").GetInt64(),
        Convert.ToUInt32(file.GetProperty("check").GetString(), 16),
        file.TryGetProperty("open", out var open) && open.GetBoolean(),
        file.TryGetProperty("size", out var size) ? size.GetInt64() : 0,
        file.TryGetProperty("modified", out var modified) ? modified.GetInt64() : 0);
}
