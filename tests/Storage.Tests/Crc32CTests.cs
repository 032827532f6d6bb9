using System.Text;

namespace StreamSql.Storage.Tests;

public class Crc32CTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void Known_texts_have_their_published_checksums(string text, uint checksum) =>
        Assert.Equal(checksum, Crc32C.Compute(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Cutting_the_bytes_anywhere_gives_the_same_checksum()
    {
        var bytes = new byte[300];
        new Random(1).NextBytes(bytes);
        var whole = Crc32C.Compute(bytes);

        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(whole, Crc32C.Append(Crc32C.Compute(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }
}
