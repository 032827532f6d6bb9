using System.Numerics;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

public sealed class OperatorTests : IDisposable
{
    private static readonly SqlType Int = new SqlType.Integer();
    private static readonly SqlType Long = new SqlType.BigInt();
    private static readonly SqlType Real = new SqlType.Double();

    private readonly FunctionTester _tester = new();

    public void Dispose() => _tester.Dispose();

    [Fact]
    public void Integers_wrap_around()
    {
        _tester.AgreesWith("+", [Int, Int], a => unchecked((int)a[0] + (int)a[1]));
        _tester.AgreesWith("-", [Long, Long], a => unchecked((long)a[0] - (long)a[1]));
        _tester.AgreesWith("*", [Long, Int], a => unchecked((long)a[0] * (int)a[1]));
        _tester.AgreesWith("*", [new SqlType.TinyInt(), new SqlType.TinyInt()], a => unchecked((sbyte)((sbyte)a[0] * (sbyte)a[1])));
        _tester.AgreesWith("+", [new SqlType.SmallInt(), new SqlType.SmallInt()], a => unchecked((short)((short)a[0] + (short)a[1])));
        _tester.AgreesWith("-", [Int], a => unchecked(-(int)a[0]));
    }

    [Fact]
    public void Doubles_follow_IEEE()
    {
        _tester.AgreesWith("+", [Real, Real], a => (double)a[0] + (double)a[1]);
        _tester.AgreesWith("*", [Real, Int], a => (double)a[0] * (int)a[1]);
        _tester.AgreesWith("*", [new SqlType.Float(), Int], a => (float)a[0] * (int)a[1]);
    }

    [Theory]
    [InlineData(7, 2, 3, 1)]
    [InlineData(-7, 2, -3, -1)]
    [InlineData(-26, 5, -5, -1)]
    [InlineData(int.MinValue, -1, int.MinValue, 0)]
    public void Division_truncates_and_the_remainder_has_the_sign_of_the_dividend(int a, int b, int quotient, int remainder)
    {
        Assert.Equal(quotient, _tester.Call("/", (Int, a), (Int, b)));
        Assert.Equal(remainder, _tester.Call("%", (Int, a), (Int, b)));
        Assert.Equal(remainder, _tester.Call("MOD", (Long, (long)a), (Int, b)));
    }

    [Fact]
    public void Division_by_zero_is_an_error_but_not_under_a_NULL()
    {
        var error = Assert.Throws<SqlException>(() => _tester.Call("/", _tester.Column(Int, 1, 2), _tester.Column(Int, 1, 0)));
        Assert.Equal(("SS5001", "22012"), (error.Diagnostic.Code, error.Diagnostic.SqlState));
        Assert.Equal([1, null], _tester.Call("/", _tester.Column(Int, 1, null), _tester.Column(Int, 1, 0)));
        Assert.Throws<SqlException>(() => _tester.Call("/", (Real, 1.0), (Real, 0.0)));
        Assert.Equal([double.PositiveInfinity], _tester.Call("/", _tester.Column(Real, 1.0), _tester.Column(Real, 0.0)));
    }

    [Theory]
    [InlineData("=", 0)]
    [InlineData("<>", 1)]
    [InlineData("<", 2)]
    [InlineData("<=", 3)]
    [InlineData(">", 4)]
    [InlineData(">=", 5)]
    public void Comparisons_agree_with_those_of_the_values(string name, int which)
    {
        bool Holds(int order) => which switch { 0 => order == 0, 1 => order != 0, 2 => order < 0, 3 => order <= 0, 4 => order > 0, _ => order >= 0 };
        foreach (var type in new SqlType[] { new SqlType.TinyInt(), new SqlType.SmallInt(), Int, Long, new SqlType.Boolean(), new SqlType.Decimal(38, 4) })
            _tester.AgreesWith(name, [type, type], a => Holds(((IComparable)a[0]).CompareTo(a[1])));
        _tester.AgreesWith(name, [SqlType.String, SqlType.String], a => Holds(string.CompareOrdinal((string)a[0], (string)a[1])));
        _tester.AgreesWith(name, [Int, Long], a => Holds(((long)(int)a[0]).CompareTo((long)a[1])));
        _tester.AgreesWith(name, [Real, Real], a =>
        {
            var (x, y) = ((double)a[0], (double)a[1]);
            return which switch { 0 => x == y, 1 => x != y, 2 => x < y, 3 => x <= y, 4 => x > y, _ => x >= y };
        });
    }

    [Fact]
    public void Decimals_of_any_scale_compare_exactly()
    {
        var (wide, deep) = (new SqlType.Decimal(38, 0), new SqlType.Decimal(38, 30));
        _tester.AgreesWith("<", [wide, deep], a => (BigInteger)(Int128)a[0] * BigInteger.Pow(10, 30) < (BigInteger)(Int128)a[1], seeds: 20);
        Assert.Equal(true, _tester.Call("=", (wide, (Int128)3), (deep, (Int128)3 * (Int128)BigInteger.Pow(10, 30))));
    }

    [Fact]
    public void IS_tests_are_never_NULL()
    {
        var booleans = _tester.Column(new SqlType.Boolean(), true, false, null);
        Assert.Equal([false, false, true], _tester.Call("IS NULL", booleans));
        Assert.Equal([true, false, false], _tester.Call("IS TRUE", booleans));
        Assert.Equal([false, true, true], _tester.Call("IS NOT TRUE", booleans));
        Assert.Equal([false, true, false], _tester.Call("IS FALSE", booleans));
        Assert.Equal([true, false, true], _tester.Call("IS NOT FALSE", booleans));
        Assert.Equal([true, true, false], _tester.Call("IS NOT UNKNOWN", booleans));
        Assert.Equal([false, true, null], _tester.Call("NOT", booleans));
    }

    [Fact]
    public void NULL_is_not_distinct_from_NULL()
    {
        var (left, right) = (_tester.Column(Int, 1, 1, null, null), _tester.Column(Int, 1, 2, 3, null));
        Assert.Equal([false, true, true, false], _tester.Call("IS DISTINCT FROM", left, right));
        Assert.Equal([true, false, false, true], _tester.Call("IS NOT DISTINCT FROM", left, right));
        Assert.Equal([true, true, false, false], _tester.Call("IS DISTINCT FROM", left, _tester.Constant(Int, null, 4)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void IN_is_unknown_if_the_value_is_absent_and_NULL_is_in_the_list(int items)
    {
        var value = _tester.Column(Int, 1, 100, null);
        var list = Enumerable.Range(0, items).Select(i => _tester.Constant(Int, i, 3)).ToArray();
        Assert.Equal([true, false, null], _tester.Call("IN", [value, .. list]));
        Assert.Equal([true, null, null], _tester.Call("IN", [value, .. list, _tester.Constant(Int, null, 3)]));
    }

    [Fact]
    public void A_long_list_of_texts_is_looked_up()
    {
        var words = Enumerable.Range(0, 40).Select(i => $"word number {i} of the list").ToArray();
        var value = _tester.Column(SqlType.String, "word number 7 of the list", "word number 77 of the list", null);
        Assert.Equal([true, false, null], _tester.Call("IN", [value, .. words.Select(w => _tester.Constant(SqlType.String, w, 3))]));
    }

    [Fact]
    public void Nested_values_compare_part_by_part()
    {
        var type = new SqlType.Row([new("a", Int), new("b", new SqlType.Array(SqlType.String))]);
        object?[] Row(int a, params string?[] b) => [a, b];
        Assert.Equal(
            [true, false, false],
            _tester.Call("=", _tester.Column(type, Row(1, "x"), Row(1, "x", "y"), Row(2)), _tester.Column(type, Row(1, "x"), Row(1, "x"), Row(1))));
    }

    [Fact]
    public void A_text_beside_a_number_is_read_as_one()
    {
        Assert.Equal(true, _tester.Call("=", (SqlType.String, " 12 "), (Int, 12)));
        Assert.Throws<SqlException>(() => _tester.Call("=", (SqlType.String, "twelve"), (Int, 12)));
    }

    [Fact]
    public void What_does_not_compare_does_not_resolve()
    {
        Assert.Null(BuiltinFunctions.Instance.FindScalar("=")!.Resolve([new ArgumentInfo(Int), new ArgumentInfo(new SqlType.Date())]));
        Assert.Null(BuiltinFunctions.Instance.FindScalar("+")!.Resolve([new ArgumentInfo(Int), new ArgumentInfo(new SqlType.Boolean())]));
    }
}
