using System.Globalization;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Planner.Tests;

/// <summary>Statements far longer or deeper than anyone writes by hand.</summary>
public sealed class DepthTests
{
    private const string Table = "CREATE TABLE t (a INT) WITH ('connector' = 'test');\n";

    [Fact]
    public void Conditions_nested_in_each_other_are_bound_once_each()
    {
        var condition = "a = 0";
        for (var i = 1; i <= 200; i++)
            condition = string.Create(CultureInfo.InvariantCulture, $"(a > {i} {(i % 2 == 0 ? "AND" : "OR")} {condition})");

        Assert.NotNull(new TestSession().Plan($"{Table}SELECT a FROM t WHERE {condition};"));
    }

    [Fact]
    public void Every_wrong_item_of_a_long_list_is_told()
    {
        var items = string.Join(", ", Enumerable.Range(0, 1_200).Select(i => string.Create(CultureInfo.InvariantCulture, $"-(a + x{i})")));

        var error = Assert.Throws<SqlException>(() => new TestSession().Plan($"{Table}SELECT {items} FROM t;"));

        Assert.Equal(1_200, error.Diagnostics.Count);
        Assert.All(error.Diagnostics, d => Assert.Equal("SS2001", d.Code));
    }
}
