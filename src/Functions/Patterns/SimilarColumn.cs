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

/// <summary>SIMILAR TO with a pattern from a column.</summary>
internal sealed class SimilarColumn : ScalarKernel
{
    private readonly TextMatcher _matcher = new();
    private (string Pattern, string? Escape, TextRegex Regex)? _last;

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var sink = BitSink.Open(result, arguments, context.Arena);
        var text = new Text(arguments[0]);
        var pattern = new Text(arguments[1]);
        var escape = new Text(arguments[^1]);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (result.IsNull(row))
                continue;
            var regex = Regex(Encoding.UTF8.GetString(pattern[row]), arguments.Length == 3 ? Encoding.UTF8.GetString(escape[row]) : null);
            sink.Set(row, _matcher.Load(text[row]).IsMatch(regex));
        }
    }

    private TextRegex Regex(string pattern, string? escape)
    {
        if (_last is not var (lastPattern, lastEscape, regex) || lastPattern != pattern || lastEscape != escape)
        {
            regex = SimilarPattern.Compile(pattern, escape, isLasting: false);
            _last = (pattern, escape, regex);
        }

        return regex;
    }
}
