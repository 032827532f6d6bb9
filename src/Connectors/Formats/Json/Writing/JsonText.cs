using StreamSql.Connectors.Formats.Json.Reading;
using StreamSql.Connectors.Formats.Values;

namespace StreamSql.Connectors.Formats.Json.Writing;

/// <summary>JSON strings: only what must be escaped is.</summary>
internal static class JsonText
{
    /// <param name="text">UTF-8.</param>
    public static void AppendString(ReadOnlySpan<byte> text, TextBuffer output)
    {
        output.Append((byte)'"');
        while (JsonStrings.IndexOfSpecial(text) is var special and >= 0)
        {
            output.Append(text[..special]);
            AppendEscape(text[special], output);
            text = text[(special + 1)..];
        }

        output.Append(text);
        output.Append((byte)'"');
    }

    private static void AppendEscape(byte character, TextBuffer output)
    {
        output.Append(character switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\f' => "\\f"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => "\\u00"u8,
        });
        if (character < ' ' && character is not ((byte)'\b' or (byte)'\f' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            output.Append("0123456789ABCDEF"u8[character >> 4]);
            output.Append("0123456789ABCDEF"u8[character & 15]);
        }
    }
}
