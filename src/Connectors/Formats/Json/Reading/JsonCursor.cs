using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using StreamSql.Connectors.Formats.Values;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>A place in a JSON text, and the steps that move it on. As strict as RFC 8259; strings must be valid UTF-8.</summary>
/// <remarks>Steps return false after they have told <see cref="Failure"/> why.</remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> text, JsonFailure failure)
{
    /// <summary>How deep arrays and objects may be nested.</summary>
    public const int MaxDepth = 1000;

    public readonly ReadOnlySpan<byte> Text = text;
    public readonly JsonFailure Failure = failure;
    public int Position;

    /// <summary>Arrays and objects that are open here, as far as readers recurse.</summary>
    public int Depth;

    /// <summary>The byte here, or 0 at the end.</summary>
    public readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)Position < (uint)Text.Length ? Text[Position] : (byte)0;
    }

    public readonly ReadOnlySpan<byte> Rest => Text[Position..];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipWhitespace()
    {
        while ((uint)Position < (uint)Text.Length && Text[Position] <= ' ' && Text[Position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            Position++;
    }

    /// <summary>Goes past one byte if it is here.</summary>
    public bool TryTake(byte expected)
    {
        if (Current != expected || Position == Text.Length)
            return false;
        Position++;
        return true;
    }

    /// <summary>Goes past whitespace and one byte that must be there.</summary>
    public bool Take(byte expected, string description)
    {
        SkipWhitespace();
        return TryTake(expected) || Failure.Syntax(Position, description);
    }

    /// <summary>Goes past <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public bool TakeWord(ReadOnlySpan<byte> word)
    {
        if (!Rest.StartsWith(word))
            return Failure.Syntax(Position, "a value");
        Position += word.Length;
        return true;
    }

    /// <summary>Goes into an array or object; every entry is matched by a decrement of <see cref="Depth"/>.</summary>
    public bool Enter()
    {
        Position++;
        return ++Depth <= MaxDepth || Failure.Syntax(Position - 1, $"at most {MaxDepth} levels");
    }

    /// <summary>Goes past a string and finds its content.</summary>
    /// <param name="content">Between the quotes, as written.</param>
    /// <param name="escaped">Whether it has escapes.</param>
    public bool TakeString(out ReadOnlySpan<byte> content, out bool escaped)
    {
        content = default;
        escaped = false;
        if (!TryTake((byte)'"'))
            return Failure.Syntax(Position, "a string");
        var start = Position;
        var foreign = false;
        while (true)
        {
            var rest = Text[Position..];
            var special = JsonStrings.IndexOfSpecial(rest, ref foreign);
            if (special < 0)
                return Failure.Syntax(Text.Length, "a closing quote");
            Position += special;
            if (rest[special] == '"')
                break;
            if (rest[special] != '\\')
                return Failure.Syntax(Position, "an escape for a control character");
            escaped = true;
            var length = JsonStrings.EscapeLength(rest[special..]);
            if (length == 0)
                return Failure.Syntax(Position, "an escape sequence");
            Position += length;
        }

        content = Text[start..Position];
        Position++;
        return !foreign || Utf8.IsValid(content) || Failure.Syntax(start + InvalidUtf8(content), "valid UTF-8");
    }

    /// <summary>Goes past a string and finds what it says.</summary>
    /// <param name="text">Without escapes.</param>
    public bool TakeText(out ReadOnlySpan<byte> text)
    {
        if (!TakeString(out text, out var escaped))
            return false;
        if (escaped)
        {
            var plain = new byte[text.Length];
            text = plain.AsSpan(0, JsonStrings.Unescape(text, plain));
        }

        return true;
    }

    /// <summary>Goes past a number.</summary>
    /// <param name="written">As it stands in the text.</param>
    public bool TakeNumber(out NumberParts parts, out ReadOnlySpan<byte> written)
    {
        written = default;
        if (!NumberScan.TryScan(Rest, json: true, out parts, out var length))
            return Failure.Syntax(Position, "a number");
        written = Text.Slice(Position, length);
        Position += length;
        return IsAtDelimiter() || Failure.Syntax(Position, "the end of the number");
    }

    /// <summary>Whether a value may end here.</summary>
    public readonly bool IsAtDelimiter() =>
        Position == Text.Length || Text[Position] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    /// <summary>Goes past any value.</summary>
    public bool SkipValue()
    {
        switch (Current)
        {
            case (byte)'"':
                return SkipString();
            case (byte)'{' or (byte)'[':
                return SkipNested();
            case (byte)'t':
                return TakeWord("true"u8);
            case (byte)'f':
                return TakeWord("false"u8);
            case (byte)'n':
                return TakeWord("null"u8);
            default:
                return SkipNumber();
        }
    }

    private bool SkipString()
    {
        var foreign = false;
        var end = JsonStrings.IndexOfSpecial(Text[(Position + 1)..], ref foreign) + Position + 1;
        if (end <= Position || foreign || Text[end] != '"')
            return TakeString(out _, out _);
        Position = end + 1;
        return true;
    }

    private bool SkipNumber()
    {
        var end = Position;
        while ((uint)end < (uint)Text.Length && (uint)(Text[end] - '0') <= 9)
            end++;
        if (end > Position && end < Text.Length && Text[end] is (byte)',' or (byte)'}' && Text[Position] != '0')
        {
            Position = end;
            return true;
        }

        return Current == '-' || end > Position ? TakeNumber(out _, out _) : Failure.Syntax(Position, "a value");
    }

    // Not recursive: nesting is bounded by a bit per level (1 for objects), not by the stack.
    private bool SkipNested()
    {
        Span<ulong> objects = stackalloc ulong[(MaxDepth / 64) + 1];
        var outer = Depth;
        while (true)
        {
            // Here a value begins.
            if (Current is (byte)'{' or (byte)'[')
            {
                var isObject = Current == '{';
                if (!Enter())
                    return false;
                ref var word = ref objects[Depth / 64];
                word = isObject ? word | (1UL << (Depth & 63)) : word & ~(1UL << (Depth & 63));
                SkipWhitespace();
                if (Current != (isObject ? '}' : ']'))
                {
                    if (isObject && !SkipKey())
                        return false;
                    continue;
                }
            }
            else if (!SkipValue())
            {
                return false;
            }

            // Here a value has ended, or an empty nest is about to close.
            while (true)
            {
                SkipWhitespace();
                var isObject = (objects[Depth / 64] >> (Depth & 63) & 1) != 0;
                if (TryTake((byte)','))
                {
                    SkipWhitespace();
                    if (isObject && !SkipKey())
                        return false;
                    break;
                }

                if (!TryTake(isObject ? (byte)'}' : (byte)']'))
                    return Failure.Syntax(Position, isObject ? "',' or '}'" : "',' or ']'");
                if (--Depth == outer)
                    return true;
            }
        }
    }

    private bool SkipKey()
    {
        if (!TakeString(out _, out _) || !Take((byte)':', "':'"))
            return false;
        SkipWhitespace();
        return true;
    }

    private static int InvalidUtf8(ReadOnlySpan<byte> content)
    {
        Utf8.ToUtf16(content, new char[content.Length], out var valid, out _, replaceInvalidSequences: false);
        return valid;
    }
}
