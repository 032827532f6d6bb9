using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.Formats;

/// <summary>CSV written by us and read by Python, and the other way round.</summary>
public sealed class CsvPeerTests : IDisposable
{
    private const int Rounds = 12;

    private static readonly string[] Texts =
        ["", " ", "a", "a b ", "größer", "𝄞", "say \"x\"", "\"", "\"\"", ",", ";", "|", "'", "it's", "a,b", "line\nbreak", "\n", "back\\slash", "\\", "#no comment", "1,5", "tab\t", "NULL"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [ToolFact("python3")]
    public void Python_reads_the_rows_that_we_write()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var (rows, dialect, options) = Case(random, escapes: true);
            using var batch = new ChangeBatchBuilder(SchemaOf(rows[0].Length));
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                    Columns.Append(batch.Columns[i], row[i]);
                batch.EndRow();
            }

            var path = _directory["ours.csv"];
            File.WriteAllText(path, Text.Encode("csv", batch.Build(), options));
            var read = JsonSerializer.Deserialize<string[][]>(Python("read", path, dialect))!;
            Assert.True(rows.Select(Show).SequenceEqual(read.Select(Show)), $"seed {seed}, {dialect}: {string.Join(" / ", read.Select(Show))}, not {string.Join(" / ", rows.Select(Show))}");
        }
    }

    [ToolFact("python3")]
    public void We_read_the_rows_that_Python_writes()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            // With an escape character older versions of Python write what they cannot read themselves.
            var (rows, dialect, options) = Case(random, escapes: false);
            dialect = dialect.Replace("}", $", \"quoting\": \"{(random.Next(2) == 0 ? "all" : "minimal")}\", \"lineterminator\": \"{(random.Next(2) == 0 ? "\\n" : "\\r\\n")}\"}}", StringComparison.Ordinal);
            var (path, given) = (_directory["theirs.csv"], _directory["rows.json"]);
            File.WriteAllText(given, JsonSerializer.Serialize(rows));
            Python("write", path, dialect, given);
            var read = Read(File.ReadAllBytes(path), rows[0].Length, options);
            Assert.True(rows.Select(Show).SequenceEqual(read), $"seed {seed}, {dialect}: {string.Join(" / ", read)}, not {string.Join(" / ", rows.Select(Show))}");
        }
    }

    private static (string[][] Rows, string Dialect, (string, string)[] Options) Case(Random random, bool escapes)
    {
        var columns = random.Next(1, 5);
        var delimiter = ",;|\t#"[random.Next(5)];
        var quote = "\"'"[random.Next(2)];
        var escape = escapes && random.Next(2) == 0;
        var rows = Enumerable.Range(0, random.Next(1, 60)).Select(_ => Enumerable.Range(0, columns).Select(_ => Value(random)).ToArray()).ToArray();
        var dialect = $"{{\"delimiter\": {JsonSerializer.Serialize(delimiter.ToString())}, \"quotechar\": {JsonSerializer.Serialize(quote.ToString())}{(escape ? ", \"escapechar\": \"\\\\\"" : "")}}}";
        List<(string, string)> options = [("csv.field-delimiter", delimiter.ToString()), ("csv.quote-character", quote.ToString())];
        if (escape)
            options.Add(("csv.escape-character", "\\"));
        return (rows, dialect, [.. options]);
    }

    private static string Value(Random random) => random.Next(3) == 0
        ? string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Texts[random.Next(Texts.Length)]))
        : Texts[random.Next(Texts.Length)];

    private static List<string> Read(byte[] file, int columns, (string, string)[] options)
    {
        var schema = SchemaOf(columns);
        using var builder = new ChangeBatchBuilder(schema);
        using var decoder = Text.Decoder("csv", [.. schema.Select(f => new ConnectorColumn(f.Name, f.Type))], options, _ => Assert.Fail("skipped"));
        var ends = new RecordEnd[file.Length + 1];
        var start = 0;
        foreach (var end in ends[..decoder.FindRecords(file, atEnd: true, ends)])
        {
            decoder.Decode(file.AsSpan(start, end.Content - start), new RecordLocation("theirs.csv", 1, IsLine: true), builder);
            start = end.Next;
        }

        var batch = builder.Build();
        var values = batch.Columns.Select((c, i) => Columns.Values(c, batch.Schema[i].Type)).ToList();
        return [.. Enumerable.Range(0, batch.Count).Select(row => Show([.. values.Select(c => (string)c[row]!)]))];
    }

    private static Schema SchemaOf(int columns) =>
        new(Enumerable.Range(0, columns).Select(i => new Field("c" + i.ToString(CultureInfo.InvariantCulture), SqlType.String)));

    private static string Show(string[] row) => JsonSerializer.Serialize(row);

    private static string Python(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(NodePeer.Folder, "csv_peer.py"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaint.GetAwaiter().GetResult());
        return output;
    }
}
