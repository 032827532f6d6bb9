using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser.Tests;

/// <summary>No text, however deep or long, ends the process.</summary>
public class NestingTests
{
    [Theory]
    [InlineData("SELECT ", "(", "1", ")", "")]
    [InlineData("SELECT ", "f(", "1", ")", "")]
    [InlineData("SELECT ", "(1 + ", "1", ")", "")]
    [InlineData("SELECT ", "-(", "1", ")", "")]
    [InlineData("SELECT ", "CASE WHEN a THEN 1 ELSE ", "1", " END", "")]
    [InlineData("SELECT ", "EXISTS (SELECT ", "1", ")", "")]
    [InlineData("SELECT ", "ARRAY[", "1", "]", "")]
    [InlineData("SELECT * FROM ", "(SELECT * FROM ", "t", ")", "")]
    [InlineData("SELECT * FROM ", "(", "t", ")", "")]
    [InlineData("", "(", "SELECT 1", ")", "")]
    [InlineData("CREATE TABLE t (a ", "ARRAY<", "INT", ">", ")")]
    [InlineData("SELECT * FROM t MATCH_RECOGNIZE (PATTERN (", "(", "A", ")", ") DEFINE A AS TRUE)")]
    public void Nine_hundred_levels_work_and_too_many_are_refused(string before, string open, string inner, string close, string after)
    {
        string Nested(int levels) => before + Repeat(open, levels) + inner + Repeat(close, levels) + after;

        var statement = Parse(Nested(900));
        Assert.Equal(statement, Parse(SqlWriter.Write(statement)));
        Assert.Equal("nested deeper than 1,000 levels", Assert.Throws<SqlException>(() => Parse(Nested(20_000))).Message);
    }

    [Theory]
    [InlineData("SELECT 1", " + 1")]
    [InlineData("SELECT a", " || 'b'")]
    [InlineData("SELECT a", " = b")]
    [InlineData("SELECT a", " IS NULL")]
    [InlineData("SELECT a", "[1]")]
    [InlineData("SELECT a IN (1)", " IN (2)")]
    [InlineData("SELECT 1", " UNION ALL SELECT 2")]
    [InlineData("SELECT 1", " INTERSECT SELECT 2")]
    [InlineData("SELECT * FROM t", " JOIN t ON TRUE")]
    [InlineData("SELECT * FROM t", ", t")]
    [InlineData("SELECT CAST(a AS INT", " ARRAY", ")")]
    public void Chains_that_lean_to_the_left_count_as_levels(string start, string link, string end = "")
    {
        Assert.NotNull(Parse(start + Repeat(link, 900) + end));
        Assert.Equal("nested deeper than 1,000 levels", Assert.Throws<SqlException>(() => Parse(start + Repeat(link, 4_000) + end)).Message);
    }

    [Theory]
    [InlineData("NOT ")]
    [InlineData("- ")]
    [InlineData("+ ")]
    public void Signs_count_as_levels(string sign) =>
        Assert.Equal("nested deeper than 1,000 levels", Assert.Throws<SqlException>(() => Parse("SELECT " + Repeat(sign, 20_000) + "a")).Message);

    [Theory]
    [InlineData("SELECT * FROM t WHERE a = 1", " AND a = 1", "")]
    [InlineData("SELECT * FROM t WHERE a = 1", " OR a = 1", "")]
    [InlineData("SELECT a IN (1", ", 2", ")")]
    [InlineData("SELECT a", ", b", "")]
    [InlineData("INSERT INTO t VALUES (1)", ", (2)", "")]
    [InlineData("SELECT 'a'", " 'b'", "")]
    public void Lists_and_conditions_may_be_as_long_as_they_like(string start, string link, string end)
    {
        var statement = Parse(start + Repeat(link, 20_000) + end);

        Assert.Equal(statement, Parse(SqlWriter.Write(statement)));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("CASE ")]
    [InlineData("SELECT (")]
    [InlineData("'")]
    [InlineData("/* ")]
    [InlineData("`")]
    [InlineData(";")]
    [InlineData("ARRAY<")]
    public void Broken_text_of_a_megabyte_is_an_error_or_nothing(string part)
    {
        var text = Repeat(part, 1_000_000 / part.Length);
        if (part == ";")
            Assert.Empty(SqlParser.ParseScript(new SourceText("test", text)));
        else
            Assert.Throws<SqlException>(() => SqlParser.ParseScript(new SourceText("test", text + "'")));
    }

    [Fact]
    public void A_million_parentheses_are_refused_and_a_hundred_thousand_terms_work()
    {
        Assert.Throws<SqlException>(() => Parse("SELECT " + Repeat("(", 1_000_000) + "1" + Repeat(")", 1_000_000)));
        Assert.NotNull(Parse("SELECT TRUE" + Repeat(" AND a", 100_000)));
    }

    [Fact]
    public void A_small_stack_is_enough_for_the_deepest_statement()
    {
        Statement? statement = null;
        var thread = new Thread(() => statement = Parse("SELECT " + Repeat("(", 1_000) + "1" + Repeat(")", 1_000)), maxStackSize: 256 << 10);
        thread.Start();
        thread.Join();

        Assert.Equal(Parse("SELECT 1"), statement);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static Statement Parse(string sql) => SqlParser.ParseStatement(new SourceText("test", sql));
}
