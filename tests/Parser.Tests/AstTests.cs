using StreamSql.Core.Text;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser.Tests;

public class AstTests
{
    [Fact]
    public void Every_node_knows_where_it_was_read()
    {
        const string sql = "SELECT a.b + f(c, 'x') AS total FROM cat.t AS u WHERE NOT x IN (1, 2) ORDER BY total DESC";
        var ordered = Assert.IsType<Query.Ordered>(Assert.IsType<Statement.Select>(Parse(sql)).Query);
        var select = Assert.IsType<Query.Select>(ordered.Input);
        var column = Assert.IsType<SelectItem.Column>(select.Items[0]);
        var sum = Assert.IsType<Expression.Binary>(column.Value);

        Assert.Equal(sql, Text(ordered));
        Assert.Equal("SELECT a.b + f(c, 'x') AS total FROM cat.t AS u WHERE NOT x IN (1, 2)", Text(select));
        Assert.Equal("a.b + f(c, 'x') AS total", Text(column));
        Assert.Equal("a.b + f(c, 'x')", Text(sum));
        Assert.Equal("a.b", Text(sum.Left));
        Assert.Equal("f(c, 'x')", Text(sum.Right));
        Assert.Equal("'x'", Text(((Expression.FunctionCall)sum.Right).Arguments[1]));
        Assert.Equal("total", Text(column.Alias!));
        Assert.Equal("cat.t AS u", Text(select.From!));
        Assert.Equal("cat.t", Text(((TableReference.Named)((TableReference.Aliased)select.From!).Input).Name));
        Assert.Equal("NOT x IN (1, 2)", Text(select.Where!));
        Assert.Equal("total DESC", Text(ordered.OrderBy[0]));

        string Text(SqlNode node) => sql.Substring(node.Span.Start, node.Span.Length);
    }

    [Theory]
    [InlineData("TRIM(a)", "TRIM(BOTH, ' ', a)")]
    [InlineData("TRIM(LEADING FROM a)", "TRIM(LEADING, ' ', a)")]
    [InlineData("TRIM('x' FROM a)", "TRIM(BOTH, 'x', a)")]
    [InlineData("SUBSTRING(a FROM 2 FOR 3)", "SUBSTRING(a, 2, 3)")]
    [InlineData("POSITION('x' IN a)", "POSITION('x', a)")]
    [InlineData("OVERLAY(a PLACING b FROM 1)", "OVERLAY(a, b, 1)")]
    [InlineData("EXTRACT(DOW FROM t)", "EXTRACT(DayOfWeek, t)")]
    [InlineData("CEILING(t TO MONTHS)", "CEIL(t, Month)")]
    [InlineData("TIMESTAMPDIFF(SQL_TSI_DAY, a, b)", "TIMESTAMPDIFF(Day, a, b)")]
    [InlineData("JSON_EXISTS(j, '$')", "JSON_EXISTS(j, '$', FALSE)")]
    [InlineData("JSON_VALUE(j, '$')", "JSON_VALUE(j, '$', STRING, NULL, NULL, NULL, NULL)")]
    [InlineData("JSON_VALUE(j, '$' RETURNING INT DEFAULT 1 ON ERROR)", "JSON_VALUE(j, '$', INT, NULL, NULL, DEFAULT, 1)")]
    [InlineData("JSON_QUERY(j, '$' WITH WRAPPER EMPTY ARRAY ON EMPTY)", "JSON_QUERY(j, '$', STRING, UNCONDITIONAL, EMPTY ARRAY, NULL)")]
    [InlineData("JSON_OBJECT('k' VALUE v)", "JSON_OBJECT(NULL, 'k', v)")]
    [InlineData("JSON_ARRAY(v)", "JSON_ARRAY(ABSENT, v)")]
    [InlineData("JSON_OBJECTAGG(k VALUE v ABSENT ON NULL)", "JSON_OBJECTAGG(ABSENT, k, v)")]
    [InlineData("JSON_ARRAYAGG(v)", "JSON_ARRAYAGG(ABSENT, v)")]
    [InlineData("(a, b) OVERLAPS (c, d)", "OVERLAPS(ROW(a, b), ROW(c, d))")]
    [InlineData("a MULTISET EXCEPT b", "MULTISET EXCEPT(ALL, a, b)")]
    [InlineData("a MEMBER OF b", "MEMBER OF(a, b)")]
    [InlineData("current_timestamp(3)", "CURRENT_TIMESTAMP(3)")]
    [InlineData("LOCALTIME", "LOCALTIME()")]
    public void Special_functions_are_ordinary_calls(string sql, string call)
    {
        var function = Assert.IsType<Expression.FunctionCall>(SqlParser.ParseExpression(sql));

        Assert.Equal(call, $"{function.Name}({string.Join(", ", function.Arguments.Select(Show))})");

        static string Show(Expression argument) => argument switch
        {
            Expression.Symbol symbol => symbol.Name,
            Expression.UnitArgument unit => unit.Unit.ToString(),
            Expression.TypeArgument type => SqlWriter.Write(type.Type),
            _ => SqlWriter.Write(argument),
        };
    }

    [Theory]
    [InlineData("a OR b OR c", 3)]
    [InlineData("a OR b OR c OR d AND e", 4)]
    public void Conditions_are_flat(string sql, int terms) => Assert.Equal(terms, Assert.IsType<Expression.Or>(SqlParser.ParseExpression(sql)).Operands.Count);

    [Theory]
    [InlineData("1", true, false)]
    [InlineData("1.50", false, false)]
    [InlineData("1E3", false, true)]
    public void Numbers_keep_their_digits(string text, bool isInteger, bool isApproximate)
    {
        var number = Assert.IsType<Expression.NumberLiteral>(SqlParser.ParseExpression(text));

        Assert.Equal((text, isInteger, isApproximate), (number.Text, number.IsInteger, number.IsApproximate));
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("'a' 'b'\n'c'", "abc")]
    [InlineData("U&'\\0041\\+01F600\\\\'", "A😀\\")]
    [InlineData("U&'!0041\\' UESCAPE '!'", "A\\")]
    [InlineData("e'a\\tb\\n\\'\\\\\\x41\\u00e4\\101'", "a\tb\n'\\AäA")]
    [InlineData("_UTF16'x'", "x")]
    [InlineData("n'x'", "x")]
    public void Strings_are_decoded(string sql, string value) => Assert.Equal(value, Assert.IsType<Expression.StringLiteral>(SqlParser.ParseExpression(sql)).Value);

    [Theory]
    [InlineData("INTEGER", "INT")]
    [InlineData("REAL", "FLOAT")]
    [InlineData("DEC(5)", "DECIMAL(5)")]
    [InlineData("CHARACTER VARYING(3)", "VARCHAR(3)")]
    [InlineData("BINARY VARYING(3)", "VARBINARY(3)")]
    [InlineData("DOUBLE PRECISION", "DOUBLE")]
    [InlineData("TIMESTAMP(3) WITHOUT TIME ZONE", "TIMESTAMP(3)")]
    [InlineData("TIMESTAMP(3) WITH LOCAL TIME ZONE", "TIMESTAMP_LTZ(3)")]
    [InlineData("INT NOT NULL ARRAY", "ARRAY<INT NOT NULL>")]
    [InlineData("ROW(a INT NULL, b STRING 'text')", "ROW<a INT, b STRING 'text'>")]
    [InlineData("interval second(3, 6)", "INTERVAL SECOND(3, 6)")]
    [InlineData("`variant`", "`variant`")]
    [InlineData("variant", "VARIANT")]
    public void Types_have_one_spelling(string sql, string canonical) => Assert.Equal(canonical, SqlWriter.Write(SqlParser.ParseType(sql)));

    [Fact]
    public void A_key_at_a_column_is_a_key_of_the_table()
    {
        var table = Assert.IsType<Statement.CreateTable>(Parse("CREATE TABLE t (id INT PRIMARY KEY NOT ENFORCED, code INT CONSTRAINT c UNIQUE)"));

        Assert.Equal(
            [
                new TableConstraint(IsPrimaryKey: true, null, [new Identifier("id")], IsEnforced: false),
                new TableConstraint(IsPrimaryKey: false, new Identifier("c"), [new Identifier("code")], IsEnforced: true),
            ],
            table.Constraints);
    }

    [Fact]
    public void A_statement_set_is_one_statement_in_either_form()
    {
        var executed = SqlParser.ParseScript(new SourceText("a", "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;"));
        var begun = SqlParser.ParseScript(new SourceText("b", "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;"));

        Assert.Equal(executed, begun);
        Assert.Equal(2, Assert.IsType<Statement.StatementSet>(Assert.Single(begun)).Statements.Count);
    }

    [Fact]
    public void A_statement_that_is_not_run_says_what_it_is_called()
    {
        var statement = Assert.IsType<Statement.Unsupported>(Parse("  alter table t  drop watermark "));

        Assert.Equal(("ALTER TABLE ... DROP", "alter table t  drop watermark"), (statement.Kind, statement.Text));
    }

    private static Statement Parse(string sql) => SqlParser.ParseStatement(new SourceText("test", sql));
}
