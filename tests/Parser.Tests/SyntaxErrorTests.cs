using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.TestKit;

namespace StreamSql.Parser.Tests;

public class SyntaxErrorTests
{
    public static IEnumerable<object[]> Themes => Snapshot.Files("Sql/errors/syntax", ".sql");

    [Theory]
    [MemberData(nameof(Themes))]
    public void Every_wrong_statement_is_refused_with_the_place_and_what_to_do(string theme)
    {
        var statements = File.ReadAllLines(Path.Combine(Snapshot.TestsDirectory, theme + ".sql")).Where(line => line.Length > 0);

        Snapshot.Verify(theme, string.Join('\n', statements.Select(Errors)));
    }

    [Fact]
    public void All_statements_of_a_script_are_checked()
    {
        var error = Assert.Throws<SqlException>(() => Parse("SELECT 1;\nSELCT 2;\nSELECT 3;\nSELECT 'a' 4"));

        Assert.Equal(["unexpected 'SELCT'", "unexpected number 4"], error.Diagnostics.Select(d => d.Message.Split(", expected")[0]));
        Assert.Equal([(2, 1), (4, 12)], error.Diagnostics.Select(d => d.Source!.Locate(d.Span.Start)));
    }

    [Fact]
    public void At_most_eight_things_are_expected()
    {
        var error = Assert.Throws<SqlException>(() => Parse("SELECT a FROM t x y"));

        Assert.Equal("unexpected 'y', expected ',', JOIN, WHERE, GROUP, HAVING, ORDER, LIMIT or UNION", error.Message);
    }

    [Fact]
    public void A_very_long_statement_still_says_where_it_is_wrong()
    {
        var text = "SELECT * FROM t WHERE a = 1" + string.Concat(Enumerable.Repeat(" AND a = 1", 10_000)) + " FORM";

        var error = Assert.Throws<SqlException>(() => Parse(text));

        Assert.Equal("FORM", text.Substring(error.Diagnostic.Span.Start, error.Diagnostic.Span.Length));
        Assert.StartsWith("unexpected 'FORM', expected ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_not_one_statement_is_refused_as_one()
    {
        Assert.Equal("more than one statement", Assert.Throws<SqlException>(() => SqlParser.ParseStatement(new SourceText("q", "SELECT 1; SELECT 2"))).Message);
        Assert.Equal("no statement", Assert.Throws<SqlException>(() => SqlParser.ParseStatement(new SourceText("q", " -- nothing"))).Message);
    }

    [Fact]
    public void Expressions_and_types_must_be_used_up()
    {
        Assert.StartsWith("unexpected 'AS', expected ", Assert.Throws<SqlException>(() => SqlParser.ParseExpression("a AS b")).Message, StringComparison.Ordinal);
        Assert.Equal("unexpected ')', expected a whole number", Assert.Throws<SqlException>(() => SqlParser.ParseType("VARCHAR()")).Message);
    }

    private static string Errors(string statement)
    {
        try
        {
            SqlParser.ParseScript(new SourceText("script.sql", statement));
            return $"{statement}\nis accepted\n";
        }
        catch (SqlException e)
        {
            return e.Render();
        }
    }

    private static void Parse(string text) => SqlParser.ParseScript(new SourceText("script.sql", text));
}
