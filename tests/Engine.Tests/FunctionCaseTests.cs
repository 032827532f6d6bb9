using System.Text.RegularExpressions;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Engine.Results;
using StreamSql.Functions;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests;

/// <summary>Runs the lines of tests/Sql/functions: <c>expression -> text</c>, where the text is what CAST to STRING gives, NULL without quotes
/// and a text that blanks begin or end in quotes; <c>expression -> error CODE</c>. An aggregate brings its FROM along.</summary>
public sealed class FunctionCaseTests
{
    private const string Arrow = " -> ";

    public static TheoryData<string> Files() => [.. Paths().Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_case_gives_what_Flink_gives(string file)
    {
        await using var engine = new StreamSqlEngine(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        var wrong = new List<string>();
        foreach (var (line, expression, expected) in Cases(RepositoryFiles.Path("tests", "Sql", "functions", file + ".sql")))
        {
            var actual = await EvaluateAsync(session, expression);
            if (actual != expected)
                wrong.Add($"{file}.sql:{line}: {expression}\n  gives  {actual}\n  not    {expected}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_function_and_operator_has_a_case()
    {
        var expressions = Paths().SelectMany(Cases).Select(c => c.Expression).ToArray();
        var names = BuiltinFunctions.Families.SelectMany(f => f).SelectMany(f => f.Aliases.Append(f.Name))
            .Concat(BuiltinFunctions.Aggregates.SelectMany(f => f.Aliases.Append(f.Name)));
        var missing = names.Where(name => !expressions.Any(new Regex(Pattern(name), RegexOptions.IgnoreCase).IsMatch)).ToArray();
        Assert.True(missing.Length == 0, $"without a case in tests/Sql/functions: {string.Join(", ", missing)}");
    }

    // How a call of the function looks.
    private static string Pattern(string name) => name switch
    {
        OperatorNames.CurrentWatermark => ".",
        OperatorNames.Subscript => @"\w\]?\[",
        OperatorNames.Field => @"\)\.\w",
        OperatorNames.Array or OperatorNames.Map => $@"\b{name}\[",
        _ when char.IsLetter(name[0]) => $@"\b{name.Replace(" ", @"\s+", StringComparison.Ordinal)}\b",
        _ => $@"(^|[\s\w')]){Regex.Escape(name)}[\s\w'(]",
    };

    private static async Task<string> EvaluateAsync(Session session, string expression)
    {
        try
        {
            var query = (StatementResult.Query)await session.ExecuteAsync($"SELECT CAST(r AS STRING) FROM (SELECT {expression}) AS t(r)");
            var text = "no row";
            await foreach (var batch in query.BatchesAsync())
            {
                foreach (var row in query.Text.Rows(batch))
                    text = row[0] is { } value ? Quote(value) : "NULL";
            }

            return text;
        }
        catch (SqlException error)
        {
            return $"error {error.Diagnostic.Code}";
        }
    }

    private static string Quote(string text) => text.Trim() == text && text.Length > 0 ? text : $"'{text}'";

    private static IEnumerable<string> Paths() =>
        Directory.EnumerateFiles(RepositoryFiles.Path("tests", "Sql", "functions"), "*.sql").Order(StringComparer.Ordinal);

    private static IEnumerable<(int Line, string Expression, string Expected)> Cases(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line.StartsWith("--", StringComparison.Ordinal))
                continue;
            var arrow = line.LastIndexOf(Arrow, StringComparison.Ordinal);
            Assert.True(arrow > 0, $"{path}:{number}: a case is 'expression{Arrow}text'");
            yield return (number, line[..arrow], line[(arrow + Arrow.Length)..]);
        }
    }
}
