using System.Globalization;
using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

/// <summary>Decodes the ways to write a string.</summary>
internal static class Literals
{
    public static string Decode(StringLiteralContext context) => context switch
    {
        PlainStringContext c => string.Concat(c.STRING().Select(s => Unquote(s.GetText()))),
        UnicodeStringContext c => DecodeUnicode(c),
        EscapeStringContext c => DecodeEscapes(c.ESCAPE_STRING().GetText(), c.Start.StartIndex),
        CharsetStringContext c => string.Concat(
            c.STRING().Select(s => Unquote(s.GetText())).Prepend(Unquote(c.CHARSET_STRING().GetText()))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The text between the quotes, whatever stands before them, with doubled quotes made single.</summary>
    public static string Unquote(string written) =>
        written[(written.IndexOf('\'', StringComparison.Ordinal) + 1)..^1].Replace("''", "'", StringComparison.Ordinal);

    private static string DecodeUnicode(UnicodeStringContext context)
    {
        var strings = context.STRING();
        var escape = '\\';
        if (context.UESCAPE() is not null)
        {
            var written = Unquote(strings[^1].GetText());
            if (written.Length != 1 || char.IsAsciiHexDigit(written[0]) || char.IsWhiteSpace(written[0]) || written[0] is '+' or '\'' or '"')
                throw new SqlException(SyntaxErrors.BadEscapeCharacter(written, Lexing.SpanOf(strings[^1].Symbol)));
            escape = written[0];
            strings = strings[..^1];
        }

        var start = context.Start.StartIndex;
        return string.Concat(
            strings.Select(s => Unquote(s.GetText())).Prepend(Unquote(context.UNICODE_STRING().GetText()))
                .Select(part => DecodeUnicode(part, escape, start)));
    }

    /// <summary><c>\0041</c> is a UTF-16 unit, <c>\+01F600</c> a code point, a doubled escape the escape itself.</summary>
    private static string DecodeUnicode(string text, char escape, int start)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != escape)
                result.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == escape)
                result.Append(text[i++]);
            else if (i + 1 < text.Length && text[i + 1] == '+')
                result.Append(char.ConvertFromUtf32(Hex(text, i + 2, 6, 0x10FFFF, text.Substring(i, Math.Min(8, text.Length - i)), start, ref i)));
            else
                result.Append((char)Hex(text, i + 1, 4, 0xFFFF, text.Substring(i, Math.Min(5, text.Length - i)), start, ref i));
        }

        return result.ToString();
    }

    private static string DecodeEscapes(string written, int start)
    {
        var text = written[2..^1];
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'')
            {
                // The lexer lets a quote through only as a pair.
                result.Append('\'');
                i++;
                continue;
            }

            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            switch (text[i])
            {
                case 'b':
                    result.Append('\b');
                    break;
                case 'f':
                    result.Append('\f');
                    break;
                case 'n':
                    result.Append('\n');
                    break;
                case 'r':
                    result.Append('\r');
                    break;
                case 't':
                    result.Append('\t');
                    break;
                case 'u':
                    result.Append((char)Hex(text, i + 1, 4, 0xFFFF, text.Substring(i - 1, Math.Min(6, text.Length - i + 1)), start, ref i));
                    break;
                case 'U':
                    result.Append(char.ConvertFromUtf32(
                        Hex(text, i + 1, 8, 0x10FFFF, text.Substring(i - 1, Math.Min(10, text.Length - i + 1)), start, ref i)));
                    break;
                case 'x':
                    result.Append((char)Hex(text, i + 1, DigitsAt(text, i + 1, char.IsAsciiHexDigit, 2), 0xFF, text.Substring(i - 1, 2), start, ref i));
                    break;
                case >= '0' and <= '7':
                    var length = DigitsAt(text, i, c => c is >= '0' and <= '7', 3);
                    result.Append((char)Convert.ToInt32(text.Substring(i, length), 8));
                    i += length - 1;
                    break;
                default:
                    result.Append(text[i]);
                    break;
            }
        }

        return result.ToString();
    }

    private static int DigitsAt(string text, int index, Func<char, bool> isDigit, int most)
    {
        var count = 0;
        while (count < most && index + count < text.Length && isDigit(text[index + count]))
            count++;
        return count;
    }

    /// <summary>Reads some hexadecimal digits and moves <paramref name="position"/> to the last of them.</summary>
    private static int Hex(string text, int index, int length, int most, string sequence, int start, ref int position)
    {
        if (length == 0
            || index + length > text.Length
            || !int.TryParse(text.AsSpan(index, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || value > most
            || (length > 4 && value is >= 0xD800 and <= 0xDFFF))
        {
            throw new SqlException(SyntaxErrors.BadEscape(sequence, new TextSpan(start, sequence.Length)));
        }

        position = index + length - 1;
        return value;
    }
}
