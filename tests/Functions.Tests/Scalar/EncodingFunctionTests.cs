using System.Security.Cryptography;
using System.Text;

namespace StreamSql.Functions.Tests.Scalar;

public sealed class EncodingFunctionTests : ScalarTest
{
    [Fact]
    public void Digits_of_other_bases()
    {
        Is("1100", "BIN", 12);
        Is("0", "BIN", 0L);
        Is(new string('1', 64), "BIN", -1L);
        Is("FF", "HEX", 255);
        Is("FFFFFFFFFFFFFFFF", "HEX", -1);
        Is("4AC3B6", "HEX", "Jö");
        Is("Jö"u8.ToArray(), "UNHEX", "4ac3B6");
        Is(new byte[] { 10, 188 }, "UNHEX", "ABC");
        Is(null, "UNHEX", "xy");
    }

    [Fact]
    public void Base_64()
    {
        Is("aGVsbG8gd29ybGQ=", "TO_BASE64", "hello world");
        Is("hello world", "FROM_BASE64", "aGVsbG8gd29ybGQ=");
        Is("hello world", "FROM_BASE64", "aGVsbG8gd29ybGQ");
        Fails("SS5004", "FROM_BASE64", "!!!!");
    }

    [Fact]
    public void Characters_and_charsets()
    {
        Is(97, "ASCII", "abc");
        Is(0, "ASCII", "");
        Is("a", "CHR", 97);
        Is("é", "CHR", 233 + 256);
        Is("\0", "CHR", 256);
        Is("", "CHR", -1);
        Is(new byte[] { 0x67, 0xFC }, "ENCODE", "gü", "ISO-8859-1");
        Is("gü", "DECODE", new byte[] { 0x67, 0xFC }, "iso-8859-1");
        Is(new byte[] { 0xFE, 0xFF, 0, 0x61 }, "ENCODE", "a", "UTF-16");
        Is("a", "DECODE", new byte[] { 0xFE, 0xFF, 0, 0x61 }, "UTF-16");
        Fails("SS5004", "ENCODE", "a", "EBCDIC");
    }

    [Fact]
    public void URLs()
    {
        Is("inva+lid%3A%2F%2Fuser%3Apass%40host%2Ffile%3Bparam%3Fquery%3Bp2", "URL_ENCODE", "inva lid://user:pass@host/file;param?query;p2");
        Is("inva lid://user:pass@host/file;param?query;p2", "URL_DECODE", "inva+lid%3A%2F%2Fuser%3Apass%40host%2Ffile%3Bparam%3Fquery%3Bp2");
        Is(null, "URL_DECODE", "illegal escape pattern test%");
    }

    [Theory]
    [InlineData("127.0.0.1", 2130706433L)]
    [InlineData("255.255.255.255", 4294967295L)]
    [InlineData("127.1", 2130706433L)]
    [InlineData("256.0.0.1", null)]
    [InlineData("a.b", null)]
    [InlineData("", null)]
    public void Addresses(string text, long? number)
    {
        Is(number, "INET_ATON", text);
        if (number is { } n && text.Count(c => c == '.') == 3)
            Is(text, "INET_NTOA", n);
    }

    [Fact]
    public void Hashes()
    {
        Is("098f6bcd4621d373cade4e832627b4f6", "MD5", "test");
        Is("a94a8fe5ccb19ba61c4c0873d391e987982fbbd3", "SHA1", "test");
        Is("d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f", "SHA224", "");
        Is("90a3ed9e32b2aaf4c61c410eb925426119e1a9dc53d4286ade99a809", "SHA2", "test", 224);
        Is("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "SHA256", "test");
        Is(null, "MD5", NullText);
        Fails("SS5004", "SHA2", "test", 1);
        foreach (var length in new[] { 55, 56, 63, 64, 65, 119, 120, 1000 })
        {
            var text = new string('x', length);
            Is(Convert.ToHexStringLower(SHA512.HashData(Encoding.ASCII.GetBytes(text))), "SHA512", text);
            Assert.Equal(56, ((string)Call("SHA224", text)!).Length);
        }

        Is("20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67", "SHA224", new string('a', 1_000_000));
    }
}
