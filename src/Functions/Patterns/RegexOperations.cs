using System.Buffers;
using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

/// <summary>REGEXP. As in Flink the empty pattern matches nothing.</summary>
internal readonly struct RegexFound : IRegexOperation<BitSink>
{
    public bool Invoke(TextMatcher matcher, TextRegex regex, ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref BitSink sink) =>
        sink.Set(row, !regex.IsEmpty && matcher.IsMatch(regex));

    public static bool Refused(int row, ref BitSink sink) => sink.Set(row, false);
}

/// <summary>REGEXP_COUNT.</summary>
internal readonly struct RegexCount : IRegexOperation<FixedSink<int>>
{
    public bool Invoke(TextMatcher matcher, TextRegex regex, ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref FixedSink<int> sink) =>
        sink.Set(row, matcher.Count(regex));
}

/// <summary>REGEXP_INSTR: in characters from 1, 0 if there is no match.</summary>
internal readonly struct RegexPosition : IRegexOperation<FixedSink<int>>
{
    public bool Invoke(TextMatcher matcher, TextRegex regex, ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref FixedSink<int> sink)
    {
        foreach (var match in matcher.Matches(regex))
            return sink.Set(row, matcher.Characters(match.Index) + 1);
        return sink.Set(row, 0);
    }
}

/// <summary>REGEXP_SUBSTR, and REGEXP_EXTRACT of the whole match: a piece of the text, without copying.</summary>
internal readonly struct RegexMatch : IRegexOperation<TextSink>
{
    public bool Invoke(TextMatcher matcher, TextRegex regex, ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref TextSink sink)
    {
        foreach (var match in matcher.Matches(regex))
        {
            var start = matcher.Bytes(0, match.Index);
            return sink.Slice(row, 0, in new Text(arguments[0]).At(row), text, start, matcher.Bytes(match.Index, match.Index + match.Length));
        }

        return false;
    }
}

/// <summary>REGEXP_EXTRACT of a group.</summary>
internal readonly struct RegexGroup : IRegexOperation<TextSink>
{
    public bool Invoke(TextMatcher matcher, TextRegex regex, ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref TextSink sink)
    {
        var index = new Fixed<long>(arguments[2])[row];
        if (index == 0)
            return default(RegexMatch).Invoke(matcher, regex, text, arguments, row, ref sink);
        if (index < 0 || index > regex.Groups || !matcher.IsMatch(regex))
            return false;
        var group = matcher.First(regex).Groups[(int)index];
        return group.Success
            && sink.Slice(row, 0, in new Text(arguments[0]).At(row), text, matcher.Bytes(0, group.Index), matcher.Bytes(group.Index, group.Index + group.Length));
    }
}

/// <summary>REGEXP_REPLACE: the replacement is put in as it is.</summary>
internal readonly struct RegexReplace() : IRegexOperation<TextSink>
{
    private readonly ArrayBufferWriter<byte> _replaced = new();

    public bool Invoke(TextMatcher matcher, TextRegex regex, ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref TextSink sink)
    {
        var replacement = new Text(arguments[2])[row];
        var (units, bytes) = (0, 0);
        _replaced.ResetWrittenCount();
        foreach (var match in matcher.Matches(regex))
        {
            var start = bytes + matcher.Bytes(units, match.Index);
            _replaced.Write(text[bytes..start]);
            _replaced.Write(replacement);
            units = match.Index + match.Length;
            bytes = start + matcher.Bytes(match.Index, units);
        }

        if (_replaced.WrittenCount == 0 && bytes == 0)
            return sink.Slice(row, 0, in new Text(arguments[0]).At(row), text, 0, text.Length);
        _replaced.Write(text[bytes..]);
        return sink.Set(row, _replaced.WrittenSpan);
    }
}
