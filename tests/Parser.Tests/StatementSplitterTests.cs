namespace StreamSql.Parser.Tests;

public class StatementSplitterTests
{
    [Theory]
    [InlineData("SELECT 1; SELECT 2;", "SELECT 1", "SELECT 2")]
    [InlineData("  ;; SELECT 1 ;; ", "SELECT 1")]
    [InlineData("SELECT ';' /* ; */, `a;b` -- ; not here\n; SELECT 2;", "SELECT ';' /* ; */, `a;b`", "SELECT 2")]
    [InlineData("SELECT 'it''s;' FROM t /*+ OPTIONS('a'=';') */;", "SELECT 'it''s;' FROM t /*+ OPTIONS('a'=';') */")]
    [InlineData("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END; INSERT INTO b SELECT 2; END; SELECT 1;",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END; INSERT INTO b SELECT 2; END", "SELECT 1")]
    [InlineData("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END; SELECT 1;",
        "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END", "SELECT 1")]
    [InlineData("-- only a comment")]
    [InlineData("")]
    public void Text_is_cut_at_its_semicolons(string text, params string[] statements)
    {
        var split = StatementSplitter.Split(text);

        Assert.Equal(statements, split.Select(s => text.Substring(s.Span.Start, s.Span.Length)));
        Assert.All(split, s => Assert.True(s.IsComplete));
    }

    [Theory]
    [InlineData("SELECT 1;", true)]
    [InlineData("SELECT 1; -- done", true)]
    [InlineData("SELECT 1", false)]
    [InlineData("SELECT 1; SELECT", false)]
    [InlineData("SELECT ';", false)]
    [InlineData("SELECT `;", false)]
    [InlineData("SELECT 1 /* ;", false)]
    [InlineData("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;", false)]
    [InlineData("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;", true)]
    [InlineData("BEGIN STATEMENT SET;", false)]
    [InlineData("BEGIN STATEMENT SET; INSERT INTO a SELECT 1;", false)]
    [InlineData("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;", true)]
    [InlineData("", false)]
    [InlineData(" -- nothing yet", false)]
    public void A_prompt_knows_when_to_wait_for_more(string text, bool isComplete) => Assert.Equal(isComplete, StatementSplitter.IsComplete(text));
}
