using System.Text;
using System.Text.RegularExpressions;

namespace StreamSql.Functions.Patterns;

/// <summary>Matches UTF-8 texts one after the other: each is decoded into memory that the next one reuses.</summary>
internal sealed class TextMatcher
{
    // All characters beyond U+FFFF begin with such a byte in UTF-8, and no others do.
    private const byte FirstWideLead = 0xF0;

    private char[] _units = new char[256];
    private int _length;
    private bool _isAscii;
    private bool _isWide;

    /// <summary>Sets the text that the other methods search.</summary>
    public TextMatcher Load(ReadOnlySpan<byte> text)
    {
        if (_units.Length < text.Length)
            _units = new char[Math.Max(text.Length, _units.Length * 2)];
        _isWide = text.IndexOfAnyInRange(FirstWideLead, byte.MaxValue) >= 0;
        _length = Encoding.UTF8.GetChars(text, _units);
        _isAscii = _length == text.Length;
        return this;
    }

    public bool IsMatch(TextRegex regex) => Pick(regex).IsMatch(Units);

    public int Count(TextRegex regex) => Pick(regex).Count(Units);

    /// <summary>The matches from left to right, by UTF-16 units.</summary>
    public Regex.ValueMatchEnumerator Matches(TextRegex regex) => Pick(regex).EnumerateMatches(Units);

    /// <summary>The first match with its groups.</summary>
    public Match First(TextRegex regex) => Pick(regex).Match(new string(Units));

    /// <summary>How many bytes the units from one place to another take in the text.</summary>
    public int Bytes(int start, int end) => _isAscii ? end - start : Encoding.UTF8.GetByteCount(_units.AsSpan(start, end - start));

    /// <summary>How many characters the units before a place are.</summary>
    public int Characters(int end)
    {
        var count = end;
        foreach (var unit in _units.AsSpan(0, end))
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        return count;
    }

    private ReadOnlySpan<char> Units => _units.AsSpan(0, _length);

    private Regex Pick(TextRegex regex) => _isWide ? regex.Wide : regex.Narrow;
}
