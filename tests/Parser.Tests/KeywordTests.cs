using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser.Tests;

public class KeywordTests
{
    [Fact]
    public void The_grammar_takes_as_names_just_the_keywords_that_are_not_reserved()
    {
        var keywords = Enumerable.Range(1, StreamSqlLexer.SIMPLE_TYPE - 1).ToArray();

        Assert.Equal(
            keywords.Where(k => !ReservedWords.Contains(Keywords.WordOf(k)!)).Select(Keywords.WordOf),
            keywords.Where(Keywords.IsNonReserved).Select(Keywords.WordOf));
    }

    [Fact]
    public void A_reserved_word_is_a_name_in_backticks_only()
    {
        foreach (var word in ReservedWords.All)
        {
            Assert.Throws<SqlException>(() => Parse($"CREATE TABLE t ({word} INT)"));
            Assert.Equal(word, Assert.IsType<Statement.CreateTable>(Parse($"CREATE TABLE t (`{word}` INT)")).Columns[0].Name.Name);
        }
    }

    [Fact]
    public void Every_other_keyword_is_a_name_wherever_a_name_can_be()
    {
        foreach (var word in Enumerable.Range(1, StreamSqlLexer.SIMPLE_TYPE - 1).Where(Keywords.IsNonReserved).Select(k => Keywords.WordOf(k)!)
            .Concat(Keywords.WordsOf(StreamSqlLexer.TIME_UNIT)))
        {
            Parse($"CREATE TABLE {word} ({word} INT, x {word}, PRIMARY KEY ({word}) NOT ENFORCED)");
            Parse($"SELECT {word}, {word}.{word}, t.{word} AS {word}, x {word} FROM {word} AS {word} WHERE {word} = 1 AND {word} IN ({word}) GROUP BY {word} ORDER BY {word}");
            Parse($"INSERT INTO {word}.{word} ({word}) SELECT * FROM {word} {word} JOIN {word} USING ({word})");
        }
    }

    [Theory]
    [InlineData("select A from T where b Is Not null", "SELECT A FROM T WHERE b IS NOT NULL")]
    [InlineData("CrEaTe tAbLe t (a sTrInG)", "CREATE TABLE t (a STRING)")]
    public void Keywords_have_no_case_and_names_keep_theirs(string sql, string canonical) => Assert.Equal(canonical, SqlWriter.Write(Parse(sql)));

    private static Statement Parse(string sql) => SqlParser.ParseStatement(new SourceText("test", sql));
}
