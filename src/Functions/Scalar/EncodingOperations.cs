using System.Buffers.Text;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

internal readonly struct ToBinary : IOperation<Fixed<long>, TextSink>
{
    public bool Invoke(in Fixed<long> a, int row, ref TextSink sink)
    {
        var value = (ulong)a[row];
        var count = Math.Max(1, 64 - System.Numerics.BitOperations.LeadingZeroCount(value));
        var digits = sink.Reserve(count);
        for (var i = count - 1; i >= 0; i--, value >>= 1)
            digits[i] = (byte)('0' + (value & 1));
        return sink.Commit(row, count);
    }
}

internal readonly struct LongToHex : IOperation<Fixed<long>, TextSink>
{
    public bool Invoke(in Fixed<long> a, int row, ref TextSink sink)
    {
        ((ulong)a[row]).TryFormat(sink.Reserve(16), out var written, "X");
        return sink.Commit(row, written);
    }
}

internal readonly struct TextToHex : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var bytes = a[row];
        Hex.Write(bytes, sink.Reserve(bytes.Length * 2), "0123456789ABCDEF"u8);
        return sink.Commit(row, bytes.Length * 2);
    }
}

/// <summary>An odd number of digits is read with a zero before it.</summary>
internal readonly struct FromHex : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var digits = a[row];
        var odd = digits.Length & 1;
        var bytes = sink.Reserve((digits.Length + 1) / 2);
        for (var i = 0; i < bytes.Length; i++)
        {
            var high = i == 0 && odd == 1 ? 0 : Hex.Digit(digits[(2 * i) - odd]);
            var low = Hex.Digit(digits[(2 * i) + 1 - odd]);
            if (high < 0 || low < 0)
                return false;
            bytes[i] = (byte)((high << 4) | low);
        }

        return sink.Commit(row, bytes.Length);
    }
}

internal readonly struct ToBase64 : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var bytes = a[row];
        Base64.EncodeToUtf8(bytes, sink.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        return sink.Commit(row, written);
    }
}

internal readonly struct FromBase64 : IOperation<Text, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var padded = text.Length % 4 == 0 ? text : Pad(text);
        var status = Base64.DecodeFromUtf8(padded, sink.Reserve(Base64.GetMaxDecodedFromUtf8Length(padded.Length)), out _, out var written);
        return status == System.Buffers.OperationStatus.Done
            ? sink.Commit(row, written)
            : throw FunctionErrors.InvalidArgument("FROM_BASE64", $"'{Encoding.UTF8.GetString(text)}' is no base 64 code");
    }

    private static byte[] Pad(ReadOnlySpan<byte> text)
    {
        var padded = new byte[(text.Length + 3) / 4 * 4];
        padded.AsSpan().Fill((byte)'=');
        text.CopyTo(padded);
        return padded;
    }
}

/// <summary>As a signed byte, as Java has it.</summary>
internal readonly struct FirstByte : IOperation<Text, FixedSink<int>>
{
    public bool Invoke(in Text a, int row, ref FixedSink<int> sink) => sink.Set(row, a[row] is [var first, ..] ? (sbyte)first : 0);
}

internal readonly struct Character : IOperation<Fixed<long>, TextSink>
{
    public bool Invoke(in Fixed<long> a, int row, ref TextSink sink)
    {
        var code = a[row];
        if (code < 0)
            return sink.Set(row, default);
        var written = new Rune((int)(code & 0xFF)).EncodeToUtf8(sink.Reserve(4));
        return sink.Commit(row, written);
    }
}

internal readonly struct Encode : IOperation<Text, Text, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, in Text b, int row, ref TextSink sink)
    {
        var text = a[row];
        var charset = Charsets.Find("ENCODE", b[row]);
        return charset is null
            ? sink.Slice(row, 0, in a.At(row), text, 0, text.Length)
            : sink.Set(row, charset.GetPreamble() is { Length: > 0 } mark
                ? [.. mark, .. charset.GetBytes(Encoding.UTF8.GetString(text))]
                : charset.GetBytes(Encoding.UTF8.GetString(text)));
    }
}

internal readonly struct Decode : IOperation<Text, Text, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, in Text b, int row, ref TextSink sink)
    {
        var bytes = a[row];
        var charset = Charsets.Find("DECODE", b[row]) ?? Encoding.UTF8;
        var text = bytes.StartsWith(charset.GetPreamble()) ? bytes[charset.GetPreamble().Length..] : bytes;
        return sink.Set(row, Encoding.UTF8.GetBytes(charset.GetString(text)));
    }
}

/// <summary>The character sets that Java always has.</summary>
internal static class Charsets
{
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false);
    private static readonly Encoding Utf16LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);

    /// <summary><see langword="null"/> for UTF-8, which texts are in already.</summary>
    public static Encoding? Find(string function, ReadOnlySpan<byte> name)
    {
        if (Ascii.EqualsIgnoreCase(name, "UTF-8"u8) || Ascii.EqualsIgnoreCase(name, "UTF8"u8))
            return null;
        if (Ascii.EqualsIgnoreCase(name, "US-ASCII"u8) || Ascii.EqualsIgnoreCase(name, "ASCII"u8))
            return Encoding.ASCII;
        if (Ascii.EqualsIgnoreCase(name, "ISO-8859-1"u8) || Ascii.EqualsIgnoreCase(name, "LATIN1"u8))
            return Encoding.Latin1;
        if (Ascii.EqualsIgnoreCase(name, "UTF-16BE"u8))
            return Utf16BigEndian;
        if (Ascii.EqualsIgnoreCase(name, "UTF-16LE"u8))
            return Utf16LittleEndian;
        if (Ascii.EqualsIgnoreCase(name, "UTF-16"u8))
            return Utf16;
        throw FunctionErrors.InvalidArgument(
            function,
            $"'{Encoding.UTF8.GetString(name)}' is no character set",
            "one of US-ASCII, ISO-8859-1, UTF-8, UTF-16, UTF-16BE, UTF-16LE");
    }
}

/// <summary>As Java's URLEncoder: a blank becomes <c>+</c>, all but letters, digits and <c>.-*_</c> becomes <c>%XX</c>.</summary>
internal readonly struct UrlEncode : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var target = sink.Reserve(text.Length * 3);
        var length = 0;
        foreach (var b in text)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || ".-*_"u8.Contains(b))
            {
                target[length++] = b;
            }
            else if (b == ' ')
            {
                target[length++] = (byte)'+';
            }
            else
            {
                target[length] = (byte)'%';
                Hex.Write([b], target[(length + 1)..], "0123456789ABCDEF"u8);
                length += 3;
            }
        }

        return sink.Commit(row, length);
    }
}

internal readonly struct UrlDecode : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var target = sink.Reserve(text.Length);
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                target[length++] = text[i] == '+' ? (byte)' ' : text[i];
                continue;
            }

            if (i + 2 >= text.Length || Hex.Digit(text[i + 1]) < 0 || Hex.Digit(text[i + 2]) < 0)
                return false;
            target[length++] = (byte)((Hex.Digit(text[i + 1]) << 4) | Hex.Digit(text[i + 2]));
            i += 2;
        }

        // What is no UTF-8 becomes replacement characters, as Java decodes it.
        return System.Text.Unicode.Utf8.IsValid(target[..length])
            ? sink.Commit(row, length)
            : sink.Set(row, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(target[..length])));
    }
}

/// <summary>Of one to four numbers with points between them: the last fills what is left.</summary>
internal readonly struct AddressToNumber : IOperation<Text, FixedSink<long>>
{
    public bool Invoke(in Text a, int row, ref FixedSink<long> sink)
    {
        var rest = a[row];
        long number = 0;
        for (var part = 0; ; part++)
        {
            var point = rest.IndexOf((byte)'.');
            var digits = point < 0 ? rest : rest[..point];
            if (part > 3 || !Casts.TimeParsing.TryNumber(digits, out var value) || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            if (point < 0)
            {
                var room = 8 * (4 - part);
                return value < 1L << room && sink.Set(row, (number << room) | (uint)value);
            }

            if (value > 255)
                return false;
            number = (number << 8) | (uint)value;
            rest = rest[(point + 1)..];
        }
    }
}

internal readonly struct NumberToAddress : IOperation<Fixed<long>, TextSink>
{
    public bool Invoke(in Fixed<long> a, int row, ref TextSink sink)
    {
        var number = a[row];
        if (number is < 0 or > uint.MaxValue)
            return false;
        var target = sink.Reserve(15);
        var length = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            length += NumberText.Write((number >> shift) & 0xFF, target[length..]);
            if (shift > 0)
                target[length++] = (byte)'.';
        }

        return sink.Commit(row, length);
    }
}

/// <summary>Hexadecimal digits.</summary>
internal static class Hex
{
    public static void Write(ReadOnlySpan<byte> bytes, Span<byte> target, ReadOnlySpan<byte> digits)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            target[2 * i] = digits[bytes[i] >> 4];
            target[(2 * i) + 1] = digits[bytes[i] & 15];
        }
    }

    /// <summary>-1 if it is none.</summary>
    public static int Digit(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
