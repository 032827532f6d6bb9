using StreamSql.Core.Diagnostics;

namespace StreamSql.Core.Tests.Diagnostics;

/// <summary>What was probably meant, and no wild guesses.</summary>
public sealed class SuggestTests
{
    [Theory]
    [InlineData("custmer_id", "customer_id", "customer_id", "customer_name")]
    [InlineData("FORM", "FROM", "FROM", "FOR")]
    [InlineData("cont", "COUNT", "COT", "COUNT")]
    [InlineData("amnt", "amount", "id", "amount")]
    [InlineData("ISO", "ISO-8601", "SQL", "ISO-8601")]
    [InlineData("PAGE", "page", "page", "pages")]
    [InlineData("page", null, "name", "user_id")]
    [InlineData("x", null, "y", "id")]
    [InlineData("id", null, "customer_id")]
    [InlineData("anything", null)]
    public void The_nearest_name_if_it_is_near(string name, string? expected, params string[] candidates) =>
        Assert.Equal(expected, Suggest.Closest(name, candidates));
}
