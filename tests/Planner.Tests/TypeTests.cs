using StreamSql.Core.Types;

namespace StreamSql.Planner.Tests;

/// <summary>Which types expressions have.</summary>
public class TypeTests
{
    private const string Table = """
        CREATE TABLE t (i INT NOT NULL, b BIGINT, si SMALLINT, d DECIMAL(10, 2), f FLOAT, x DOUBLE, s STRING, c CHAR(3), ts TIMESTAMP(3), ltz TIMESTAMP_LTZ(3),
          day1 DATE, flag BOOLEAN NOT NULL, r ROW<x INT NOT NULL, y STRING>, arr ARRAY<INT>, m MAP<STRING, BIGINT>) WITH ('connector' = 'test');
        """;

    [Theory]
    [InlineData("1", "INT NOT NULL")]
    [InlineData("2147483648", "BIGINT NOT NULL")]
    [InlineData("-5", "INT NOT NULL")]
    [InlineData("9223372036854775808", "DECIMAL(19, 0) NOT NULL")]
    [InlineData("-9223372036854775808", "BIGINT NOT NULL")]
    [InlineData("1.50", "DECIMAL(3, 2) NOT NULL")]
    [InlineData("0.5", "DECIMAL(2, 1) NOT NULL")]
    [InlineData(".5", "DECIMAL(1, 1) NOT NULL")]
    [InlineData("1e3", "DOUBLE NOT NULL")]
    [InlineData("'abc'", "CHAR(3) NOT NULL")]
    [InlineData("''", "VARCHAR(1) NOT NULL")]
    [InlineData("X'0aff'", "BINARY(2) NOT NULL")]
    [InlineData("TRUE", "BOOLEAN NOT NULL")]
    [InlineData("NULL", "NULL")]
    [InlineData("DATE '2024-01-01'", "DATE NOT NULL")]
    [InlineData("TIME '10:00:00.5'", "TIME(1) NOT NULL")]
    [InlineData("TIMESTAMP '2024-01-01 00:00:00'", "TIMESTAMP(0) NOT NULL")]
    [InlineData("TIMESTAMP '2024-01-01 00:00:00.123456789'", "TIMESTAMP(9) NOT NULL")]
    [InlineData("INTERVAL '1' DAY", "INTERVAL DAY NOT NULL")]
    [InlineData("INTERVAL '1' SECOND", "INTERVAL SECOND(3) NOT NULL")]
    [InlineData("INTERVAL '1-6' YEAR TO MONTH", "INTERVAL YEAR TO MONTH NOT NULL")]
    public void Literals(string sql, string type) => Assert.Equal(type, TypeOf(sql));

    [Theory]
    [InlineData("i + i", "INT NOT NULL")]
    [InlineData("i + b", "BIGINT")]
    [InlineData("i / i", "INT NOT NULL")]
    [InlineData("d + d", "DECIMAL(11, 2)")]
    [InlineData("d * d", "DECIMAL(21, 4)")]
    [InlineData("d / d", "DECIMAL(23, 13)")]
    [InlineData("d + x", "DOUBLE")]
    [InlineData("i = b", "BOOLEAN")]
    [InlineData("i = 1", "BOOLEAN NOT NULL")]
    [InlineData("i IS NULL", "BOOLEAN NOT NULL")]
    [InlineData("b IS NOT DISTINCT FROM 5", "BOOLEAN NOT NULL")]
    [InlineData("flag AND i > 1", "BOOLEAN NOT NULL")]
    [InlineData("flag AND b > 1", "BOOLEAN")]
    [InlineData("NOT flag", "BOOLEAN NOT NULL")]
    [InlineData("i IN (1, 2)", "BOOLEAN NOT NULL")]
    [InlineData("i BETWEEN 1 AND b", "BOOLEAN")]
    [InlineData("s = 5", "BOOLEAN")]
    [InlineData("ts > '2024-01-01 00:00:00'", "BOOLEAN")]
    [InlineData("ts - INTERVAL '5' SECOND", "TIMESTAMP(3)")]
    public void Operators(string sql, string type) => Assert.Equal(type, TypeOf(sql));

    [Theory]
    [InlineData("CASE WHEN flag THEN 1 ELSE b END", "BIGINT")]
    [InlineData("CASE WHEN flag THEN i END", "INT")]
    [InlineData("CASE WHEN flag THEN 1 ELSE 2 END", "INT NOT NULL")]
    [InlineData("CASE WHEN flag THEN 'a' ELSE 'bcd' END", "VARCHAR(3) NOT NULL")]
    [InlineData("CASE WHEN flag THEN d ELSE i END", "DECIMAL(12, 2)")]
    [InlineData("COALESCE(b, i)", "BIGINT NOT NULL")]
    [InlineData("COALESCE(b, NULL)", "BIGINT")]
    [InlineData("NULLIF(i, 0)", "INT")]
    [InlineData("IF(flag, i, 1)", "INT NOT NULL")]
    [InlineData("IFNULL(s, 'none')", "STRING NOT NULL")]
    [InlineData("CAST(i AS STRING)", "STRING NOT NULL")]
    [InlineData("TRY_CAST(i AS STRING)", "STRING")]
    [InlineData("CAST(NULL AS INT)", "INT")]
    [InlineData("TYPEOF(d)", "STRING NOT NULL")]
    [InlineData("r.x", "INT")]
    [InlineData("arr[1]", "INT")]
    [InlineData("m['a']", "BIGINT")]
    public void Special_forms(string sql, string type) => Assert.Equal(type, TypeOf(sql));

    [Theory]
    [InlineData("COUNT(*)", "BIGINT NOT NULL")]
    [InlineData("COUNT(DISTINCT s)", "BIGINT NOT NULL")]
    [InlineData("SUM(i)", "INT")]
    [InlineData("SUM(d)", "DECIMAL(38, 2)")]
    [InlineData("AVG(d)", "DECIMAL(38, 6)")]
    [InlineData("AVG(i)", "INT")]
    [InlineData("MAX(s)", "STRING")]
    [InlineData("SUM(si + i)", "INT")]
    public void Aggregates(string sql, string type) => Assert.Equal(type, TypeOf(sql));

    [Fact]
    public void Typeof_says_it_in_sql() =>
        Assert.Contains("'DECIMAL(10, 2)'", Explain.PlanText.Of(new TestSession().Plan(Table + "SELECT TYPEOF(d) FROM t").Logical), StringComparison.Ordinal);

    private static string TypeOf(string expression)
    {
        var type = new TestSession().Plan($"{Table} SELECT {expression} FROM t").Logical[0].Schema[0].Type;
        return type is SqlType.Null ? "NULL" : type.ToString();
    }
}
