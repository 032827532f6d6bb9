using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;
using Text = StreamSql.Functions.Kernels.Text;

namespace StreamSql.Functions.Patterns;

/// <summary>SIMILAR TO with a constant pattern.</summary>
internal readonly struct IsMatch(TextMatcher matcher, TextRegex regex) : IOperation<Text, BitSink>
{
    public bool Invoke(in Text a, int row, ref BitSink sink) => sink.Set(row, matcher.Load(a[row]).IsMatch(regex));
}

/// <summary>SIMILAR TO.</summary>
internal readonly struct SimilarLanguage(TextMatcher matcher) : IPatternLanguage<TextRegex>
{
    public static bool CanFail => true;

    public TextRegex Parse(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape, bool hasEscape) =>
        SimilarPattern.Compile(Encoding.UTF8.GetString(pattern), hasEscape ? Encoding.UTF8.GetString(escape) : null, isLasting: false);

    public bool Matches(TextRegex pattern, ReadOnlySpan<byte> text) => matcher.Load(text).IsMatch(pattern);
}
