using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.Formats.Json;

/// <summary>The parser against <see cref="JsonOracle"/> on random schemas and records.</summary>
public sealed class JsonDifferentialTests
{
    private const int Rounds = 250;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_parser_agrees_with_JsonDocument(int seed)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random((seed * 1_000_003) + round);
            var json = new RandomJson(random);
            var schema = json.Schema();
            var ignore = random.Next(2) == 0;
            Compare($"seed {seed}, round {round}", schema, ignore, failOnMissing: !ignore && random.Next(4) == 0, json.Records(schema, 12));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_record_cut_anywhere_is_what_JsonDocument_makes_of_it(int seed)
    {
        for (var round = 0; round < 10; round++)
        {
            var random = new Random((seed * 1_000_033) + round);
            var json = new RandomJson(random);
            var schema = json.Schema();
            var record = json.Records(schema, 1)[0];
            var cuts = Enumerable.Range(0, Math.Min(record.Length, 400) + 1).SelectMany(length => new[] { record, record[..Math.Min(length, record.Length)] });
            Compare($"seed {seed}, round {round}", schema, ignore: random.Next(2) == 0, failOnMissing: false, [.. cuts]);
        }
    }

    private static void Compare(string name, Schema schema, bool ignore, bool failOnMissing, List<byte[]> records)
    {
        var columns = schema.Select(f => new ConnectorColumn(f.Name, f.Type)).ToList();
        var skipped = new List<SkippedRow>();
        using var decoder = Text.Decoder(
            "json", columns, [("json.ignore-parse-errors", ignore ? "true" : "false"), ("json.fail-on-missing-field", failOnMissing ? "true" : "false")], skipped.Add);
        using var actual = new ChangeBatchBuilder(schema);
        using var expected = new ChangeBatchBuilder(schema);
        var oracle = new JsonOracle(schema, ignore, failOnMissing);
        var skips = 0;
        for (var i = 0; i < records.Count; i++)
        {
            var place = $"{name}, record {i}: {System.Text.Json.JsonSerializer.Serialize(Encoding.UTF8.GetString(records[i]))} as {string.Join(", ", schema.Select(f => $"{f.Name} {f.Type}"))}";
            var meaning = oracle.Read(records[i]);
            skips += meaning.Skipped;
            AppendRows(expected, meaning.Rows);
            var code = Decode(decoder, records[i], i, actual);
            Assert.True(meaning.Codes.Length == 0 ? code is null : meaning.Codes.Contains(code), $"{place}: {code ?? "no error"}, not {string.Join(" or ", meaning.Codes.DefaultIfEmpty("rows"))}");
            Assert.True(expected.Count == actual.Count, $"{place}: {actual.Count - expected.Count + meaning.Rows.Count} rows, not {meaning.Rows.Count}");
            Assert.True(skips == skipped.Count, $"{place}: {skipped.Count - skips + meaning.Skipped} skipped, not {meaning.Skipped}");
            if (code is null && meaning.Rows.Count > 0)
                Assert.True(Text.Lines(expected.Build())[^1] == Text.Lines(actual.Build())[^1], $"{place}: {Text.Lines(actual.Build())[^1]}, not {Text.Lines(expected.Build())[^1]}");
        }

        Assert.Equal(Text.Lines(expected.Build()), Text.Lines(actual.Build()));
    }

    /// <summary>The error's code, or null if there was none.</summary>
    private static string? Decode(IRowDecoder decoder, byte[] record, int line, ChangeBatchBuilder target)
    {
        // What follows in memory would complete a record that is cut.
        byte[] memory = [.. "[{\""u8, .. record, .. "\":1}]},\"a\":null}                                   "u8];
        try
        {
            decoder.Decode(memory.AsSpan(3, record.Length), new RecordLocation("in.txt", line + 1, IsLine: true), target);
            return null;
        }
        catch (SqlException e)
        {
            var column = int.Parse(e.Diagnostic.DataLocation!.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(column, 1, record.Length + 1);
            return e.Diagnostic.Code;
        }
    }

    private static void AppendRows(ChangeBatchBuilder target, List<object?[]> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                Columns.Append(target.Columns[i], row[i]);
            target.EndRow();
        }
    }
}
