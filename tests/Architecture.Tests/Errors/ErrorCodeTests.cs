using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using StreamSql.Architecture.Tests.Code;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Architecture.Tests.Errors;

/// <summary>The table of error codes and the code that throws them say the same.</summary>
public sealed partial class ErrorCodeTests
{
    private static readonly IReadOnlyList<(string Code, string? SqlState)> Used = [.. OurAssemblies.Paths.SelectMany(Uses)];

    [Fact]
    public void Every_code_that_is_used_is_in_the_table() =>
        Assert.Empty(Used.Select(u => u.Code).Distinct().Except(ErrorCodes.All.Select(c => c.Code)));

    [Fact]
    public void Every_code_in_the_table_is_used() =>
        Assert.Empty(ErrorCodes.All.Select(c => c.Code).Except(Used.Select(u => u.Code)));

    [Fact]
    public void Both_give_a_code_the_same_sqlstate()
    {
        var known = ErrorCodes.All.ToDictionary(c => c.Code, c => c.SqlState.Split(", "));
        Assert.DoesNotContain(Used, u => u.SqlState is not null && known.TryGetValue(u.Code, out var states) && !states.Contains(u.SqlState));
    }

    [Fact]
    public void Codes_are_unique_and_in_order()
    {
        var codes = ErrorCodes.All.Select(c => c.Code).ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void Every_code_says_what_and_what_to_do() => Assert.All(ErrorCodes.All, c =>
    {
        Assert.Matches(@"^[A-Z].+\.$", c.What);
        Assert.Matches(@"^[A-Z].+\.$", c.Remedy);
        Assert.Matches(@"^[0-9A-Z]{5}(, [0-9A-Z]{5})*$", c.SqlState);
    });

    [Fact]
    public void A_code_outside_the_table_is_noticed()
    {
        var uses = Uses(typeof(Offender).Assembly.Location).ToList();
        Assert.Contains((Offender.Code, "42000"), uses);
        Assert.DoesNotContain(ErrorCodes.All, c => c.Code == Offender.Code);
        Assert.Equal("no", Offender.Throw().Message);
    }

    // What is loaded next after a code, and looks like one, is its SQLSTATE.
    private static IEnumerable<(string Code, string? SqlState)> Uses(string assembly)
    {
        var texts = CompiledCode.Of(assembly).Where(i => i.Code == ILOpCode.Ldstr && i.SourceType != typeof(ErrorCodes).FullName).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            if (Code().Match(texts[i].Target) is not { Success: true } match)
                continue;
            var next = texts.ElementAtOrDefault(i + 1);
            var state = next is not null && next.Method == texts[i].Method && next.Type == texts[i].Type && SqlState().IsMatch(next.Target) ? next.Target : null;
            yield return (match.Value, state);
        }
    }

    [GeneratedRegex(@"\bSS\d{4}\b")]
    private static partial Regex Code();

    [GeneratedRegex("^[0-9A-Z]{5}$")]
    private static partial Regex SqlState();

    private static class Offender
    {
        public const string Code = "SS0042";

        public static SqlException Throw() => new(new Diagnostic(Code, "42000", "no", Core.Text.TextSpan.None));
    }
}
