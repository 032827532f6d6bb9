using System.Globalization;
using System.Text.Json;
using StreamSql.Core.Data;
using StreamSql.Engine.Results;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Oracle;

/// <summary>Random queries over random changes leave what DuckDB answers over the rows that the changes leave.</summary>
public sealed class DuckDbTests
{
    private const int Cases = 60;
    private const int QueriesPerCase = 5;

    private sealed record Case(int Seed, IReadOnlyList<RandomTable> Tables, IReadOnlyList<QueryText> Queries)
    {
        public static Case Of(int seed)
        {
            var random = new Random(seed);
            RandomTable[] tables = [.. new[] { "a", "b", "c" }.Select(name => new RandomTable(name, random))];
            return new Case(seed, tables, [.. Enumerable.Range(0, QueriesPerCase).Select(_ => new RandomQuery(tables, random).Make())]);
        }
    }

    [PeerFact("@duckdb/node-api")]
    public async Task Queries_leave_the_rows_that_DuckDB_finds()
    {
        Case[] cases = [.. Seeds.Of(Cases).Select(Case.Of)];
        var answers = Ask(cases);
        var answered = 0;
        for (var c = 0; c < cases.Length; c++)
        {
            for (var q = 0; q < QueriesPerCase; q++)
            {
                var query = cases[c].Queries[q];
                var theirs = answers[c][q];
                Assert.True(theirs.ValueKind == JsonValueKind.Array, $"DuckDB cannot run {query.Theirs}: {theirs}");
                var expected = theirs.EnumerateArray().Select(r => Text([.. r.EnumerateArray().Select(Plain)], query)).Order(StringComparer.Ordinal).ToArray();
                var found = await AnswerAsync(cases[c], query, new Random(cases[c].Seed + q));
                answered += expected.Length;
                Assert.True(expected.SequenceEqual(found),
                    $"{Place(cases[c], q)}\nexpected\n{string.Join('\n', expected)}\ngot\n{string.Join('\n', found)}");
            }
        }

        Assert.True(answered > 0, "no query had a row");
    }

    private static string Place(Case one, int query) =>
        $"fails with {Seeds.Variable}={one.Seed}, query {query + 1}:\n{one.Queries[query].Ours}\ntheirs:\n{one.Queries[query].Theirs}";

    private static JsonElement[][] Ask(IEnumerable<Case> cases)
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "cases.json");
        File.WriteAllText(file, JsonSerializer.Serialize(cases.Select(c => new
        {
            setup = c.Tables.SelectMany(t => t.TheirDefinition),
            queries = c.Queries.Select(q => q.Theirs),
        })));
        return JsonSerializer.Deserialize<JsonElement[][]>(NodePeer.Run("queries.mjs", file))!;
    }

    /// <summary>The rows that the query's changes leave, cut at random and on one shard or two.</summary>
    private static async Task<string[]> AnswerAsync(Case one, QueryText query, Random random)
    {
        using var folder = new TemporaryDirectory();
        await using var engine = new StreamSqlEngine(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        session.Set("streamsql.micro-batch.max-rows", (random.Next(3) == 0 ? 1000 : random.Next(1, 20)).ToString(CultureInfo.InvariantCulture));
        session.Set("parallelism.default", random.Next(1, 3).ToString(CultureInfo.InvariantCulture));
        foreach (var table in one.Tables)
        {
            File.WriteAllLines(Path.Combine(folder.Path, table.Name + ".changes"), table.Lines);
            await session.ExecuteAsync(table.OurDefinition, folder.Path);
        }

        var rows = new Dictionary<string, long>();
        try
        {
            var result = (StatementResult.Query)await session.ExecuteAsync(query.Ours, folder.Path);
            await foreach (var change in result.RowsAsync())
            {
                var text = Text(change.Values, query);
                rows[text] = rows.GetValueOrDefault(text) + change.Kind.Weight();
            }
        }
        catch (Exception e)
        {
            // What failed is told in place of the rows, so that the test names the query.
            return [e.ToString()];
        }

        Assert.All(rows, r => Assert.True(r.Value >= 0, $"{r.Key} is there {r.Value} times"));
        return [.. rows.SelectMany(r => Enumerable.Repeat(r.Key, (int)r.Value)).Order(StringComparer.Ordinal)];
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble(),
        _ => value.GetString(),
    };

    private static string Text(IReadOnlyList<object?> row, QueryText query) =>
        string.Join(", ", row.Select((v, i) => v is null ? "NULL" : Text(v, query.Columns[i].Kind)));

    // Numbers as far as both sides compute the same digits.
    private static string Text(object value, Kind kind) => kind switch
    {
        Kind.Int or Kind.Long or Kind.Double or Kind.Decimal =>
            (Math.Round(Convert.ToDouble(value, CultureInfo.InvariantCulture), 4) + 0.0).ToString("R", CultureInfo.InvariantCulture),
        Kind.Time => (value is DateTime time ? time : DateTime.Parse((string)value, CultureInfo.InvariantCulture)).ToString("s", CultureInfo.InvariantCulture),
        Kind.Bool => (bool)value ? "true" : "false",
        _ => $"'{value}'",
    };
}
