using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests.Scalar;

public sealed class StringFunctionTests : ScalarTest
{
    private const string Long = "a text of more than twelve bytes, größer";

    [Theory]
    [InlineData("abcdef", 2, 3, "bcd")]
    [InlineData("abcdef", 0, 2, "ab")]
    [InlineData("abcdef", -3, 2, "de")]
    [InlineData("abcdef", -7, 2, "")]
    [InlineData("abcdef", 7, 1, "")]
    [InlineData("abcdef", 2, -1, null)]
    [InlineData("größer", 3, 2, "öß")]
    [InlineData("a text of more than twelve bytes", 3, 30, "text of more than twelve bytes")]
    public void SUBSTRING_counts_code_points_from_either_end(string text, int start, int length, string? expected) =>
        Is(expected, "SUBSTRING", text, start, length);

    [Fact]
    public void SUBSTRING_agrees_with_a_reference_on_columns() =>
        Tester.AgreesWith("SUBSTR", [SqlType.String, new SqlType.SmallInt()], a =>
        {
            var (runes, start) = (((string)a[0]).EnumerateRunes().ToArray(), (short)a[1]);
            var from = start > 0 ? start - 1 : start == 0 ? 0 : runes.Length + start;
            return from < 0 || from >= runes.Length ? "" : string.Concat(runes[from..].Select(r => r.ToString()));
        });

    [Fact]
    public void Pieces_and_measures()
    {
        Is(6, "CHAR_LENGTH", "größer");
        Is(40, "CHARACTER_LENGTH", Long);
        Is("GRÖSSE Ä", "UPPER", "grösse ä");
        Is("größer als 日本", "LOWER", "GRÖßER ALS 日本");
        Is("Hello World-Wide 1st", "INITCAP", "hELLO wORLD-wide 1ST");
        Is("reßörg", "REVERSE", "größer");
        Is("abab", "REPEAT", "ab", 2);
        Is("", "REPEAT", "ab", -1);
        Is("gr", "LEFT", "größer", 2);
        Is("", "LEFT", "größer", 0);
        Is("ßer", "RIGHT", "größer", 3);
        Is("größer", "RIGHT", "größer", 10);
        Is(null, "UPPER", NullText);
        Fails("SS5003", "REPEAT", "a long enough text", int.MaxValue);
    }

    [Theory]
    [InlineData("hi", 4, "??", "??hi", "hi??")]
    [InlineData("hi", 5, "xy", "xyxhi", "hixyx")]
    [InlineData("hi", 1, "??", "h", "h")]
    [InlineData("hi", 0, "??", "", "")]
    [InlineData("hi", -1, "??", null, null)]
    [InlineData("hi", 5, "", null, null)]
    [InlineData("größer", 8, "é", "éégrößer", "größeréé")]
    public void Padding(string text, int length, string pad, string? left, string? right)
    {
        Is(left, "LPAD", text, length, pad);
        Is(right, "RPAD", text, length, pad);
    }

    [Fact]
    public void Trimming_takes_a_set_of_characters()
    {
        Is("hi", "TRIM", "BOTH", " ", "  hi  ");
        Is("hi  ", "TRIM", "LEADING", " ", "  hi  ");
        Is("xxhi", "TRIM", "TRAILING", "x", "xxhixx");
        Is("abcdd", "RTRIM", "abcddcba", "abc");
        Is("心情", "RTRIM", "心情开开心心", "开心");
        Is("dcba", "LTRIM", "abcdcba", "abc");
        Is("hi", "BTRIM", " hi ");
        Is(null, "RTRIM", "abc", NullText);
        DoesNotFit("BTRIM", new SqlType.Integer());
    }

    [Fact]
    public void Searching_counts_from_1_and_gives_0_for_absence()
    {
        Is(3, "POSITION", "öß", "größer");
        Is(0, "POSITION", "z", "größer");
        Is(1, "POSITION", "", "abc");
        Is(5, "LOCATE", "b", "abcabc", 3);
        Is(0, "LOCATE", "b", "abcabc", 0);
        Is(2, "INSTR", "abcabc", "b");
        Is(5, "INSTR", "abcabc", "b", 1, 2);
        Is(5, "INSTR", "abcabc", "b", -1);
        Is(2, "INSTR", "abcabc", "b", -1, 2);
        Is(2, "INSTR", "abcabc", "b", -3);
        Is(0, "INSTR", "abcabc", "b", 0);
        Fails("SS5004", "INSTR", "abcabc", "b", 1, 0);
        Is(true, "STARTSWITH", "größer", "grö");
        Is(false, "ENDSWITH", "größer", "grö");
        Is(true, "ENDSWITH", new byte[] { 1, 2 }, new byte[] { 2 });
    }

    [Fact]
    public void Replacing()
    {
        Is("heLLo", "REPLACE", "hello", "l", "L");
        Is("", "REPLACE", "aaa", "a", "");
        Is("x", "REPLACE", "aaa", "aaa", "x");
        Is("-a-b-", "REPLACE", "ab", "", "-");
        Is("abXXef", "OVERLAY", "abcdef", "XX", 3);
        Is("abXXcd", "OVERLAY", "abbcd", "XX", 3, 1);
        Is("abcdef", "OVERLAY", "abcdef", "XX", 7);
        Is("abXX", "OVERLAY", "abcdef", "XX", 3, 0);
        Is("www1p13h5.org", "TRANSLATE", "wwwapache.org", "abcae", "12345");
        Is("测试tset。翻译", "TRANSLATE", "翻译test，测试", "翻译测试test，", "测试翻译tset。");
        Is("www.phe.org", "TRANSLATE", "www.apache.org", "abc", NullText);
        Is("www.apache.org", "TRANSLATE", "www.apache.org", NullText, "123");
    }

    [Fact]
    public void Joining()
    {
        Is("ab", "||", "a", "b");
        Is("a1", "||", "a", 1);
        Is(Long + Long, "CONCAT", Long, Long);
        Is("abc", "CONCAT", "a", "b", "c");
        Is(null, "CONCAT", "a", NullText, "c");
        Is("AA~BB~~CC", "CONCAT_WS", "~", NullText, "AA", "BB", "", NullText, "CC");
        Is(null, "CONCAT_WS", NullText, "a");
        DoesNotFit("||", new SqlType.Integer(), new SqlType.Integer());
        Tester.AgreesWith("CONCAT", [SqlType.String, SqlType.String, SqlType.String], a => string.Concat(a));
        Tester.AgreesWith("||", [SqlType.String, SqlType.String], a => string.Concat(a));
    }

    [Theory]
    [InlineData("a,b,,c", ",", 0, "a")]
    [InlineData("a,b,,c", ",", 2, "")]
    [InlineData("a,b,,c", ",", 3, "c")]
    [InlineData("a,b,,c", ",", 4, null)]
    [InlineData("a,b", ",", -1, null)]
    [InlineData("", ",", 0, null)]
    [InlineData("a--b", "--", 1, "b")]
    public void SPLIT_INDEX_counts_from_0(string text, string separator, int index, string? expected) =>
        Is(expected, "SPLIT_INDEX", text, separator, index);

    [Fact]
    public void ELT_picks_by_number()
    {
        Is("scala", "ELT", 1, "scala", "java");
        Is(null, "ELT", 3, "a", "b");
        Is(null, "ELT", Of(new SqlType.Integer(), null), "a", "b");
        Is(new byte[] { 1 }, "ELT", 2L, new byte[] { 7 }, new byte[] { 1 });
        DoesNotFit("ELT", SqlType.String, SqlType.String);
    }

    [Theory]
    [InlineData("HOST", "host")]
    [InlineData("PATH", "/p/q")]
    [InlineData("QUERY", "a=1&b=2")]
    [InlineData("REF", "ref")]
    [InlineData("PROTOCOL", "http")]
    [InlineData("FILE", "/p/q?a=1&b=2")]
    [InlineData("AUTHORITY", "user:pass@host:80")]
    [InlineData("USERINFO", "user:pass")]
    [InlineData("host", null)]
    public void Parts_of_a_URL(string part, string? expected) =>
        Is(expected, "PARSE_URL", "http://user:pass@host:80/p/q?a=1&b=2#ref", part);

    [Fact]
    public void What_a_URL_does_not_have_is_NULL_or_empty()
    {
        Is("2", "PARSE_URL", "http://h/?a=1&b=2", "QUERY", "b");
        Is(null, "PARSE_URL", "http://h/?ab=1", "QUERY", "b");
        Is(null, "PARSE_URL", "http://h/", "QUERY");
        Is("", "PARSE_URL", "http://h/?#", "REF");
        Is(null, "PARSE_URL", "inva lid://h/", "HOST");
    }
}
