using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.Formats.Json;

public sealed class JsonEncoderTests
{
    [Theory]
    [InlineData("BOOLEAN", "true", "true")]
    [InlineData("DOUBLE", "1", "1.0")]
    [InlineData("DOUBLE", "1e10", "1.0E10")]
    [InlineData("DOUBLE", "\"NaN\"", "\"NaN\"")]
    [InlineData("DECIMAL(10, 2)", "12.50", "12.5")]
    [InlineData("DECIMAL(10, 2)", "100", "1E+2")]
    [InlineData("DECIMAL(10, 8)", "0.000000027", "3E-8")]
    [InlineData("STRING", "\"a\\\"\\\\\\n\\u0001é/\"", "\"a\\\"\\\\\\n\\u0001é/\"")]
    [InlineData("BYTES", "\"AQID\"", "\"AQID\"")]
    [InlineData("DATE", "\"2024-02-29\"", "\"2024-02-29\"")]
    [InlineData("TIME(3)", "\"01:02:03.400\"", "\"01:02:03.4\"")]
    [InlineData("TIMESTAMP(3)", "\"2024-01-02 03:04:05\"", "\"2024-01-02 03:04:05\"")]
    [InlineData("TIMESTAMP_LTZ(3)", "\"2024-01-02 03:04:05.12Z\"", "\"2024-01-02 03:04:05.12Z\"")]
    [InlineData("ARRAY<INT>", "[1,null]", "[1,null]")]
    [InlineData("MAP<STRING, ARRAY<INT>>", "{\"a\":[1],\"b\":[]}", "{\"a\":[1],\"b\":[]}")]
    [InlineData("MULTISET<STRING>", "{\"a\":2}", "{\"a\":2}")]
    [InlineData("ROW<x INT, y ROW<z STRING>>", "{\"x\":1,\"y\":{\"z\":\"t\"}}", "{\"x\":1,\"y\":{\"z\":\"t\"}}")]
    [InlineData("INT", "null", "null")]
    public void A_value_is_written_as_Flink_writes_it(string type, string json, string expected) =>
        Assert.Equal($"{{\"v\":{expected}}}\n", Text.Encode("json", Rows(type, json), []));

    [Fact]
    public void Options_change_what_is_written()
    {
        Assert.Equal("{\"v\":100}\n", Text.Encode("json", Rows("DECIMAL(10, 2)", "100"), [("json.encode.decimal-as-plain-number", "true")]));
        Assert.Equal("{}\n", Text.Encode("json", Rows("INT", "null"), [("json.encode.ignore-null-fields", "true")]));
        Assert.Equal(
            "{\"v\":{\"y\":1}}\n",
            Text.Encode("json", Rows("ROW<x INT, y INT>", "{\"y\":1}"), [("json.encode.ignore-null-fields", "true")]));
        Assert.Equal(
            "{\"v\":\"2024-01-02T03:04:05\"}\n",
            Text.Encode("json", Rows("TIMESTAMP(3)", "\"2024-01-02 03:04:05\""), [("json.timestamp-format.standard", "ISO-8601")]));
    }

    [Fact]
    public void A_null_key_of_a_map_fails_is_dropped_or_is_a_literal()
    {
        var type = new SqlType.Map(SqlType.String, new SqlType.Integer());
        var batch = new ChangeBatch(new Schema(new Field("v", type)), [TestKit.Columns.Array(type, [new (object?, object?)[] { (null, 1), ("a", 2) }])], 1);
        Assert.Equal("SS5103", Assert.Throws<SqlException>(() => Text.Encode("json", batch, [])).Diagnostic.Code);
        Assert.Equal("{\"v\":{\"a\":2}}\n", Text.Encode("json", batch, [("json.map-null-key.mode", "drop")]));
        Assert.Equal(
            "{\"v\":{\"none\":1,\"a\":2}}\n",
            Text.Encode("json", batch, [("json.map-null-key.mode", "LITERAL"), ("json.map-null-key.literal", "none")]));
    }

    [Fact]
    public void Changes_are_written_with_their_kind() => Assert.Equal(
        "{\"data\":{\"v\":1},\"op\":\"+I\"}\n{\"data\":{\"v\":1},\"op\":\"-U\"}\n{\"data\":{\"v\":2},\"op\":\"+U\"}\n{\"data\":{\"v\":2},\"op\":\"-D\"}\n",
        Text.Encode(
            "changelog-json",
            Rows("INT", "1", "1", "2", "2"),
            [],
            ChangeKind.Insert,
            ChangeKind.UpdateBefore,
            ChangeKind.UpdateAfter,
            ChangeKind.Delete));

    [Fact]
    public void Rows_of_a_slice_are_written_as_their_own()
    {
        var all = Rows("ROW<x ARRAY<INT>, y STRING>", "{\"x\":[1],\"y\":\"a\"}", "null", "{\"x\":[2,3],\"y\":null}");
        Assert.Equal("{\"v\":null}\n{\"v\":{\"x\":[2,3],\"y\":null}}\n", Text.Encode("json", all.Slice(1, 2), []));
    }

    private static ChangeBatch Rows(string type, params string[] values)
    {
        var columns = TestTable.Columns(("v", TypeText.Parse(type)));
        var builder = new ChangeBatchBuilder(new Schema(columns.Select(c => new Field(c.Name, c.Type))));
        using var decoder = Text.Decoder("json", columns, [], _ => { });
        foreach (var value in values)
            decoder.Decode(System.Text.Encoding.UTF8.GetBytes($"{{\"v\":{value}}}"), new Core.Connectors.RecordLocation("in", 1, IsLine: true), builder);
        return builder.Build();
    }
}
