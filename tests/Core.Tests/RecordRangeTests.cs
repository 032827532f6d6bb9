using StreamSql.Core.Connectors;

namespace StreamSql.Core.Tests;

public sealed class RecordRangeTests
{
    [Theory]
    [InlineData("a.json", 1, "a.json", 12, "a.json, lines 1 to 12")]
    [InlineData("a.json", 7, "a.json", 7, "a.json:7")]
    [InlineData("a.json", 7, "b.json", 2, "a.json:7 to b.json:2")]
    public void Lines_are_told_as_editors_take_them(string first, long firstLine, string last, long lastLine, string text) =>
        Assert.Equal(text, new RecordRange(new RecordLocation(first, firstLine, IsLine: true), new RecordLocation(last, lastLine, IsLine: true)).ToString());

    [Theory]
    [InlineData(42, 50, "topic 't', partition 3, offsets 42 to 50")]
    [InlineData(42, 42, "topic 't', partition 3, offset 42")]
    public void Offsets_are_told_with_their_partition(long first, long last, string text)
    {
        RecordLocation At(long offset) => new("topic 't', partition 3", offset, IsLine: false);
        Assert.Equal(text, new RecordRange(At(first), At(last)).ToString());
        Assert.Equal($"topic 't', partition 3, offset {first}, byte 1", At(first).At(0));
    }
}
