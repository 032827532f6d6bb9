using StreamSql.Core.Text;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser.Tests;

public class RoundTripTests
{
    private const int Trees = 1_000;

    public static IEnumerable<object[]> Statements => Corpus.Statements.Select(s => new object[] { s });

    [Theory]
    [MemberData(nameof(Statements))]
    public void What_is_written_means_what_was_read(string sql)
    {
        var statement = Parse(sql);
        var written = SqlWriter.Write(statement);

        Assert.Equal(statement, Parse(written));
        Assert.Equal(written, SqlWriter.Write(Parse(written)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_query_survives_writing_and_reading(int seed)
    {
        var random = new RandomAst(new Random(seed));
        for (var i = 0; i < Trees; i++)
        {
            Statement statement = new Statement.Select(random.Query(4));
            var written = SqlWriter.Write(statement);
            Assert.True(statement.Equals(Parse(written)), $"seed {seed}, tree {i}: {written}\nbecomes {SqlWriter.Write(Parse(written))}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_type_survives_writing_and_reading(int seed)
    {
        var random = new RandomAst(new Random(seed));
        for (var i = 0; i < Trees; i++)
        {
            var type = random.Type(4);
            var written = SqlWriter.Write(type);
            Assert.True(type.Equals(SqlParser.ParseType(written)), $"seed {seed}, tree {i}: {written}");
        }
    }

    [Theory]
    [InlineData("select `a`, ((b)) from `my table` as `t`", "SELECT a, b FROM `my table` AS t")]
    [InlineData("SELECT (a + b) * c, a + (b * c), (a - b) - c, a - (b - c)", "SELECT (a + b) * c, a + b * c, a - b - c, a - (b - c)")]
    [InlineData("SELECT (a AND b) OR c, a AND (b OR c), NOT (a AND b), (NOT a) AND b", "SELECT a AND b OR c, a AND (b OR c), NOT (a AND b), NOT a AND b")]
    [InlineData("SELECT NOT (a IS NULL), NOT a IN (1), (a = b) IS NULL, a = (b IS NULL)", "SELECT a IS NOT NULL, a NOT IN (1), a = b IS NULL, a = (b IS NULL)")]
    [InlineData("SELECT -(-a), (a)[1], (a[1]).b, (a).b", "SELECT -(-a), a[1], a[1].b, (a).b")]
    [InlineData("SELECT * FROM a, b FULL JOIN c ON x, d", "SELECT * FROM a CROSS JOIN (b FULL JOIN c ON x) CROSS JOIN d")]
    [InlineData("(SELECT 1 UNION SELECT 2) EXCEPT (SELECT 3 EXCEPT SELECT 4)", "SELECT 1 UNION SELECT 2 EXCEPT (SELECT 3 EXCEPT SELECT 4)")]
    [InlineData("SELECT a FROM t FETCH FIRST 3 ROWS ONLY", "SELECT a FROM t LIMIT 3")]
    [InlineData("SELECT CASE x WHEN 1, 2 THEN 'a' END", "SELECT CASE x WHEN 1 THEN 'a' WHEN 2 THEN 'a' END")]
    [InlineData("SELECT TRIM(BOTH FROM a), SUBSTRING(a FROM 2 FOR 3), CEILING(t TO DAYS)", "SELECT TRIM(a), SUBSTRING(a, 2, 3), CEIL(t TO DAY)")]
    [InlineData("SELECT JSON_VALUE(j, '$' NULL ON EMPTY NULL ON ERROR), JSON_ARRAY(1 ABSENT ON NULL)", "SELECT JSON_VALUE(j, '$'), JSON_ARRAY(1)")]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY NOT ENFORCED, b NUMERIC(3) NULL)", "CREATE TABLE t (a INT, b DECIMAL(3), PRIMARY KEY (a) NOT ENFORCED)")]
    [InlineData("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END", "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END")]
    [InlineData("SELECT x'aB' 'cd', 'a' 'b', U&'\\0041', e'\\t'", "SELECT X'ABCD', 'ab', 'A', '\t'")]
    public void Sugar_has_one_canonical_form(string sql, string canonical) =>
        Assert.Equal(canonical, SqlWriter.Write(Parse(sql)));

    [Fact]
    public void Places_do_not_count_for_equality()
    {
        var near = Parse("SELECT a FROM t");
        var far = Parse("\n\n  SELECT  a  FROM  t");

        Assert.NotEqual(near.Span, far.Span);
        Assert.Equal(near, far);
        Assert.Equal(near.GetHashCode(), far.GetHashCode());
    }

    private static Statement Parse(string sql) => SqlParser.ParseStatement(new SourceText("test", sql));
}
