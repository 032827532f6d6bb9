using System.Buffers;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Core.Tests.Data;

public sealed class ChangeTextTests
{
    [Fact]
    public void A_row_shows_its_kind_and_its_values()
    {
        var schema = new Schema(new Field("a", new SqlType.BigInt()), new Field("b", SqlType.String), new Field("c", new SqlType.Boolean()));
        var batch = new ChangeBatch(
            schema,
            [Columns.Array(schema[0].Type, 1L, null), Columns.Array(schema[1].Type, "abc", "größer"), Columns.Array(schema[2].Type, true, null)],
            2);
        Assert.Equal("+I[1, abc, true]", Text(batch, 0, ChangeKind.Insert));
        Assert.Equal("-D[null, größer, null]", Text(batch, 1, ChangeKind.Delete));
    }

    [Fact]
    public void Values_show_themselves_as_in_Java()
    {
        Assert.Equal("1.50", Text(new SqlType.Decimal(10, 2), 150L));
        Assert.Equal("1E-10", Text(new SqlType.Decimal(38, 10), (Int128)1));
        Assert.Equal("1.0E10", Text(new SqlType.Double(), 1e10));
        Assert.Equal("[97, -1]", Text(SqlType.Bytes, new byte[] { 97, 255 }));
        Assert.Equal("1970-01-02", Text(new SqlType.Date(), 1));
        Assert.Equal("00:00", Text(new SqlType.Time(0), 0));
        Assert.Equal("1970-01-01T00:00:01", Text(new SqlType.Timestamp(3), 1_000_000L));
        Assert.Equal("1970-01-01T00:00:00.000001500Z", Text(new SqlType.TimestampLtz(9), 1500L));
        Assert.Equal("P1Y2M", Text(new SqlType.YearMonthInterval(), 14));
        Assert.Equal("PT1H", Text(new SqlType.DayTimeInterval(), 3_600_000_000L));
        Assert.Equal("[a, null]", Text(new SqlType.Array(SqlType.String), (object)new object?[] { "a", null }));
        Assert.Equal("{k=1, l=null}", Text(new SqlType.Map(SqlType.String, new SqlType.Integer()), (object)new (object, object?)[] { ("k", 1), ("l", null) }));
        Assert.Equal(
            "+I[1, +I[x]]",
            Text(new SqlType.Row([new("a", new SqlType.Integer()), new("b", new SqlType.Row([new("c", SqlType.String)]))]), (object)new object?[] { 1, new object?[] { "x" } }));
    }

    private static string Text(ChangeBatch batch, int row, ChangeKind kind)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ChangeText.Append(buffer, batch, row, kind);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Text(SqlType type, object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ChangeText.AppendValue(buffer, Columns.Array(type, value), type, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
