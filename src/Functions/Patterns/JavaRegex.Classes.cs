namespace StreamSql.Functions.Patterns;

/// <summary>Character classes: <c>[a-z]</c>, with unions <c>[a[bc]]</c> and intersections <c>[a-z&amp;&amp;[^m]]</c>.</summary>
internal sealed partial class JavaRegex
{
    private CodePoints Class()
    {
        _position++;
        var negated = !AtEnd && Next == '^';
        _position += negated ? 1 : 0;
        var set = Intersection();
        if (AtEnd)
            throw Unclosed("character class");
        _position++;
        return negated ? Cased(set).Negate() : set;
    }

    private CodePoints Intersection()
    {
        var set = Union(isFirst: true);
        while (!AtEnd && Next == '&')
        {
            _position += 2;
            var right = Union(isFirst: false);
            set = right.Ranges.Count == 0 ? set : set.Intersect(right);
        }

        return set;
    }

    private CodePoints Union(bool isFirst)
    {
        var set = CodePoints.Empty;
        for (; ; isFirst = false)
        {
            if (AtEnd)
                throw Unclosed("character class");
            if ((Next == ']' && !isFirst) || string.CompareOrdinal(_source, _position, "&&", 0, 2) == 0)
                return set;
            if ((_flags & Flags.Comments) != 0 && JavaClasses.Spaces.Contains(Next))
                _position++;
            else
                set = set.Union(Next == '[' ? Class() : Item());
        }
    }

    private CodePoints Item()
    {
        if (Next == '\\')
        {
            _position++;
            if (AtEnd)
                throw Unclosed("character class");
            if (Next == 'Q')
                return Quoted();
            if (ReadClassEscape() is { } set)
                return set;
            return Range(ReadEscapedCodePoint());
        }

        return Range(ReadCodePoint());
    }

    private CodePoints Range(int first)
    {
        if (AtEnd || Next != '-' || _position + 1 >= _source.Length || _source[_position + 1] is ']' or '[')
            return CodePoints.Of((first, first));
        _position++;
        var last = 0;
        if (Next == '\\')
        {
            _position++;
            last = AtEnd ? throw Unclosed("character class") : ReadEscapedCodePoint();
        }
        else
        {
            last = ReadCodePoint();
        }

        return last >= first ? CodePoints.Of((first, last)) : throw new FormatException("illegal character range");
    }

    private CodePoints Quoted()
    {
        var start = _position + 1;
        var end = _source.IndexOf(@"\E", start, StringComparison.Ordinal);
        if (end < 0)
            throw Unclosed("character class");
        _position = end + 2;
        return CodePoints.Of(_source[start..end]);
    }
}
