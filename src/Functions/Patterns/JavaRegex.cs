using System.Globalization;
using System.Text;

namespace StreamSql.Functions.Patterns;

/// <summary>Translates a regular expression of java.util.regex into one of .NET that matches the same texts.</summary>
/// <remarks>Java matches code points and by default knows only ASCII in <c>\d</c>, <c>\w</c>, <c>\s</c> and <c>(?i)</c>; .NET matches
/// UTF-16 units. So all sets are written out, and named groups become numbered ones to keep Java's numbers.</remarks>
internal sealed partial class JavaRegex
{
    private const string Terminator = @"(?:\r\n|(?<!\r)\n|[\r\u0085\u2028\u2029])";

    private readonly string _source;
    private readonly bool _wide;
    private readonly StringBuilder _target = new();
    private readonly Dictionary<string, int> _names = [];
    private readonly int _groupCount;
    private int _groups;
    private int _position;
    private Flags _flags;

    private JavaRegex(string source, bool wide)
    {
        (_source, _wide) = (source, wide);
        _groupCount = CountGroups(source);
    }

    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        UnicodeCase = 2,
        Multiline = 4,
        DotAll = 8,
        UnixLines = 16,
        Comments = 32,
    }

    /// <summary>The pattern for .NET, and how many groups it captures.</summary>
    /// <param name="wide">Whether the texts to be matched have characters beyond U+FFFF.</param>
    /// <exception cref="FormatException">Java refuses the pattern; the message says why.</exception>
    /// <exception cref="NotSupportedException">Java knows it, this engine does not.</exception>
    public static (string Pattern, int Groups) Translate(string source, bool wide)
    {
        var regex = new JavaRegex(source, wide);
        regex.Alternation();
        if (regex._position < source.Length)
            throw new FormatException("unmatched closing ')'");
        return (regex._target.ToString(), regex._groups);
    }

    private bool AtEnd => _position >= _source.Length;

    private char Next => _source[_position];

    private void Alternation()
    {
        var flags = _flags;
        while (true)
        {
            SkipComments();
            if (AtEnd || Next == ')')
                break;
            if (Next == '|')
            {
                _position++;
                _target.Append('|');
                continue;
            }

            Term();
        }

        _flags = flags;
    }

    private void Term()
    {
        var start = _target.Length;
        Atom();
        SkipComments();
        // Flags, as (?i), are nothing that could be repeated.
        if (_target.Length > start)
            Quantifier(start);
    }

    private void Atom()
    {
        switch (Next)
        {
            case '(':
                Group();
                break;
            case '[':
                Emit(Class());
                break;
            case '\\':
                Escape();
                break;
            case '.':
                _position++;
                Emit((_flags & Flags.DotAll) != 0 ? CodePoints.All : LineTerminators.Negate());
                break;
            case '^':
                _position++;
                _target.Append((_flags & Flags.Multiline) == 0 ? @"\A" : Unix ? @"(?:\A|(?<=\n)(?!\z))" : @"(?:\A|(?<=[\n\u0085\u2028\u2029]|\r(?!\n))(?!\z))");
                break;
            case '$':
                _position++;
                EndOfLine((_flags & Flags.Multiline) != 0);
                break;
            case '*' or '+' or '?':
                throw new FormatException($"dangling meta character '{Next}'");
            case '{':
                throw new FormatException("illegal repetition");
            default:
                Literal(ReadCodePoint());
                break;
        }
    }

    private bool Unix => (_flags & Flags.UnixLines) != 0;

    private CodePoints LineTerminators => Unix ? CodePoints.Of("\n") : JavaClasses.LineTerminators;

    private void EndOfLine(bool multiline) => _target.Append((multiline, Unix) switch
    {
        (false, false) => $"(?={Terminator}?\\z)",
        (false, true) => @"(?=\n?\z)",
        (true, false) => $"(?={Terminator}|\\z)",
        (true, true) => @"(?=\n|\z)",
    });

    private void Literal(int point)
    {
        var set = CodePoints.Of((point, point));
        if (Cased(set) is { Ranges: [var (first, last)] } && first == last)
            _target.Append(point < 0x10000 ? System.Text.RegularExpressions.Regex.Escape(((char)point).ToString()).Replace("}", @"\}", StringComparison.Ordinal) : $"(?:{char.ConvertFromUtf32(point)})");
        else
            Emit(set);
    }

    /// <summary>A set of which one character is matched.</summary>
    private void Emit(CodePoints set) => _target.Append(CodePointText.Write(Cased(set), _wide));

    private CodePoints Cased(CodePoints set) => (_flags & Flags.IgnoreCase) == 0 ? set
        : (_flags & Flags.UnicodeCase) != 0 ? set.WithUnicodeCases()
        : set.WithAsciiCases();

    private void Quantifier(int atom)
    {
        if (AtEnd)
            return;
        var start = _position;
        switch (Next)
        {
            case '*' or '+' or '?':
                _position++;
                break;
            case '{':
                Repetition();
                break;
            default:
                return;
        }

        _target.Append(_source.AsSpan(start, _position - start));
        if (!AtEnd && Next == '?')
        {
            _position++;
            _target.Append('?');
        }
        else if (!AtEnd && Next == '+')
        {
            _position++;
            _target.Insert(atom, "(?>").Append(')');
        }
    }

    // {n}, {n,} or {n,m}
    private void Repetition()
    {
        var close = _source.IndexOf('}', _position);
        var parts = close < 0 ? [] : _source[(_position + 1)..close].Split(',');
        if (parts.Length is not (1 or 2) || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
            throw new FormatException("illegal repetition");
        if (parts is [_, { Length: > 0 } most]
            && (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least))
        {
            throw new FormatException("illegal repetition range");
        }

        _position = close + 1;
    }

    private int ReadCodePoint()
    {
        var point = char.IsSurrogatePair(_source, _position) ? char.ConvertToUtf32(_source, _position) : _source[_position];
        _position += point > char.MaxValue ? 2 : 1;
        return point;
    }

    private void SkipComments()
    {
        while ((_flags & Flags.Comments) != 0 && !AtEnd && (Next == '#' || JavaClasses.Spaces.Contains(Next)))
        {
            if (Next != '#')
                _position++;
            else
                _position = _source.AsSpan(_position).IndexOfAny('\n', '\r') is var end and >= 0 ? _position + end : _source.Length;
        }
    }

    private FormatException Unclosed(string what) => new($"unclosed {what} near index {_source.Length}");
}
