using System.Globalization;

namespace StreamSql.Functions.Patterns;

/// <summary>What begins with a backslash.</summary>
internal sealed partial class JavaRegex
{
    private void Escape()
    {
        _position++;
        if (AtEnd)
            throw new FormatException("unexpected end behind '\\'");
        switch (Next)
        {
            case >= '1' and <= '9':
                BackReference(ReadGroupNumber());
                break;
            case 'k':
                NamedReference();
                break;
            case 'b' or 'B' or 'A' or 'G' or 'z':
                _target.Append('\\').Append(Next);
                _position++;
                break;
            case 'Z':
                _position++;
                EndOfLine(multiline: false);
                break;
            case 'R':
                _position++;
                _target.Append(@"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])");
                break;
            case 'X':
                throw new NotSupportedException(@"\X is not supported");
            case 'Q':
                Quotation();
                break;
            default:
                if (ReadClassEscape() is { } set)
                    Emit(set);
                else
                    Literal(ReadEscapedCodePoint());
                break;
        }
    }

    private void Quotation()
    {
        _position++;
        var end = _source.IndexOf(@"\E", _position, StringComparison.Ordinal);
        var stop = end < 0 ? _source.Length : end;
        // A quantifier behind the quotation belongs to its last character.
        while (_position < stop)
        {
            var start = _target.Length;
            Literal(ReadCodePoint());
            if (_position >= stop && end >= 0)
            {
                _position = end + 2;
                Quantifier(start);
                return;
            }
        }

        _position = end < 0 ? _source.Length : end + 2;
    }

    // As many digits as make the number of a group.
    private int ReadGroupNumber()
    {
        var number = 0;
        while (!AtEnd && char.IsAsciiDigit(Next) && (number == 0 || number * 10 + (Next - '0') <= _groupCount))
        {
            number = number * 10 + (Next - '0');
            _position++;
        }

        return number;
    }

    private void NamedReference()
    {
        _position++;
        if (AtEnd || Next != '<')
            throw new FormatException(@"\k is not followed by '<' for a named capturing group");
        _position++;
        var name = ReadName();
        BackReference(_names.TryGetValue(name, out var number) ? number : throw new FormatException($"named capturing group <{name}> does not exist"));
    }

    // A group that does not exist, or not yet, never matches.
    private void BackReference(int number)
    {
        if (number > _groups)
            _target.Append("(?!)");
        else if ((_flags & Flags.IgnoreCase) != 0)
            _target.Append(CultureInfo.InvariantCulture, $@"(?i:\{number})");
        else
            _target.Append(CultureInfo.InvariantCulture, $@"(?:\{number})");
    }

    /// <summary>The set of <c>\d</c>, <c>\p{…}</c> and their kin, or <see langword="null"/> if the escape is no set.</summary>
    private CodePoints? ReadClassEscape()
    {
        if (Next is 'p' or 'P')
            return ReadProperty();
        var set = Next switch
        {
            'd' => JavaClasses.Digits,
            'D' => JavaClasses.Digits.Negate(),
            'w' => JavaClasses.WordCharacters,
            'W' => JavaClasses.WordCharacters.Negate(),
            's' => JavaClasses.Spaces,
            'S' => JavaClasses.Spaces.Negate(),
            'h' => JavaClasses.HorizontalSpaces,
            'H' => JavaClasses.HorizontalSpaces.Negate(),
            'v' => JavaClasses.VerticalSpaces,
            'V' => JavaClasses.VerticalSpaces.Negate(),
            _ => null,
        };
        _position += set is null ? 0 : 1;
        return set;
    }

    private CodePoints ReadProperty()
    {
        var negated = Next == 'P';
        _position++;
        if (AtEnd)
            throw new FormatException("unexpected end behind '\\p'");
        var name = Next.ToString();
        if (Next == '{')
        {
            var close = _source.IndexOf('}', _position);
            if (close < 0)
                throw Unclosed("character family");
            name = _source[(_position + 1)..close];
            _position = close;
        }

        _position++;
        if (JavaClasses.Find(name) is not { } set)
            throw new NotSupportedException($"the character property '{name}' is not supported");
        return negated ? set.Negate() : set;
    }

    /// <summary>A character written with a backslash; the position is behind the backslash.</summary>
    private int ReadEscapedCodePoint()
    {
        var letter = ReadCodePoint();
        return letter switch
        {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\f',
            'a' => 0x07,
            'e' => 0x1B,
            '0' => ReadOctal(),
            'x' when !AtEnd && Next == '{' => ReadBraced(),
            'x' => ReadHex(2),
            'u' => ReadUnit(),
            'c' when !AtEnd => _source[_position++] ^ 0x40,
            _ when char.IsAsciiLetter((char)Math.Min(letter, 0x7F)) => throw new FormatException($"illegal escape sequence '\\{(char)letter}'"),
            _ => letter,
        };
    }

    private int ReadOctal()
    {
        var (value, digits) = (0, 0);
        while (!AtEnd && Next is >= '0' and <= '7' && digits < 3 && value * 8 + (Next - '0') <= 0xFF)
        {
            value = value * 8 + (Next - '0');
            _position++;
            digits++;
        }

        return digits > 0 ? value : throw new FormatException("illegal octal escape sequence");
    }

    private int ReadBraced()
    {
        var close = _source.IndexOf('}', _position);
        var digits = close < 0 ? "" : _source[(_position + 1)..close];
        _position = close + 1;
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= CodePoints.Last
            ? value
            : throw new FormatException("illegal hexadecimal escape sequence");
    }

    private int ReadUnit()
    {
        var high = ReadHex(4);
        if (!char.IsHighSurrogate((char)high) || string.CompareOrdinal(_source, _position, @"\u", 0, 2) != 0)
            return high;
        var before = _position;
        _position += 2;
        var low = ReadHex(4);
        if (char.IsLowSurrogate((char)low))
            return char.ConvertToUtf32((char)high, (char)low);
        _position = before;
        return high;
    }

    private int ReadHex(int digits)
    {
        if (_position + digits > _source.Length
            || !int.TryParse(_source.AsSpan(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new FormatException("illegal hexadecimal escape sequence");
        }

        _position += digits;
        return value;
    }
}
