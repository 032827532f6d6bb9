using System.Text;
using System.Text.Unicode;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.Formats;

/// <summary>Formats on any bytes at all: they end, they fail with what they are meant to fail with, and they are none the worse afterwards.</summary>
public sealed class FormatFuzzTests
{
    private const int Rounds = 1500;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly IReadOnlyList<ConnectorColumn> All = TestTable.Columns(
        ("i", new SqlType.Integer()), ("l", new SqlType.BigInt()), ("d", new SqlType.Double()), ("n", new SqlType.Decimal(20, 4)), ("b", new SqlType.Boolean()),
        ("t", new SqlType.Timestamp(3)), ("z", new SqlType.TimestampLtz(9)), ("y", new SqlType.Date()), ("s", SqlType.String), ("x", SqlType.Bytes),
        ("a", TypeText.Parse("ARRAY<STRING>")), ("r", TypeText.Parse("ROW<p INT, q STRING NOT NULL>")));

    private static readonly IReadOnlyList<ConnectorColumn> WithMaps = [.. All, .. TestTable.Columns(("m", TypeText.Parse("MAP<STRING, ARRAY<INT>>")))];

    public static TheoryData<string, string, int> Formats
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            for (var seed = 0; seed < 2; seed++)
            {
                foreach (var options in (string[])["", "json.ignore-parse-errors=true", "json.timestamp-format.standard=ISO-8601"])
                    data.Add("json", options, seed);
                foreach (var options in (string[])["", "changelog-json.ignore-parse-errors=true"])
                    data.Add("changelog-json", options, seed);
                foreach (var options in (string[])
                    [
                        "", "csv.ignore-parse-errors=true", "csv.disable-quote-character=true", "csv.escape-character=\\", "csv.allow-comments=true",
                        "csv.trim-spaces=true", "csv.null-literal=n/a", "csv.array-element-delimiter=", "csv.ignore-trailing-unmappable=true",
                        "csv.empty-string-as-null=true", "csv.field-delimiter=\"", "csv.field-delimiter=#",
                    ])
                {
                    data.Add("csv", options, seed);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Any_bytes_are_rows_or_an_error(string format, string options, int seed)
    {
        var columns = format == "csv" ? All : WithMaps;
        var seeds = Enumerable.Range(seed * Rounds, Rounds);
        var current = -1;
        var work = Task.Run(() =>
        {
            foreach (var round in seeds)
            {
                current = round;
                Decode(format, columns, Parse(options), round);
            }
        });
        try
        {
            await work.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"round {current} does not end");
        }
    }

    private static (string, string)[] Parse(string options) => options.Length == 0 ? [] : [(options[..options.IndexOf('=')], options[(options.IndexOf('=') + 1)..])];

    private static void Decode(string format, IReadOnlyList<ConnectorColumn> columns, (string, string)[] options, int round)
    {
        var random = new Random(round);
        var schema = new Schema(columns.Select(c => new Field(c.Name, c.Type)));
        var skipped = 0;
        using var decoder = Text.Decoder(format, columns, options, _ => skipped++);
        using var target = new ChangeBatchBuilder(schema);
        var file = Bytes(random, format);
        var place = $"round {round}: {Convert.ToBase64String(file)}";
        var start = 0;
        foreach (var end in Cuts(decoder, file, random, place))
        {
            var (rows, skips) = (target.Count, skipped);
            try
            {
                decoder.Decode(file.AsSpan(start, end.Content - start), new RecordLocation("in.txt", 1, IsLine: true), target);
            }
            catch (SqlException e)
            {
                Assert.True(e.Diagnostic.Code.StartsWith("SS51", StringComparison.Ordinal) && e.Diagnostic.DataLocation is not null, place);
                Assert.True(target.Count == rows, $"{place}: rows were left behind");
            }

            Assert.True(target.Columns.All(c => c.Length == target.Count), $"{place}: columns of different lengths");
            start = end.Next;
        }

        CheckTexts(target.Build(), place);
    }

    /// <summary>The ends of the records, found in one piece and in pieces: the same.</summary>
    private static List<RecordEnd> Cuts(IRowDecoder decoder, byte[] file, Random random, string place)
    {
        var ends = new RecordEnd[file.Length + 1];
        var whole = ends[..decoder.FindRecords(file, atEnd: true, ends)].ToList();
        Assert.True(whole.Count == 0 ? file.Length == 0 : whole[^1].Next == file.Length, $"{place}: the rest is no record");
        var pieces = new List<RecordEnd>();
        var (start, buffered) = (0, 0);
        while (buffered < file.Length || start < buffered)
        {
            buffered = Math.Min(file.Length, buffered + random.Next(1, 40));
            var room = new RecordEnd[random.Next(1, 4)];
            var found = decoder.FindRecords(file.AsSpan(start, buffered - start), buffered == file.Length, room);
            pieces.AddRange(room[..found].Select(e => new RecordEnd(e.Content + start, e.Next + start)));
            if (found > 0)
                start = pieces[^1].Next;
        }

        Assert.True(whole.SequenceEqual(pieces), $"{place}: records depend on how the file is read");
        return whole;
    }

    private static void CheckTexts(ChangeBatch batch, string place)
    {
        for (var i = 0; i < batch.Columns.Length; i++)
        {
            if (batch.Schema[i].Type is not SqlType.VarChar)
                continue;
            for (var row = 0; row < batch.Count; row++)
                Assert.True(batch.Columns[i].IsNull(row) || Utf8.IsValid(ColumnCopy.Bytes(batch.Columns[i], row)), $"{place}: a text is not UTF-8");
        }
    }

    private static byte[] Bytes(Random random, string format)
    {
        var bytes = new List<byte>();
        string[] pieces = format == "csv"
            ? ["\"", "\"\"", ",", ";", "\n", "\r\n", "\\", "#", " ", "1", "-1.5e3", "true", "2024-01-02 03:04:05", "é", "n/a", "1,2,3,4,true,2024-01-02 03:04:05,,2024-01-02,s,AQID,a;b,1;q\n"]
            :
            [
                "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u00e9", "\\ud83d", "null", "true", "12", "-1.5e3", " ", "\n", "é", "\"i\":1", "\"s\":\"x\"", "\"r\":{\"p\":1,\"q\":\"y\"}",
                "\"m\":{\"k\":[1,2]}", "\"a\":[\"z\"]", "\"t\":\"2024-01-02 03:04:05.123\"", "\"data\":{\"i\":1}", "\"op\":\"+I\"", "{\"data\":{\"i\":1},\"op\":\"-D\"}\n", "{\"i\":1,\"l\":2,\"s\":\"abc\"}\n",
            ];
        for (var i = random.Next(40); i > 0; i--)
        {
            if (random.Next(8) == 0)
                bytes.Add((byte)random.Next(256));
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
        }

        return [.. bytes];
    }
}
