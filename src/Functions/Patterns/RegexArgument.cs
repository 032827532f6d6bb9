using System.Text;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Patterns;

/// <summary>The pattern argument of the regular expression functions: compiled once if it is constant, else where it changes.</summary>
/// <param name="function">For errors.</param>
internal sealed class RegexArgument(string function)
{
    private byte[]? _source;
    private TextRegex? _regex;

    /// <summary>The pattern of a row, or <see langword="null"/> if Java would refuse it.</summary>
    public TextRegex? At(Vector patterns, int row)
    {
        var source = patterns.Bytes(patterns.IsConstant ? 0 : row);
        if (_source is null || !source.SequenceEqual(_source))
        {
            _source = source.ToArray();
            var text = Encoding.UTF8.GetString(source);
            _regex = TextRegex.OfData(function, text, isLasting: patterns.IsConstant && patterns.Length > 1);
        }

        return _regex;
    }
}
