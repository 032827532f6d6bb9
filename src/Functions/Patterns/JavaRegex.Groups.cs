namespace StreamSql.Functions.Patterns;

/// <summary>Groups, look-around and flags.</summary>
internal sealed partial class JavaRegex
{
    private void Group()
    {
        _position++;
        if (AtEnd || Next != '?')
        {
            Capture();
            return;
        }

        _position++;
        foreach (var opening in (ReadOnlySpan<string>)["<=", "<!", ":", "=", "!", ">"])
        {
            if (string.CompareOrdinal(_source, _position, opening, 0, opening.Length) == 0)
            {
                _position += opening.Length;
                Enclosed("(?" + opening);
                return;
            }
        }

        if (!AtEnd && Next == '<')
        {
            _position++;
            var name = ReadName();
            if (!_names.TryAdd(name, _groups + 1))
                throw new FormatException($"named capturing group <{name}> is already defined");
            Capture();
            return;
        }

        SetFlags();
    }

    private void Capture()
    {
        _groups++;
        Enclosed("(");
    }

    private void Enclosed(string opening)
    {
        _target.Append(opening);
        Alternation();
        if (AtEnd)
            throw Unclosed("group");
        _position++;
        _target.Append(')');
    }

    // (?i-m) holds up to the end of the group it is in, (?i-m:…) in a group of its own.
    private void SetFlags()
    {
        var outer = _flags;
        var on = true;
        for (; !AtEnd && Next is not (')' or ':'); _position++)
        {
            if (Next == '-' && on)
                on = false;
            else if (Flag(Next) is var flag)
                _flags = on ? _flags | flag : _flags & ~flag;
        }

        if (AtEnd)
            throw new FormatException("unknown inline modifier");
        if (Next == ')')
        {
            _position++;
            return;
        }

        _position++;
        Enclosed("(?:");
        _flags = outer;
    }

    private static Flags Flag(char letter) => letter switch
    {
        'i' => Flags.IgnoreCase,
        'u' => Flags.UnicodeCase,
        'm' => Flags.Multiline,
        's' => Flags.DotAll,
        'd' => Flags.UnixLines,
        'x' => Flags.Comments,
        'U' => throw new NotSupportedException("the flag (?U) is not supported"),
        _ => throw new FormatException($"unknown inline modifier '{letter}'"),
    };

    private string ReadName()
    {
        var close = _source.IndexOf('>', _position);
        var name = close < 0 ? "" : _source[_position..close];
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            throw new FormatException("capturing group name does not start with a letter or is not closed");
        _position = close + 1;
        return name;
    }

    // How many groups there will be decides how many digits a reference behind them has.
    private static int CountGroups(string source)
    {
        var count = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] == '(' && (i + 1 == source.Length || source[i + 1] != '?' || (i + 3 < source.Length && source[i + 2] == '<' && source[i + 3] is not ('=' or '!'))))
                count++;
        }

        return count;
    }
}
