using System.Buffers;
using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Tests;

/// <summary>Batches as lines of text, and records as batches.</summary>
internal static class Text
{
    /// <summary><c>+I[1, a]</c> per row; a retraction is <c>-D</c>.</summary>
    public static List<string> Lines(ChangeBatch batch)
    {
        var lines = new List<string>();
        for (var row = 0; row < batch.Count; row++)
        {
            var output = new ArrayBufferWriter<byte>();
            ChangeText.Append(output, batch, row, batch.WeightOf(row) > 0 ? ChangeKind.Insert : ChangeKind.Delete);
            lines.Add(Encoding.UTF8.GetString(output.WrittenSpan));
        }

        return lines;
    }

    /// <summary>What a format makes of records, one per text.</summary>
    public static List<string> Decode(
        string format, IReadOnlyList<ConnectorColumn> columns, (string Name, string Value)[] options, params string[] records)
    {
        var schema = new Schema(columns.Select(c => new Field(c.Name, c.Type)));
        using var builder = new ChangeBatchBuilder(schema);
        using var decoder = Decoder(format, columns, options, _ => { });
        for (var i = 0; i < records.Length; i++)
            decoder.Decode(Encoding.UTF8.GetBytes(records[i]), new RecordLocation("in.txt", i + 1, IsLine: true), builder);
        return Lines(builder.Build());
    }

    public static IRowDecoder Decoder(
        string format, IReadOnlyList<ConnectorColumn> columns, (string Name, string Value)[] options, Action<SkippedRow> skipped) =>
        BuiltinFormats.All.Single(f => f.Name == format).CreateDecoder("t", columns, Options(format, options), TestTable.Services(skipped));

    public static OptionValues Options(string format, params (string Name, string Value)[] options)
    {
        var known = BuiltinFormats.All.Single(f => f.Name == format).Options;
        var values = known.Where(o => o.Default is not null).ToDictionary(o => o.Name, o => o.Default!);
        foreach (var (name, value) in options)
            values[name] = OptionChecker.Normalize(known.Single(o => o.Matches(name)), value)!;
        return new OptionValues(values);
    }

    /// <summary>Rows as a format writes them, a record per line.</summary>
    public static string Encode(string format, ChangeBatch batch, (string Name, string Value)[] options, params ChangeKind[] kinds)
    {
        var columns = batch.Schema.Select(f => new ConnectorColumn(f.Name, f.Type)).ToList();
        var encoder = BuiltinFormats.All.Single(f => f.Name == format).CreateEncoder("t", columns, Options(format, options), TestTable.Services());
        var output = new ArrayBufferWriter<byte>();
        for (var row = 0; row < batch.Count; row++)
        {
            encoder.Encode(batch, row, kinds.Length == 0 ? ChangeKind.Insert : kinds[row], output);
            output.Write(encoder.Terminator);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
