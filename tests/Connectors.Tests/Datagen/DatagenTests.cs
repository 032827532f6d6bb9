using System.Text.RegularExpressions;
using StreamSql.Connectors.Tests.FileSystem;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.Datagen;

public sealed class DatagenTests
{
    // A moment whose parts are all different.
    private readonly ManualClock _clock = new(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(678_901)) { MovesByWaiting = true };

    [Fact]
    public async Task Rows_come_as_fast_as_they_should()
    {
        await using var source = Open([("id", new SqlType.BigInt())], ("rows-per-second", "10"), ("fields.id.kind", "sequence"), ("fields.id.start", "1"), ("fields.id.end", "12"));
        var (rows, progress) = await SourceRun.Next(source, null);
        Assert.Empty(rows);
        _clock.Advance(TimeSpan.FromSeconds(0.35));
        (rows, progress) = await SourceRun.Next(source, progress.Offset);
        Assert.Equal(["+I[1]", "+I[2]", "+I[3]"], rows);
        Assert.False(progress.EndOfInput);
        (rows, progress) = await SourceRun.Next(source, progress.Offset);
        Assert.Empty(rows);
        _clock.Advance(TimeSpan.FromSeconds(10));
        (rows, progress) = await SourceRun.Next(source, progress.Offset, 5);
        Assert.Equal(["+I[4]", "+I[5]", "+I[6]", "+I[7]", "+I[8]"], rows);
        (rows, progress) = await SourceRun.Next(source, progress.Offset);
        Assert.Equal(["+I[9]", "+I[10]", "+I[11]", "+I[12]"], rows);
        Assert.True(progress.EndOfInput);
        Assert.Equal(1, progress.Done);
    }

    [Fact]
    public async Task Any_range_can_be_made_again()
    {
        (string, string)[] columns =
        [
            ("bo", "BOOLEAN"), ("ti", "TINYINT"), ("bi", "BIGINT"), ("f", "FLOAT"), ("d", "DOUBLE"), ("de", "DECIMAL(10, 2)"), ("wd", "DECIMAL(30, 2)"),
            ("s", "STRING"), ("c", "CHAR(5)"), ("by", "BYTES"), ("da", "DATE"), ("tm", "TIME(0)"), ("ts", "TIMESTAMP(3)"), ("tl", "TIMESTAMP_LTZ(6)"),
            ("ar", "ARRAY<INT>"), ("ma", "MAP<STRING, INT>"), ("mu", "MULTISET<INT>"), ("ro", "ROW<x INT, y STRING>"),
        ];
        (string, string)[] options =
        [
            ("number-of-rows", "1000"), ("fields.bi.null-rate", "0.3"), ("fields.ts.max-past", "1 h"), ("fields.s.length", "7"), ("fields.s.var-len", "true"),
            ("fields.ar.element.max", "9"), ("fields.ar.element.min", "0"), ("fields.ma.key.length", "2"), ("fields.by.length", "3"), ("fields.ro.y.length", "4"),
        ];
        await using var source = Open(Parsed(columns), options);
        _ = await source.LatestAsync(null, 0, default);
        var ranges = new List<(SourceOffset? From, SourceOffset To, List<string> Rows)>();
        SourceOffset? from = null;
        for (var ended = false; !ended;)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.02));
            var (rows, progress) = await SourceRun.Next(source, from, 300);
            ranges.Add((from, progress.Offset, rows));
            (from, ended) = (progress.Offset, progress.EndOfInput);
        }

        Assert.Equal(1000, ranges.Sum(r => r.Rows.Count));
        await using var again = Open(Parsed(columns), options);
        _clock.Advance(TimeSpan.FromDays(1));
        foreach (var range in ranges)
            Assert.Equal(range.Rows, await SourceRun.Read(again, range.From, range.To));

        // What does not depend on the clock does not depend on the cut either.
        await using var stable = Open(Parsed(columns[..9]), options[..2]);
        await using var cut = Open(Parsed(columns[..9]), options[..2]);
        var whole = await SourceRun.Read(stable, null, new SourceOffset("{\"rows\":1000,\"clock\":0}"));
        var parts = await SourceRun.Read(cut, null, new SourceOffset("{\"rows\":333,\"clock\":0}"));
        parts.AddRange(await SourceRun.Read(cut, new SourceOffset("{\"rows\":333,\"clock\":0}"), new SourceOffset("{\"rows\":1000,\"clock\":5}")));
        Assert.Equal(whole, parts);
        Assert.Equal(1000, whole.Distinct().Count());
    }

    [Theory]
    [InlineData("INT", "min=-3;max=3", "^-?[0-3]$")]
    [InlineData("BIGINT", "min=9223372036854775807", "^9223372036854775807$")]
    [InlineData("DECIMAL(10, 2)", "min=1.5;max=1.6", "^1\\.(5[0-9]|60)$")]
    [InlineData("DECIMAL(30, 2)", "min=1.5;max=1.6", "^1\\.(5[0-9]|60)$")]
    [InlineData("DOUBLE", "min=-1;max=1", "^-?[0-9]\\.")]
    [InlineData("STRING", "", "^[0-9a-f]{100}$")]
    [InlineData("VARCHAR(9)", "", "^[0-9a-f]{9}$")]
    [InlineData("VARCHAR(9)", "var-len=true", "^[0-9a-f]{1,9}$")]
    [InlineData("CHAR(13)", "", "^[0-9a-f]{13}$")]
    [InlineData("STRING", "length=0", "^$")]
    [InlineData("INT", "null-rate=1", "^null$")]
    [InlineData("DATE", "", "^2024-01-02$")]
    [InlineData("TIME(3)", "", "^03:04:05.678$")]
    [InlineData("TIMESTAMP(3)", "", "^2024-01-02T03:04:05.678$")]
    [InlineData("TIMESTAMP(9)", "", "^2024-01-02T03:04:05.678901$")]
    [InlineData("TIMESTAMP_LTZ(3)", "max-past=2 s", "^2024-01-02T03:04:0[3-5](\\.[0-9]+)?Z$")]
    [InlineData("ARRAY<STRING>", "length=2;element.length=1", "^\\[[0-9a-f], [0-9a-f]\\]$")]
    [InlineData("MAP<INT, INT>", "key.min=1;key.max=1", "^\\{1=-?[0-9]+\\}$")]
    [InlineData("ROW<x BOOLEAN>", "x.null-rate=1", "^\\+I\\[null\\]$")]
    public async Task A_value_is_as_its_options_say(string type, string options, string pattern)
    {
        await using var source = Open(
            Parsed([("v", type)]),
            [.. options.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(o => ($"fields.v.{o.Split('=')[0]}", o.Split('=')[1]))]);
        var clock = Core.Data.Timestamp.From(_clock.GetUtcNow()).Micros;
        var rows = await SourceRun.Read(source, null, new SourceOffset($"{{\"rows\":50,\"clock\":{clock}}}"));
        Assert.All(rows, r => Assert.Matches(pattern, r[3..^1]));
        if (pattern.StartsWith("^-?[0-3]", StringComparison.Ordinal))
            Assert.Equal(7, rows.Distinct().Count());
    }

    [Theory]
    [InlineData("TINYINT", "+I[5]")]
    [InlineData("DECIMAL(10, 2)", "+I[5.00]")]
    [InlineData("STRING", "+I[5]")]
    [InlineData("FLOAT", "+I[5.0]")]
    public async Task A_sequence_counts_in_every_type(string type, string first)
    {
        await using var source = Open(Parsed([("v", type)]), ("fields.v.kind", "sequence"), ("fields.v.start", "5"), ("fields.v.end", "7"));
        _ = await source.LatestAsync(null, 1, default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var rows = await SourceRun.ToEnd(source, 100);
        Assert.Equal(3, rows.Count);
        Assert.Equal(first, rows[0]);
    }

    [Fact]
    public void Options_that_do_not_fit_are_all_reported()
    {
        var error = Assert.Throws<SqlException>(() => Open(
            Parsed([("a", "INT"), ("b", "STRING"), ("c", "CHAR(3)"), ("d", "INT NOT NULL"), ("e", "DATE")]),
            ("fields.a.length", "3"), ("fields.b.min", "3"), ("fields.c.length", "3"), ("fields.d.null-rate", "0.5"),
            ("fields.e.kind", "sequence"), ("fields.x.min", "3"), ("fields.a.kind", "sequence"), ("fields.b.null-rate", "7")));
        Assert.Equal(
            [
                "option 'fields.a.kind' cannot be 'sequence': a sequence needs start and end",
                "option 'fields.a.length' cannot be '3': INT has no length",
                "option 'fields.b.min' cannot be '3': STRING has no range",
                "option 'fields.b.null-rate' cannot be '7': it is not from 0 to 1",
                "option 'fields.c.length' cannot be '3': CHAR(3) has a fixed length",
                "option 'fields.d.null-rate' cannot be '0.5': the column is NOT NULL",
                "option 'fields.e.kind' cannot be 'sequence': DATE has no sequence",
                "option 'fields.x.min' is about field 'x', which table 't' does not have",
            ],
            error.Diagnostics.Select(d => d.Message));
        Assert.All(error.Diagnostics, d => Assert.NotNull(d.Part));
    }

    [Fact]
    public void A_table_is_bounded_by_a_number_of_rows_or_a_sequence_even_one_that_is_not_read()
    {
        bool Bounded(params (string, string)[] options)
        {
            var (connector, table) = Create(Parsed([("a", "INT"), ("b", "INT")]), options);
            return connector.DescribeSource(table with { Columns = [table.Columns[1]] })!.Bounded;
        }

        Assert.False(Bounded());
        Assert.True(Bounded(("number-of-rows", "5")));
        Assert.True(Bounded(("fields.a.kind", "sequence"), ("fields.a.start", "1"), ("fields.a.end", "2")));
    }

    private static (string Name, SqlType Type)[] Parsed((string Name, string Type)[] columns) => [.. columns.Select(c => (c.Name, TypeText.Parse(c.Type)))];

    private ISource Open((string Name, SqlType Type)[] columns, params (string Name, string Value)[] options)
    {
        var (connector, table) = Create(columns, options);
        return connector.OpenSource(table, TestTable.Services(clock: _clock));
    }

    private static (IConnector Connector, ConnectorTable Table) Create((string Name, SqlType Type)[] columns, (string Name, string Value)[] options) =>
        TestTable.Create("/", TestTable.Columns(columns), [("connector", "datagen"), .. options]);
}
