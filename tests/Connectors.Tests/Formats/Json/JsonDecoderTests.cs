using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.Formats.Json;

public sealed class JsonDecoderTests
{
    private static readonly SqlType.BigInt BigInt = new();

    [Theory]
    [InlineData("BOOLEAN", "true", "true")]
    [InlineData("BOOLEAN", "\"TRUE\"", "true")]
    [InlineData("BOOLEAN", "\"yes\"", "false")]
    [InlineData("TINYINT", "-128", "-128")]
    [InlineData("TINYINT", "\" 7 \"", "7")]
    [InlineData("INT", "2147483647", "2147483647")]
    [InlineData("INT", "1.9", "1")]
    [InlineData("INT", "-1.9", "-1")]
    [InlineData("BIGINT", "9223372036854775807", "9223372036854775807")]
    [InlineData("BIGINT", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("BIGINT", "1e3", "1000")]
    [InlineData("BIGINT", "\"12\"", "12")]
    [InlineData("DOUBLE", "1e400", "error")]
    [InlineData("DOUBLE", "0.1", "0.1")]
    [InlineData("DOUBLE", "123456789012345678901234567890", "1.2345678901234568E29")]
    [InlineData("DOUBLE", "\"NaN\"", "NaN")]
    [InlineData("FLOAT", "0.1", "0.1")]
    [InlineData("DECIMAL(10, 2)", "12.345", "12.35")]
    [InlineData("DECIMAL(10, 2)", "-12.345", "-12.35")]
    [InlineData("DECIMAL(10, 2)", "\"1e2\"", "100.00")]
    [InlineData("DECIMAL(10, 2)", "100000000", "error")]
    [InlineData("DECIMAL(38, 10)", "1234567890123456789012345678.12345678905", "1234567890123456789012345678.1234567891")]
    [InlineData("DECIMAL(38, 0)", "99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("DECIMAL(38, 0)", "1e38", "error")]
    [InlineData("STRING", "\"a\\u00e9\\n\\ud83d\\ude00\"", "aé\n😀")]
    [InlineData("STRING", "12.50", "12.50")]
    [InlineData("STRING", "true", "true")]
    [InlineData("STRING", "{ \"a\" : [ 1, \"x y\" ] }", "{\"a\":[1,\"x y\"]}")]
    [InlineData("BYTES", "\"AQID\"", "[1, 2, 3]")]
    [InlineData("DATE", "\"2024-02-29\"", "2024-02-29")]
    [InlineData("DATE", "\"2023-02-29\"", "error")]
    [InlineData("DATE", "\"-9999-01-01\"", "-9999-01-01")]
    [InlineData("TIME(3)", "\"01:02:03.456\"", "01:02:03.456")]
    [InlineData("TIMESTAMP(3)", "\"2024-01-02 03:04:05.123456\"", "2024-01-02T03:04:05.123")]
    [InlineData("TIMESTAMP(9)", "\"2024-01-02 03:04:05.123456789\"", "2024-01-02T03:04:05.123456789")]
    [InlineData("TIMESTAMP(9)", "\"9999-01-02 03:04:05\"", "error")]
    [InlineData("TIMESTAMP(6)", "\"9999-12-31 23:59:59.999999\"", "9999-12-31T23:59:59.999999")]
    [InlineData("TIMESTAMP(3)", "\"2024-01-02T03:04:05\"", "error")]
    [InlineData("TIMESTAMP_LTZ(3)", "\"2024-01-02 03:04:05Z\"", "2024-01-02T03:04:05Z")]
    [InlineData("TIMESTAMP_LTZ(3)", "\"2024-01-02 03:04:05\"", "error")]
    [InlineData("ARRAY<INT>", "[1, null, \"3\"]", "[1, null, 3]")]
    [InlineData("ARRAY<INT>", "[]", "[]")]
    [InlineData("MAP<STRING, INT>", "{\"a\": 1, \"b\": null, \"a\": 2}", "{b=null, a=2}")]
    [InlineData("MAP<INT, STRING>", "{\"1\": \"x\"}", "{1=x}")]
    [InlineData("MULTISET<STRING>", "{\"a\": 2}", "{a=2}")]
    [InlineData("ROW<x INT, y STRING>", "{\"y\": \"b\", \"x\": 1, \"z\": []}", "+I[1, b]")]
    [InlineData("ROW<x INT, y STRING>", "{}", "+I[null, null]")]
    [InlineData("ROW<x INT, y STRING>", "[1, 2]", "error")]
    [InlineData("INT", "{}", "error")]
    [InlineData("INT", "null", "null")]
    public void A_value_becomes_the_columns_type(string type, string json, string expected)
    {
        string[] records = [$"{{\"v\":{json}}}", $"{{\"v\":{json}}}", $"{{ \"w\" : 1, \"v\" : {json} , \"x\" : {{\"a\":[true,1e-5]}} }}"];
        var columns = TestTable.Columns(("v", TypeText.Parse(type)));
        foreach (var record in records)
        {
            if (expected == "error")
                Assert.Equal("SS5102", Assert.Throws<SqlException>(() => Text.Decode("json", columns, [], record)).Diagnostic.Code);
            else
                Assert.Equal([$"+I[{expected}]"], Text.Decode("json", columns, [], record));
        }

        if (expected != "error")
            Assert.Equal(Enumerable.Repeat($"+I[{expected}]", 3), Text.Decode("json", columns, [], records));
    }

    [Fact]
    public void Records_may_differ_in_order_blanks_and_fields()
    {
        var columns = TestTable.Columns(("a", BigInt), ("b", SqlType.String), ("c", BigInt));
        Assert.Equal(
            ["+I[1, x, 2]", "+I[3, y, 4]", "+I[5, null, null]", "+I[6, z, null]", "+I[7, z, 8]", "+I[9, twice, 1]", "+I[2, once, 1]", "+I[null, null, null]"],
            Text.Decode(
                "json",
                columns,
                [],
                """{"a":1,"b":"x","c":2}""",
                """{"a":3,"b":"y","c":4}""",
                """{"a":5}""",
                """{"a":6,"b":"z"}""",
                """{"b":"z", "d":null, "a": 7,"c":8}""",
                """{"a":1,"b":"once","b":"twice","c":1,"a":9}""",
                """{"a":1,"b":"once","c":1,"a":2}""",
                "{}"));
    }

    [Fact]
    public void An_array_of_objects_is_several_rows_and_a_blank_record_none()
    {
        var columns = TestTable.Columns(("a", BigInt));
        Assert.Equal(["+I[1]", "+I[2]"], Text.Decode("json", columns, [], """ [ {"a":1}, null, {"a":2} ] """, "", "  ", "null", "[]"));
    }

    [Theory]
    [InlineData("""{"a":1,"b":"x" """, "malformed json for table 't': expected ',' or '}', found the end of the record", "in.txt:1:16")]
    [InlineData("""{"a":01}""", "malformed json for table 't': expected a number, found '01}'", "in.txt:1:6")]
    [InlineData("""{"a":1x}""", "malformed json for table 't': expected the end of the number, found 'x}'", "in.txt:1:7")]
    [InlineData("""{"n":1}{""", "malformed json for table 't': expected the end of the record, found '{'", "in.txt:1:8")]
    [InlineData("""{"a":"x"}""", "field 'a' of table 't': expected BIGINT, found '\"x\"'", "in.txt:1:6")]
    [InlineData("""{"r":{"x":[1,"y"]}}""", "field 'r.x[2]' of table 't': expected INT, found '\"y\"'", "in.txt:1:14")]
    [InlineData("""{"m":{"k":"y"}}""", "field 'm['k']' of table 't': expected INT, found '\"y\"'", "in.txt:1:11")]
    [InlineData("""{"n":null}""", "field 'n' of table 't': expected INT NOT NULL, found 'null'", "in.txt:1:6")]
    [InlineData("""{"a":1}""", "field 'n' of table 't' is missing", "in.txt:1:7")]
    [InlineData("7", "expected an object, found '7'", "in.txt:1:1")]
    public void Errors_say_where_and_what(string record, string message, string location)
    {
        var columns = TestTable.Columns(
            ("a", BigInt), ("b", SqlType.String), ("r", TypeText.Parse("ROW<x ARRAY<INT>>")), ("m", TypeText.Parse("MAP<STRING, INT>")), ("n", new SqlType.Integer { Nullable = false }));
        var error = Assert.Throws<SqlException>(() => Text.Decode("json", columns, [], record)).Diagnostic;
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(location, error.DataLocation);
        Assert.Equal("set 'json.ignore-parse-errors' to 'true' to skip what cannot be read", error.Hint);
    }

    [Fact]
    public void Ignored_errors_make_fields_null_and_skip_malformed_rows()
    {
        var columns = TestTable.Columns(("a", BigInt), ("r", TypeText.Parse("ROW<x ARRAY<INT>, y INT>")), ("n", new SqlType.Integer { Nullable = false }));
        var skipped = new List<SkippedRow>();
        var schema = new Schema(columns.Select(c => new Field(c.Name, c.Type)));
        using var builder = new Core.Data.ChangeBatchBuilder(schema);
        using var decoder = Text.Decoder("json", columns, [("json.ignore-parse-errors", "true")], skipped.Add);
        string[] records =
        [
            """{"a":"x","r":{"x":[1,"y",3],"y":{}},"n":1}""",
            """{"a":1,"r":{"x":[1,2],"y":3},"n":2}""",
            """{"a":1,"r":7,"n":"z"}""",
            """{"a":1,"r":{"x":[1,2],"y":3},"n":2""",
            """[{"a":2,"n":3},{"a":3},{"a":4,"n":5}]""",
        ];
        for (var i = 0; i < records.Length; i++)
            decoder.Decode(System.Text.Encoding.UTF8.GetBytes(records[i]), new RecordLocation("in.txt", i + 1, IsLine: true), builder);
        Assert.Equal(
            ["+I[null, +I[[1, null, 3], null], 1]", "+I[1, +I[[1, 2], 3], 2]", "+I[2, null, 3]", "+I[4, null, 5]"],
            Text.Lines(builder.Build()));
        Assert.Equal(
            ["in.txt:3:18 field 'n': expected INT, found '\"z\"'", "in.txt:4:35 expected ',' or '}', found the end of the record", "in.txt:5:22 field 'n': missing"],
            skipped.Select(s => $"{s.Location} {s.Reason}"));
    }

    [Fact]
    public void A_missing_field_can_be_an_error()
    {
        var columns = TestTable.Columns(("a", BigInt), ("b", BigInt));
        var error = Assert.Throws<SqlException>(() => Text.Decode("json", columns, [("json.fail-on-missing-field", "true")], """{"a":1}"""));
        Assert.Equal("field 'b' of table 't' is missing", error.Message);
    }

    [Fact]
    public void Iso_timestamps_have_a_T()
    {
        var columns = TestTable.Columns(("t", new SqlType.Timestamp(3)), ("z", new SqlType.TimestampLtz(3)));
        Assert.Equal(
            ["+I[2024-01-02T03:04:05.120, 2024-01-02T03:04:05.120Z]", "+I[2024-01-02T03:04, 2024-01-02T03:04:00Z]"],
            Text.Decode(
                "json",
                columns,
                [("json.timestamp-format.standard", "ISO-8601")],
                """{"t":"2024-01-02T03:04:05.12","z":"2024-01-02T03:04:05.12Z"}""",
                """{"t":"2024-01-02T03:04","z":"2024-01-02T03:04Z"}"""));
    }

    [Fact]
    public void Changes_carry_their_kind()
    {
        var columns = TestTable.Columns(("a", BigInt), ("b", SqlType.String));
        Assert.Equal(
            ["+I[1, x]", "-D[1, x]", "+I[2, null]", "-D[2, y]"],
            Text.Decode(
                "changelog-json",
                columns,
                [],
                """{"data": {"a": 1, "b": "x"}, "op": "+I"}""",
                """{"data": {"a": 1, "b": "x"}, "op": "-U"}""",
                """{"op": "+U", "data": {"a": 2}}""",
                """{"data": {"a": 2, "b": "y"}, "op": "-D"}"""));
    }

    [Theory]
    [InlineData("""{"data":{"a":1},"op":"+X"}""", "field 'op' of table 't': expected '+I', '-U', '+U' or '-D', found '\"+X\"'")]
    [InlineData("""{"data":{"a":1}}""", "field 'op' of table 't' is missing")]
    [InlineData("""{"op":"+I"}""", "field 'data' of table 't' is missing")]
    [InlineData("""{"data":null,"op":"+I"}""", "field 'data' of table 't': expected an object NOT NULL, found 'null'")]
    [InlineData("""{"data":{"a":"x"},"op":"+I"}""", "field 'data.a' of table 't': expected BIGINT, found '\"x\"'")]
    public void A_change_needs_data_and_kind(string record, string message) =>
        Assert.Equal(message, Assert.Throws<SqlException>(() => Text.Decode("changelog-json", TestTable.Columns(("a", BigInt)), [], record)).Message);
}
