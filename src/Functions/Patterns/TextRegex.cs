using System.Text.RegularExpressions;

namespace StreamSql.Functions.Patterns;

/// <summary>A compiled regular expression in Java's notation, in two versions: one for texts whose characters are single UTF-16 units, which
/// is the fast one, and one for texts with characters beyond U+FFFF, made when the first such text comes.</summary>
internal sealed class TextRegex
{
    private readonly string _source;
    private readonly bool _isLasting;
    private Regex? _narrow;
    private Regex? _wide;

    /// <param name="isLasting">Whether it will match many texts and so is compiled to machine code, when the first one comes.</param>
    private TextRegex(string source, bool isLasting)
    {
        (_source, _isLasting) = (source, isLasting);
        var checkedOnly = Compile(wide: false, RegexOptions.None, out var groups);
        _narrow = isLasting ? null : checkedOnly;
        Groups = groups;
    }

    /// <summary>For texts without characters beyond U+FFFF.</summary>
    public Regex Narrow => _narrow ??= Compile(wide: false, Options, out _);

    /// <summary>For all texts.</summary>
    public Regex Wide => _wide ??= Compile(wide: true, Options, out _);

    public bool IsEmpty => _source.Length == 0;

    /// <summary>How many groups it captures, the whole match not counted.</summary>
    public int Groups { get; }

    /// <summary>A pattern from the data, or <see langword="null"/> if Java would refuse it.</summary>
    /// <param name="isLasting">Whether it will match many texts.</param>
    /// <exception cref="Core.Diagnostics.SqlException">Java knows it, but this engine does not (SS5004).</exception>
    public static TextRegex? OfData(string function, string source, bool isLasting)
    {
        try
        {
            return new TextRegex(source, isLasting);
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
            return new TextRegex(source, isLasting: false);
        }
        catch (Exception error) when (error is FormatException or NotSupportedException)
        {
            throw PatternErrors.InvalidPattern(function, source, error.Message);
        }
    }

    /// <summary>A pattern that matches whole texts.</summary>
    /// <param name="shown">The pattern as errors show it.</param>
    /// <param name="isLasting">Whether it will match many texts.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The pattern is refused, or this engine does not know it (SS5004).</exception>
    public static TextRegex Whole(string function, string source, string shown, bool isLasting)
    {
        try
        {
            // By itself first: what stands around it must not complete it.
            JavaRegex.Translate(source, wide: false);
            return new TextRegex($@"\A(?:{source})\z", isLasting);
        }
        catch (Exception error) when (error is FormatException or NotSupportedException)
        {
            throw PatternErrors.InvalidPattern(function, shown, error.Message);
        }
    }

    private RegexOptions Options => _isLasting ? RegexOptions.Compiled : RegexOptions.None;

    private Regex Compile(bool wide, RegexOptions options, out int groups)
    {
        var (pattern, count) = JavaRegex.Translate(_source, wide);
        groups = count;
        try
        {
            return new Regex(pattern, options | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException error)
        {
            throw new FormatException(error.Error.ToString(), error);
        }
    }
}
