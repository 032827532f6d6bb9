using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests.Patterns;

public sealed class LikeTests : ScalarTest
{
    private static readonly SqlType Text = SqlType.String;

    [Theory]
    [InlineData("abcdef", "abc%", true)]
    [InlineData("abcdef", "%def", true)]
    [InlineData("abcdef", "%cd%", true)]
    [InlineData("abcdef", "abcdef", true)]
    [InlineData("abcdef", "abcde", false)]
    [InlineData("", "", true)]
    [InlineData("", "%%", true)]
    [InlineData("", "_", false)]
    [InlineData("aXbXc", "a%X%X%c", true)]
    [InlineData("aba", "ab%ba", false)]
    [InlineData("größer", "gr_ßer", true)]
    [InlineData("gr😀ßer", "gr_ßer", true)]
    [InlineData("ö", "__", false)]
    [InlineData("100%", "100\\%", false)]
    [InlineData("line\nbreak", "line_break", true)]
    public void Percent_is_any_text_and_underscore_any_character(string text, string pattern, bool expected) =>
        Is(expected, "LIKE", text, pattern);

    [Theory]
    [InlineData("100%", "100#%", "#", true)]
    [InlineData("1000", "100#%", "#", false)]
    [InlineData("a_b", "a__b", "_", true)]
    [InlineData("a#b", "a##b", "#", true)]
    [InlineData("aößb", "aöööß%", "ö", null)]
    [InlineData("aö%", "aööö%", "ö", true)]
    public void Escaped_characters_stand_for_themselves(string text, string pattern, string escape, bool? expected)
    {
        if (expected is null)
            Fails("SS5004", "LIKE", text, pattern, escape);
        else
            Is(expected, "LIKE", text, pattern, escape);
    }

    [Theory]
    [InlineData("%E_S%&", "&")]
    [InlineData("%E&-S%", "&")]
    [InlineData("a", "ab")]
    [InlineData("a", "")]
    public void Escapes_that_mean_nothing_are_errors(string pattern, string escape) => Fails("SS5004", "LIKE", "a", pattern, escape);

    [Fact]
    public void NULL_in_gives_NULL_out()
    {
        Is(null, "LIKE", NullText, "a%");
        Is(null, "LIKE", "a", NullText);
        Is(null, "LIKE", "a", "a%", NullText);
    }

    [Fact]
    public void Every_pattern_agrees_with_a_reference_constant_or_not()
    {
        var random = new Random(5);
        for (var i = 0; i < 400; i++)
        {
            var pattern = Random(random, "ab%_ö", 7);
            var texts = Enumerable.Range(0, 30).Select(_ => Random(random, "abö😀", 7)).ToArray();
            var expected = texts.Select(t => (object?)Matches([.. t.EnumerateRunes().Select(r => r.ToString())], [.. pattern.Select(c => c.ToString())])).ToArray();
            var column = Tester.Column(Text, texts);
            var constant = FunctionTester.Resolve("LIKE", new(Text), new(Text, pattern));
            Assert.Equal(expected, Tester.Values(Tester.Evaluate(constant, column, Tester.Constant(Text, pattern, texts.Length))));
            Assert.Equal(expected, Tester.Call("LIKE", column, Tester.Column(Text, [.. texts.Select(_ => pattern)])));
        }
    }

    private static bool Matches(ReadOnlySpan<string> text, ReadOnlySpan<string> pattern)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] == "%")
            return Matches(text, pattern[1..]) || (!text.IsEmpty && Matches(text[1..], pattern));
        return !text.IsEmpty && (pattern[0] == "_" || pattern[0] == text[0]) && Matches(text[1..], pattern[1..]);
    }

    private static string Random(Random random, string alphabet, int most)
    {
        var runes = alphabet.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }

    [Theory]
    [InlineData("This is a test String.", "This (is)? a (test)+ Strin_*", true)]
    [InlineData("abc", "a|b|abc", true)]
    [InlineData("abc", "ab", false)]
    [InlineData("a1", "[[:ALPHA:]][0-9]", true)]
    [InlineData("b", "[^a]", true)]
    [InlineData("a.c", "a.c", true)]
    [InlineData("abc", "a.c", false)]
    [InlineData("a$\\", "a$\\", true)]
    [InlineData("aaa", "a{2,3}", true)]
    [InlineData("x\ny", "x%", true)]
    [InlineData("😀", "_", true)]
    public void SIMILAR_TO_matches_the_whole_text(string text, string pattern, bool expected) => Is(expected, "SIMILAR TO", text, pattern);

    [Fact]
    public void SIMILAR_TO_escapes_special_characters()
    {
        Is(true, "SIMILAR TO", "*_This", "&*&__*", "&");
        Is(false, "SIMILAR TO", "x_This", "&*&__*", "&");
        Is(true, "SIMILAR TO", "&", "&&", "&");
        Fails("SS5004", "SIMILAR TO", "a", "&a", "&");
        Fails("SS5004", "SIMILAR TO", "a", "a(", "&");
        Fails("SS5004", "SIMILAR TO", "a", "a)|(b");
        Fails("SS5004", "SIMILAR TO", "a", "a", "ab");
        Is(null, "SIMILAR TO", "a", NullText);
    }
}
