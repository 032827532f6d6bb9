using System.Text.RegularExpressions;

namespace StreamSql.Functions.Patterns;

/// <summary>A compiled regular expression in Java's notation, in two versions: one for texts whose characters are single UTF-16 units, which
/// is the fast one, and one for texts with characters beyond U+FFFF, made when the first such text comes.</summary>
internal sealed class TextRegex
{
    private readonly string _source;
    private readonly RegexOptions _options;
    private Regex? _wide;

    private TextRegex(string source, RegexOptions options)
    {
        (_source, _options) = (source, options);
        Narrow = Compile(wide: false, out var groups);
        Groups = groups;
    }

    /// <summary>For texts without characters beyond U+FFFF.</summary>
    public Regex Narrow { get; }

    /// <summary>For all texts.</summary>
    public Regex Wide => _wide ??= Compile(wide: true, out _);

    public bool IsEmpty => _source.Length == 0;

    /// <summary>How many groups it captures, the whole match not counted.</summary>
    public int Groups { get; }

    /// <summary>A pattern from the data, or <see langword="null"/> if Java would refuse it.</summary>
    /// <param name="isLasting">Whether it will match many texts and so is worth being compiled to machine code.</param>
    /// <exception cref="Core.Diagnostics.SqlException">Java knows it, but this engine does not (SS5004).</exception>
    public static TextRegex? OfData(string function, string source, bool isLasting)
    {
        try
        {
            return new TextRegex(source, isLasting ? RegexOptions.Compiled : RegexOptions.None);
        }
        catch (FormatException)
        {
            return null;
        }
        catch (NotSupportedException error)
        {
            throw PatternErrors.InvalidPattern(function, source, error.Message);
        }
    }

    /// <summary>The same, but a pattern that Java would refuse is an error.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">The pattern is refused, or this engine does not know it (SS5004).</exception>
    public static TextRegex Valid(string function, string source)
    {
        try
        {
            return new TextRegex(source, RegexOptions.None);
        }
        catch (Exception error) when (error is FormatException or NotSupportedException)
        {
            throw PatternErrors.InvalidPattern(function, source, error.Message);
        }
    }

    private Regex Compile(bool wide, out int groups)
    {
        var (pattern, count) = JavaRegex.Translate(_source, wide);
        groups = count;
        try
        {
            return new Regex(pattern, _options | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException error)
        {
            throw new FormatException(error.Error.ToString(), error);
        }
    }
}
