using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.Formats;

public sealed class CsvTests
{
    private static readonly IReadOnlyList<ConnectorColumn> Two = TestTable.Columns(("a", new SqlType.Integer()), ("b", SqlType.String));

    [Theory]
    [InlineData("1,x", "1, x")]
    [InlineData(" 1 , x ", "1,  x ")]
    [InlineData("1,", "1, ")]
    [InlineData("1,x,", "1, x")]
    [InlineData("1,\"a,\"\"b\"\"\nc\"", "1, a,\"b\"\nc")]
    [InlineData("1,\"x\" ", "1, x")]
    [InlineData("1,a\"b", "1, a\"b")]
    [InlineData("\"1\",é", "1, é")]
    public void Fields_may_be_quoted(string record, string expected) =>
        Assert.Equal([$"+I[{expected}]"], Text.Decode("csv", Two, [], record));

    [Theory]
    [InlineData("csv.field-delimiter=|", "1|x,y", "1, x,y")]
    [InlineData("csv.field-delimiter=\\t", "1\tx", "1, x")]
    [InlineData("csv.field-delimiter=\\u0001", "1\u0001x", "1, x")]
    [InlineData("csv.disable-quote-character=true", "1,\"x\"", "1, \"x\"")]
    [InlineData("csv.quote-character='", "1,'x,y'", "1, x,y")]
    [InlineData("csv.escape-character=\\", "1,x\\,y\\n", "1, x,y\n")]
    [InlineData("csv.escape-character=\\", "1,\"x\\\"y\"", "1, x\"y")]
    [InlineData("csv.null-literal=n/a", "n/a,n/a", "null, null")]
    [InlineData("csv.null-literal=", ",x", "null, x")]
    [InlineData("csv.empty-string-as-null=true", ",", "null, null")]
    [InlineData("csv.trim-spaces=true", " 1 , x y ", "1, x y")]
    [InlineData("csv.trim-spaces=true", " 1 , \" x\" ", "1,  x")]
    [InlineData("csv.ignore-trailing-unmappable=true", "1,x,y,z", "1, x")]
    [InlineData("csv.ignore-parse-errors=true", "z,x", "null, x")]
    [InlineData("csv.ignore-parse-errors=true", "1", "1, null")]
    [InlineData("csv.ignore-parse-errors=true", "1,\"x", "")]
    [InlineData("csv.ignore-parse-errors=true", "1,x,y,z", "")]
    [InlineData("csv.allow-comments=true", "# 1,x", "")]
    [InlineData("csv.allow-comments=false", "", "")]
    public void Options_change_how_fields_are_read(string option, string record, string expected) =>
        Assert.Equal(
            expected.Length == 0 ? [] : [$"+I[{expected}]"],
            Text.Decode("csv", Two, [(option.Split('=', 2)[0], option.Split('=', 2)[1])], record));

    [Theory]
    [InlineData("", "x,y", "field 'a' of table 't': expected INT, found 'x'", "in.txt:1:1")]
    [InlineData("", ",y", "field 'a' of table 't': expected INT, found ''", "in.txt:1:1")]
    [InlineData("", "1", "malformed csv for table 't': expected 2 fields, found the end of the record", "in.txt:1:2")]
    [InlineData("", "1,x,y", "malformed csv for table 't': expected 2 fields, found 'y'", "in.txt:1:5")]
    [InlineData("", "1,\"x", "malformed csv for table 't': expected a closing quote, found the end of the record", "in.txt:1:5")]
    [InlineData("", "1,\"x\"y", "malformed csv for table 't': expected a field delimiter, found 'y'", "in.txt:1:6")]
    [InlineData("csv.allow-trailing-comma=false", "1,x,", "malformed csv for table 't': expected 2 fields, found the end of the record", "in.txt:1:5")]
    public void Errors_say_where_and_what(string option, string record, string message, string location)
    {
        var error = Assert.Throws<SqlException>(() => Text.Decode(
            "csv", Two, option.Length == 0 ? [] : [(option.Split('=')[0], option.Split('=')[1])], record)).Diagnostic;
        Assert.Equal(message, error.Message);
        Assert.Equal(location, error.DataLocation);
    }

    [Fact]
    public void All_types_are_read_and_written()
    {
        var columns = TestTable.Columns(
            ("bo", TypeText.Parse("BOOLEAN")), ("ti", TypeText.Parse("TINYINT")), ("bi", TypeText.Parse("BIGINT")), ("d", TypeText.Parse("DOUBLE")),
            ("de", TypeText.Parse("DECIMAL(10, 2)")), ("by", TypeText.Parse("BYTES")), ("da", TypeText.Parse("DATE")), ("tm", TypeText.Parse("TIME(3)")),
            ("ts", TypeText.Parse("TIMESTAMP(3)")), ("tl", TypeText.Parse("TIMESTAMP_LTZ(3)")), ("ar", TypeText.Parse("ARRAY<INT>")),
            ("ro", TypeText.Parse("ROW<x INT, y STRING>")), ("nu", TypeText.Parse("INT")));
        const string record = "true,-1,9007199254740993,1.5,12.5,AQID,2024-02-29,01:02:03.004,\"2024-01-02 03:04:05.678\",\"2024-01-02 03:04:05Z\",1;;3,1;x,";
        (string, string)[] options = [("csv.null-literal", "")];
        Assert.Equal(
            ["+I[true, -1, 9007199254740993, 1.5, 12.50, [1, 2, 3], 2024-02-29, 01:02:03.004, 2024-01-02T03:04:05.678, 2024-01-02T03:04:05Z, [1, null, 3], +I[1, x], null]"],
            Text.Decode("csv", columns, options, record));
        using var builder = new ChangeBatchBuilder(new Schema(columns.Select(c => new Field(c.Name, c.Type))));
        using var decoder = Text.Decoder("csv", columns, options, _ => { });
        decoder.Decode(Encoding.UTF8.GetBytes(record), new RecordLocation("in.txt", 1, IsLine: true), builder);
        Assert.Equal(record + "\n", Text.Encode("csv", builder.Build(), options));
    }

    [Fact]
    public void Fields_go_by_position_also_when_only_some_are_read()
    {
        using var builder = new ChangeBatchBuilder(new Schema(new Field("b", SqlType.String)));
        using var decoder = Text.Decoder("csv", Two, [], _ => { });
        decoder.Decode("z,x"u8, new RecordLocation("in.txt", 1, IsLine: true), builder);
        Assert.Equal(["+I[x]"], Text.Lines(builder.Build()));
    }

    /// <summary>Flink quotes more than it must.</summary>
    [Theory]
    [InlineData("STRING", "text", "")]
    [InlineData("STRING", "\"This is a test.\"", "")]
    [InlineData("STRING", "\"a+b\"", "")]
    [InlineData("STRING", "a-b", "")]
    [InlineData("STRING", "abcdefghijklmnopqrstuvwx", "")]
    [InlineData("STRING", "\"abcdefghijklmnopqrstuvwxy\"", "")]
    [InlineData("STRING", "éééééééééééééééééééééééé", "")]
    [InlineData("STRING", "null", "csv.null-literal=null")]
    [InlineData("STRING", "a b", "csv.disable-quote-character=true")]
    [InlineData("STRING", "'a;b''c'", "csv.field-delimiter=;|csv.quote-character='|csv.escape-character=*")]
    [InlineData("STRING", "'123''4**'", "csv.field-delimiter=;|csv.quote-character='|csv.escape-character=*")]
    [InlineData("STRING", "#a", "csv.field-delimiter=\t")]
    [InlineData("STRING", "\"#a\"", "csv.field-delimiter=\t|csv.allow-comments=true")]
    [InlineData("INT", "-12", "csv.field-delimiter=;")]
    [InlineData("DOUBLE", "1.5", "csv.field-delimiter=;")]
    [InlineData("BOOLEAN", "true", "csv.field-delimiter=z")]
    [InlineData("DECIMAL(38, 25)", "\"1234.0000000000000000000000001\"", "")]
    [InlineData("DECIMAL(10, 2)", "12.34", "")]
    [InlineData("DATE", "2018-10-12", "")]
    [InlineData("TIME(0)", "12:12:12", "")]
    [InlineData("TIME(0)", "\"12:12:12\"", "csv.field-delimiter=;")]
    [InlineData("TIMESTAMP(0)", "\"2018-10-12 12:12:12\"", "")]
    [InlineData("ROW<a STRING, b INT>", "Hello;42", "")]
    [InlineData("ROW<a INT, b STRING>", "'1:hello'", "csv.field-delimiter=;|csv.quote-character='|csv.array-element-delimiter=:")]
    public void Quotes_are_where_Flink_has_them(string type, string field, string options)
    {
        (string, string)[] set = [.. options.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(o => (o.Split('=')[0], o.Split('=')[1]))];
        var columns = TestTable.Columns(("a", TypeText.Parse(type)));
        using var builder = new ChangeBatchBuilder(new Schema(new Field("a", TypeText.Parse(type))));
        using var decoder = Text.Decoder("csv", columns, set, _ => { });
        decoder.Decode(Encoding.UTF8.GetBytes(field), new RecordLocation("in.txt", 1, IsLine: true), builder);
        Assert.Equal(field + "\n", Text.Encode("csv", builder.Build(), set));
    }

    /// <summary>Random rows are written as Flink does and read back, whatever the buffer they are found in.</summary>
    [Fact]
    public void Random_text_survives_writing_finding_and_reading()
    {
        var random = new Random(4);
        var columns = TestTable.Columns(("a", SqlType.String), ("b", SqlType.String), ("c", SqlType.String));
        const string alphabet = "ab,\"\n\r é";
        for (var round = 0; round < 200; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Enumerable.Range(0, 3).Select(_ => new string(
                [.. Enumerable.Range(0, random.Next(5)).Select(_ => alphabet[random.Next(alphabet.Length)])])).ToArray()).ToList();
            rows.RemoveAll(r => r.All(f => f.Length == 0));
            if (rows.Count == 0)
                continue;
            var reference = string.Concat(rows.Select(r => string.Join(',', r.Select(Quoted)) + "\n"));
            using var builder = new ChangeBatchBuilder(new Schema(columns.Select(c => new Field(c.Name, c.Type))));
            using var decoder = Text.Decoder("csv", columns, [], _ => { });
            var bytes = Encoding.UTF8.GetBytes(reference);
            var ends = new RecordEnd[2];
            for (var start = 0; start < bytes.Length;)
            {
                // The buffer grows until the next record is whole.
                var found = 0;
                for (var end = start + 1; found == 0; end++)
                    found = decoder.FindRecords(bytes.AsSpan(start, Math.Min(end, bytes.Length) - start), end >= bytes.Length, ends);
                decoder.Decode(bytes.AsSpan(start, ends[0].Content), new RecordLocation("in.txt", 1, IsLine: true), builder);
                start += ends[0].Next;
            }

            Assert.Equal(rows.Select(r => $"+I[{string.Join(", ", r)}]"), Text.Lines(builder.Build()));
            Assert.Equal(reference, Text.Encode("csv", builder.Build(), []));
        }

        static string Quoted(string field) =>
            field.All(c => c > ',') ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
