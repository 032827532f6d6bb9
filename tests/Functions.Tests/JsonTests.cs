using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

public class JsonTests
{
    private const string Order = """{"id": 7, "name": "Ann \u00e4\n", "paid": true, "sum": 0.998, "note": null, "items": [{"n": 1}, {"n": 2, "z": {"n": 3}}]}""";

    private static readonly SqlType Text = SqlType.String;
    private static readonly SqlType Strings = new SqlType.Array(SqlType.String);

    [Theory]
    [InlineData("{\"a\":1}", "VALUE OBJECT")]
    [InlineData(" [1, 2] ", "VALUE ARRAY")]
    [InlineData("\"text\"", "VALUE SCALAR")]
    [InlineData("-1.5e3", "VALUE SCALAR")]
    [InlineData("null", "VALUE SCALAR")]
    [InlineData("{a:1}", "")]
    [InlineData("[1,]", "")]
    [InlineData("", "")]
    [InlineData("1 2", "")]
    public void Is_json_tells_kinds_apart(string json, string expected)
    {
        using var tester = new FunctionTester();
        var kinds = new[] { "VALUE", "OBJECT", "ARRAY", "SCALAR" }.Where(k => (bool)tester.Call("IS JSON " + k, (Text, json))!);

        Assert.Equal(expected, string.Join(' ', kinds));
    }

    [Theory]
    [InlineData("$.id", "7")]
    [InlineData("$.name", "Ann ä\n")]
    [InlineData("$['name']", "Ann ä\n")]
    [InlineData("$.paid", "true")]
    [InlineData("$.sum", "0.998")]
    [InlineData("$.note", null)]
    [InlineData("$.items[0].n", "1")]
    [InlineData("$.items[-1].z.n", "3")]
    [InlineData("$.items[2].n", null)]
    [InlineData("$.items", null)]
    [InlineData("lax $.missing.deeper", null)]
    [InlineData("$..n", null)]
    public void Json_value_gives_scalars_as_text(string path, string? expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, Value(tester, Order, path));
    }

    [Fact]
    public void Json_value_gives_other_types()
    {
        using var tester = new FunctionTester();

        Assert.Equal(7, Value(tester, Order, "$.id", new SqlType.Integer()));
        Assert.Equal(0.998, Value(tester, Order, "$.sum", new SqlType.Double()));
        Assert.Equal(true, Value(tester, Order, "$.paid", new SqlType.Boolean()));
        Assert.Null(Value(tester, Order, "$.name", new SqlType.Integer()));
        Assert.Null(BuiltinFunctions.Instance.FindScalar("JSON_VALUE")!.Resolve(
            [new(Text), new(Text), new(new SqlType.Date()), new(Text, "NULL"), new(new SqlType.Null()), new(Text, "NULL"), new(new SqlType.Null())]));
    }

    [Fact]
    public void Nothing_there_is_empty_on_a_lax_path_and_an_error_on_a_strict_one()
    {
        using var tester = new FunctionTester();

        Assert.Equal("none", Value(tester, Order, "lax $.missing", empty: "DEFAULT", emptyDefault: "none"));
        Assert.Null(Value(tester, Order, "strict $.missing", empty: "DEFAULT", emptyDefault: "none"));
        Assert.Equal("none", Value(tester, Order, "$.missing", error: "DEFAULT", errorDefault: "none"));
        Assert.Equal("none", Value(tester, "no json", "$", error: "DEFAULT", errorDefault: "none"));
        Assert.Equal("none", Value(tester, Order, "lax $.items", empty: "DEFAULT", emptyDefault: "none"));
        Assert.Equal("none", Value(tester, Order, "$.note", empty: "DEFAULT", emptyDefault: "none"));
        Assert.Throws<SqlException>(() => Value(tester, Order, "lax $.missing", empty: "ERROR"));
        var error = Assert.Throws<SqlException>(() => Value(tester, "{}", "strict $.missing", error: "ERROR"));
        Assert.Equal("JSON_VALUE: the path 'strict $.missing' finds no such scalar in '{}'", error.Diagnostic.Message);
    }

    [Fact]
    public void A_default_truth_value_is_written_as_JSON_writes_it()
    {
        using var tester = new FunctionTester();

        Assert.Equal("false", tester.Call(
            "JSON_VALUE", (Text, "{}"), (Text, "lax $.b"), (Text, null), (Text, "DEFAULT"), (new SqlType.Boolean(), false), (Text, "NULL"), (new SqlType.Null(), null)));
    }

    [Theory]
    [InlineData("$.id", "FALSE", true)]
    [InlineData("lax $.missing", "FALSE", false)]
    [InlineData("strict $.missing", "FALSE", false)]
    [InlineData("strict $.missing", "TRUE", true)]
    [InlineData("strict $.missing", "UNKNOWN", null)]
    [InlineData("$.note", "TRUE", false)]
    [InlineData("$.items[?(@.n > 5)]", "FALSE", true)]
    public void Json_exists_says_whether_there_is_a_value(string path, string onError, bool? expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, tester.Call("JSON_EXISTS", (Text, Order), (Text, path), (Text, onError)));
    }

    [Fact]
    public void Json_exists_can_fail() => Assert.Throws<SqlException>(() =>
    {
        using var tester = new FunctionTester();
        tester.Call("JSON_EXISTS", (Text, Order), (Text, "strict $.missing"), (Text, "ERROR"));
    });

    [Theory]
    [InlineData("$.items[1]", "WITHOUT", """{"n":2,"z":{"n":3}}""")]
    [InlineData("$.items[1].z", "CONDITIONAL", """[{"n":3}]""")]
    [InlineData("$.items", "CONDITIONAL", """[{"n":1},{"n":2,"z":{"n":3}}]""")]
    [InlineData("$.items", "UNCONDITIONAL", """[[{"n":1},{"n":2,"z":{"n":3}}]]""")]
    [InlineData("$.id", "WITHOUT", null)]
    [InlineData("$.id", "CONDITIONAL", "[7]")]
    [InlineData("$.name", "CONDITIONAL", "[\"Ann ä\\n\"]")]
    [InlineData("$..n", "WITHOUT", "[1,2,3]")]
    [InlineData("$.items[*].n", "WITHOUT", "[1,2]")]
    [InlineData("$.items[0:1]", "WITHOUT", """[{"n":1}]""")]
    [InlineData("$.items[1,0].n", "WITHOUT", "[2,1]")]
    [InlineData("$.items[?(@.z)].n", "WITHOUT", "[2]")]
    [InlineData("$.items[?(@.n == 1 || @.z.n >= 9)].n", "WITHOUT", "[1]")]
    [InlineData("$.items[?(!(@.n < 2) && @.n != 5)].n", "WITHOUT", "[2]")]
    [InlineData("$.missing[*]", "WITHOUT", null)]
    public void Json_query_gives_arrays_and_objects(string path, string wrapper, string? expected)
    {
        using var tester = new FunctionTester();

        Assert.Equal(expected, Query(tester, Order, path, Text, wrapper));
    }

    [Fact]
    public void Json_query_writes_members_in_the_order_of_their_keys()
    {
        using var tester = new FunctionTester();

        Assert.Equal("""{"a":{"x":2,"y":1},"b":3}""", Query(tester, """{ "b": 1, "a": {"y": 1, "x": 2}, "b": 3 }""", "$"));
    }

    [Fact]
    public void Json_query_gives_arrays_of_texts()
    {
        using var tester = new FunctionTester();
        const string json = """{"a": "[1,2]", "b": [1, null, "x", {"z": 1, "y": 2}]}""";

        Assert.Equal(["1", null, "x", """{"y":2,"z":1}"""], (object?[]?)Query(tester, json, "$.b", Strings));
        Assert.Equal(["[1,2]"], (object?[]?)Query(tester, json, "$.a", Strings, "CONDITIONAL"));
        Assert.Null(Query(tester, json, "$.a", Strings));
        Assert.Equal([], (object?[]?)Query(tester, json, "$.a", Strings, error: "EMPTY ARRAY"));
        Assert.Throws<SqlException>(() => Query(tester, json, "$.a", Strings, error: "ERROR"));
        Assert.Throws<SqlException>(() => Query(tester, json, "$.a", Strings, error: "EMPTY OBJECT"));
    }

    [Fact]
    public void Json_query_knows_what_to_give_instead()
    {
        using var tester = new FunctionTester();

        Assert.Equal("[]", Query(tester, "{}", "lax $.x", empty: "EMPTY ARRAY"));
        Assert.Equal("{}", Query(tester, "{}", "strict $.x", error: "EMPTY OBJECT"));
        Assert.Null(Query(tester, "{}", "lax $.x"));
        Assert.Throws<SqlException>(() => Query(tester, "{}", "lax $.x", empty: "ERROR"));
    }

    [Fact]
    public void Rows_of_json_and_NULLs_work_one_by_one()
    {
        using var tester = new FunctionTester();

        var values = tester.Evaluate(
            FunctionTester.Resolve("JSON_QUERY", [new(Text), new(Text), new(Text), new(Text, "WITHOUT"), new(Text, "NULL"), new(Text, "NULL")]),
            tester.Column(Text, "{\"a\":[1]}", null, "nothing", "{\"a\":[\"a text of more than twelve bytes\"]}"),
            tester.Constant(Text, "$.a", 4),
            tester.Constant(Text, null, 4),
            tester.Constant(Text, "WITHOUT", 4),
            tester.Constant(Text, "NULL", 4),
            tester.Constant(Text, "NULL", 4));

        Assert.Equal(["[1]", null, null, "[\"a text of more than twelve bytes\"]"], tester.Values(values));
    }

    [Fact]
    public void Values_become_json()
    {
        using var tester = new FunctionTester();

        Assert.Equal("\"a \\\"b\\\" \\u0001 ä\"", Json(tester, Text, "a \"b\" \u0001 ä"));
        Assert.Equal("1.5", Json(tester, new SqlType.Double(), 1.5));
        Assert.Equal("\"NaN\"", Json(tester, new SqlType.Double(), double.NaN));
        Assert.Equal("1.20", Json(tester, new SqlType.Decimal(5, 2), 120L));
        Assert.Equal("\"1990-06-02T13:37:42.001\"", Json(tester, new SqlType.Timestamp(3), 644333862_001_000L));
        Assert.Equal("\"1990-06-02T13:37:42.001Z\"", Json(tester, new SqlType.TimestampLtz(3), 644333862_001_000L));
        Assert.Equal("\"AQI=\"", Json(tester, SqlType.Bytes, new byte[] { 1, 2 }));
        Assert.Equal("[1,null]", Json(tester, new SqlType.Array(new SqlType.Integer()), new object?[] { 1, null }));
        Assert.Equal("""{"a":2,"b":1}""", Json(tester, new SqlType.Map(Text, new SqlType.Integer()), new (object, object?)[] { ("b", 1), ("a", 2) }));
        Assert.Equal("""{"a":true,"b":null}""", Json(
            tester, new SqlType.Row([new("b", new SqlType.Integer()), new("a", new SqlType.Boolean())]), new object?[] { null, true }));
        Assert.Null(Json(tester, Text, null));
        Assert.Null(BuiltinFunctions.Instance.FindScalar("JSON_STRING")!.Resolve([new(new SqlType.DayTimeInterval())]));
    }

    [Fact]
    public void Objects_and_arrays_are_made_of_values()
    {
        using var tester = new FunctionTester();
        var integer = new SqlType.Integer();

        Assert.Equal("""{"a":null,"b":1}""", tester.Call("JSON_OBJECT", (Text, "NULL"), (Text, "b"), (integer, 1), (Text, "a"), (Text, null)));
        Assert.Equal("""{"b":1}""", tester.Call("JSON_OBJECT", (Text, "ABSENT"), (Text, "b"), (integer, 1), (Text, "a"), (Text, null)));
        Assert.Equal("""{"b":2}""", tester.Call("JSON_OBJECT", (Text, "NULL"), (Text, "b"), (integer, 1), (Text, "b"), (integer, 2)));
        Assert.Equal("{}", tester.Call("JSON_OBJECT", (Text, "NULL")));
        Assert.Equal("""["x",1]""", tester.Call("JSON_ARRAY", (Text, "ABSENT"), (Text, "x"), (Text, null), (integer, 1)));
        Assert.Equal("""["x",null]""", tester.Call("JSON_ARRAY", (Text, "NULL"), (Text, "x"), (Text, null)));
        Assert.Equal("[]", tester.Call("JSON_ARRAY", (Text, "ABSENT")));
        Assert.Throws<SqlException>(() => tester.Call("JSON_OBJECT", (Text, "NULL"), (Text, null), (integer, 1)));
    }

    [Fact]
    public void The_result_of_a_json_function_goes_in_as_json()
    {
        using var tester = new FunctionTester();
        var function = FunctionTester.Resolve("JSON_ARRAY", new(Text, "ABSENT"), new ArgumentInfo(Text) { Function = "JSON" }, new(Text));

        var values = tester.Evaluate(function, tester.Constant(Text, "ABSENT"), tester.Constant(Text, "[1,2]"), tester.Constant(Text, "[1,2]"));

        Assert.Equal("""[[1,2],"[1,2]"]""", tester.Values(values)[0]);
        Assert.Equal("""{"a":1,"b":2}""", tester.Call("JSON", (Text, """{ "b" : 2, "a" : 1 }""")));
        Assert.Throws<SqlException>(() => tester.Call("JSON", (Text, "nothing")));
    }

    [Theory]
    [InlineData("V", "\"V\"")]
    [InlineData("a\"b\\c/d\n", "\"a\\\"b\\\\c\\/d\\n\"")]
    [InlineData("≠𝄞", "\"\\u2260\\ud834\\udd1e\"")]
    [InlineData("", "\"\"")]
    public void Quoting_and_unquoting_are_inverse(string text, string quoted)
    {
        using var tester = new FunctionTester();

        Assert.Equal(quoted, tester.Call("JSON_QUOTE", (Text, text)));
        Assert.Equal(text, tester.Call("JSON_UNQUOTE", (Text, quoted)));
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("\"open")]
    [InlineData("\"bad \\x escape\"")]
    public void What_is_no_json_string_is_not_unquoted(string text)
    {
        using var tester = new FunctionTester();

        Assert.Equal(text, tester.Call("JSON_UNQUOTE", (Text, text)));
    }

    [Theory]
    [InlineData("a.b", "JSON_EXISTS: the path 'a.b' has 'a.b', which is not supported there")]
    [InlineData("$.a[", "JSON_EXISTS: the path '$.a[' ends too early")]
    [InlineData("$.a[?(@.b =~ /x/)]", "JSON_EXISTS: the path '$.a[?(@.b =~ /x/)]' has '=~ /x/)]', which is not supported there")]
    public void A_wrong_path_is_told_when_the_statement_is_planned(string path, string message)
    {
        var error = Assert.Throws<SqlException>(() => FunctionTester.Resolve("JSON_EXISTS", new(Text), new(Text, path), new(Text, "FALSE")));

        Assert.Equal(message, error.Diagnostic.Message);
    }

    private static object? Value(
        FunctionTester tester,
        string json,
        string path,
        SqlType? type = null,
        string empty = "NULL",
        string? emptyDefault = null,
        string error = "NULL",
        string? errorDefault = null) => tester.Call(
            "JSON_VALUE", (Text, json), (Text, path), (type ?? Text, null), (Text, empty), (Text, emptyDefault), (Text, error), (Text, errorDefault));

    private static object? Query(
        FunctionTester tester, string json, string path, SqlType? type = null, string wrapper = "WITHOUT", string empty = "NULL", string error = "NULL") =>
        tester.Call("JSON_QUERY", (Text, json), (Text, path), (type ?? Text, null), (Text, wrapper), (Text, empty), (Text, error));

    private static object? Json(FunctionTester tester, SqlType type, object? value) => tester.Call("JSON_STRING", (type, value));
}
