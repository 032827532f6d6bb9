using StreamSql.Core.Types;
using StreamSql.Functions.Patterns;

namespace StreamSql.Functions.Tests.Patterns;

public sealed class RegexTests : ScalarTest
{
    /// <summary>What java.util.regex finds first.</summary>
    [Theory]
    [InlineData(@"\d+", "a١23", "23")]
    [InlineData(@"\w+", "größer", "gr")]
    [InlineData(@"(?i)GROß", "xgroß", "groß")]
    [InlineData(@"(?i)Ä", "ä", null)]
    [InlineData(@"(?iu)Ä", "ä", "ä")]
    [InlineData(@"[a-z&&[^b]]+", "bacab", "aca")]
    [InlineData(@"[a[xy]]+", "bxay", "xay")]
    [InlineData(@"[^a[xy]]+", "xbcay", "bc")]
    [InlineData(@"a*+a", "aaa", null)]
    [InlineData(@"a++b", "aab", "aab")]
    [InlineData(@"\Qa.b\E+", "a.bb", "a.bb")]
    [InlineData(@"\p{Alpha}+", "äbc", "bc")]
    [InlineData(@"\p{L}+", "1äbc", "äbc")]
    [InlineData(@"\p{IsAlphabetic}+\P{L}", "äb1", "äb1")]
    [InlineData(@"\pN", "a7", "7")]
    [InlineData(@"(?<y>\d{4})-\k<y>", "2024-2024", "2024-2024")]
    [InlineData(@"(a)(?<n>b)\2", "abb", "abb")]
    [InlineData(@"(?x) a b # c", "ab", "ab")]
    [InlineData(@"a.c", "a\nc", null)]
    [InlineData(@"(?s)a.c", "a\nc", "a\nc")]
    [InlineData(@"a.c", "a\u0085c", null)]
    [InlineData(@"c$", "abc\r\n", "c")]
    [InlineData(@"(?m)^b$", "a\rb\rc", "b")]
    [InlineData(@"^.$", "😀", "😀")]
    [InlineData(@"[^a]", "😀", "😀")]
    [InlineData(@"[😀-😂]+", "x😁😂y", "😁😂")]
    [InlineData(@"😀{2}", "a😀😀😀", "😀😀")]
    [InlineData(@"\x{1F600}", "😀", "😀")]
    [InlineData(@"\uD83D\uDE00", "😀", "😀")]
    [InlineData(@"\x41\u0042\0103\t", "ABC\t", "ABC\t")]
    [InlineData(@"(?<!a)b(?=c)", "abbc", "b")]
    [InlineData(@"[]a]+", "]a", "]a")]
    [InlineData(@"[a-]+", "a-", "a-")]
    [InlineData(@"x{2,}?", "xxxx", "xx")]
    [InlineData(@"\h\R", "a \r\nb", " \r\n")]
    public void Matches_what_Java_matches(string regex, string text, string? expected) => Is(expected, "REGEXP_SUBSTR", text, regex);

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData("a**")]
    [InlineData("a{2")]
    [InlineData("a{3,2}")]
    [InlineData(@"\y")]
    [InlineData(@"\k<x>")]
    [InlineData("(?<n>a)(?<n>b)")]
    [InlineData("[b-a]")]
    [InlineData("(?y)a")]
    [InlineData(@"a\")]
    public void What_Java_refuses_is_refused(string regex)
    {
        Assert.Throws<FormatException>(() => JavaRegex.Translate(regex, wide: false));
        Is(false, "REGEXP", "a", regex);
        Is(null, "REGEXP_COUNT", "a", regex);
        Is(null, "REGEXP_INSTR", "a", regex);
        Is(null, "REGEXP_SUBSTR", "a", regex);
        Is(null, "REGEXP_REPLACE", "a", regex, "b");
        Fails("SS5004", "REGEXP_EXTRACT", "a", regex);
    }

    [Fact]
    public void What_this_engine_does_not_know_is_an_error() => Fails("SS5004", "REGEXP", "a", @"\p{IsLatin}");

    [Fact]
    public void Functions_of_matches()
    {
        Is(true, "REGEXP", "abc", "b.");
        Is(false, "REGEXP", "abc", "");
        Is(3, "REGEXP_COUNT", "a.b.c.d", @"\.");
        Is(4, "REGEXP_COUNT", "abc", "");
        Is(3, "REGEXP_INSTR", "öß1", @"\d");
        Is(3, "REGEXP_INSTR", "😀ß1", @"\d");
        Is(0, "REGEXP_INSTR", "abc", @"\d");
        Is("foothebar", "REGEXP_EXTRACT", "foothebar", "foo(.*?)(bar)");
        Is("bar", "REGEXP_EXTRACT", "foothebar", "foo(.*?)(bar)", 2);
        Is("öß", "REGEXP_EXTRACT", "ä-öß-x", "-(.+)-", 1);
        Is(null, "REGEXP_EXTRACT", "foothebar", "foo(.*?)(bar)", 3);
        Is(null, "REGEXP_EXTRACT", "b", "(a)|b", 1);
        Fails("SS5004", "REGEXP_EXTRACT", "a", "a", -1);
        Is("fb", "REGEXP_REPLACE", "foobar", "oo|ar", "");
        Is("-a-b-c-", "REGEXP_REPLACE", "abc", "", "-");
        Is("$1öx", "REGEXP_REPLACE", "aöx", "(a)", "$1");
        Is("a text of more than twelve bytes", "REGEXP_REPLACE", "a text of more than twelve bytes", "z", "y");
        Shows("[a, b]", "REGEXP_EXTRACT_ALL", "a1b2", @"(\w)\d");
        Shows("[a1, b2]", "REGEXP_EXTRACT_ALL", "a1b2", @"(\w)\d", 0);
        Shows("[]", "REGEXP_EXTRACT_ALL", "", @"(\w)\d");
        Shows("[NULL, x]", "REGEXP_EXTRACT_ALL", "yx", "(x)|y");
        Shows("[, ]", "REGEXP_EXTRACT_ALL", "a", "", 0);
        Is(null, "REGEXP_EXTRACT_ALL", "a1", @"\w");
        Is(null, "REGEXP_EXTRACT_ALL", "a", "(a)", -1);
        Is(null, "REGEXP_EXTRACT_ALL", "a", "(");
        Is(null, "REGEXP_REPLACE", "a", "a", NullText);
    }

    [Fact]
    public void Columns_of_texts_and_patterns()
    {
        var texts = Tester.Column(SqlType.String, "a1", null, "b22", "no digits in this longer text", "😀7");
        Assert.Equal(["1", null, "22", null, "7"], Tester.Call("REGEXP_SUBSTR", texts, Tester.Constant(SqlType.String, @"\d+", 5)));
        Assert.Equal(["a", null, null, "n", null], Tester.Call("REGEXP_SUBSTR", texts, Tester.Column(SqlType.String, "a", "a", "(", "n", null)));
    }
}
