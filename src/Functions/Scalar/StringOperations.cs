using System.Text;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

internal readonly struct CharacterLength : IOperation<Text, FixedSink<int>>
{
    public bool Invoke(in Text a, int row, ref FixedSink<int> sink) => sink.Set(row, Utf8.Count(a[row]));
}

internal readonly struct ToUpper : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var target = sink.Reserve(text.Length * 2);
        return Ascii.ToUpper(text, target, out var written) == System.Buffers.OperationStatus.Done
            ? sink.Commit(row, written)
            : sink.Commit(row, Runes.Map(text, target, Rune.ToUpperInvariant));
    }
}

internal readonly struct ToLower : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var target = sink.Reserve(text.Length * 2);
        return Ascii.ToLower(text, target, out var written) == System.Buffers.OperationStatus.Done
            ? sink.Commit(row, written)
            : sink.Commit(row, Runes.Map(text, target, Rune.ToLowerInvariant));
    }
}

/// <summary>Words are runs of letters and digits.</summary>
internal readonly struct InitialCapitals : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var target = sink.Reserve(text.Length * 2);
        var (length, inWord) = (0, false);
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            text = text[consumed..];
            rune = inWord ? Rune.ToLowerInvariant(rune) : Rune.ToUpperInvariant(rune);
            length += rune.EncodeToUtf8(target[length..]);
            inWord = Rune.IsLetterOrDigit(rune);
        }

        return sink.Commit(row, length);
    }
}

internal readonly struct Reverse : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var target = sink.Reserve(text.Length);
        var end = text.Length;
        for (var position = 0; position < text.Length;)
        {
            var next = Utf8.Advance(text, position, 1, out _);
            end -= next - position;
            text[position..next].CopyTo(target[end..]);
            position = next;
        }

        return sink.Commit(row, text.Length);
    }
}

internal readonly struct Repeat : IOperation<Text, Fixed<int>, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, in Fixed<int> b, int row, ref TextSink sink)
    {
        var (text, count) = (a[row].Length, Math.Max(0, b[row]));
        if ((long)text * count > TextLimits.MaxBytes)
            throw FunctionErrors.OutOfRange("REPEAT", $"{count} times {text} bytes");
        var target = sink.Reserve(text * count);
        for (var i = 0; i < count; i++)
            a[row].CopyTo(target[(i * text)..]);
        return sink.Commit(row, target.Length);
    }
}

internal readonly struct Replace : IOperation<Text, Text, Text, TextSink>
{
    public bool Invoke(in Text a, in Text b, in Text c, int row, ref TextSink sink)
    {
        var text = a[row];
        var part = b[row];
        var replacement = c[row];
        if (part.IsEmpty)
            return Interleave(text, replacement, row, ref sink);
        var first = text.IndexOf(part);
        if (first < 0)
            return sink.Slice(row, 0, in a.At(row), text, 0, text.Length);
        var occurrences = text.Count(part);
        var target = sink.Reserve(text.Length + (occurrences * (replacement.Length - part.Length)));
        var length = 0;
        for (var next = first; next >= 0; next = text.IndexOf(part))
        {
            text[..next].CopyTo(target[length..]);
            replacement.CopyTo(target[(length + next)..]);
            length += next + replacement.Length;
            text = text[(next + part.Length)..];
        }

        text.CopyTo(target[length..]);
        return sink.Commit(row, target.Length);
    }

    // The empty part occurs before each character and at the end.
    private static bool Interleave(ReadOnlySpan<byte> text, ReadOnlySpan<byte> replacement, int row, ref TextSink sink)
    {
        var target = sink.Reserve(text.Length + ((Utf8.Count(text) + 1) * replacement.Length));
        replacement.CopyTo(target);
        var length = replacement.Length;
        for (var position = 0; position < text.Length;)
        {
            var next = Utf8.Advance(text, position, 1, out _);
            text[position..next].CopyTo(target[length..]);
            length += next - position;
            replacement.CopyTo(target[length..]);
            length += replacement.Length;
            position = next;
        }

        return sink.Commit(row, length);
    }
}

internal readonly struct SubstringFrom : IOperation<Text, Fixed<int>, TextSink>
{
    public bool Invoke(in Text a, in Fixed<int> b, int row, ref TextSink sink) => Substring.Put(in a, row, b[row], int.MaxValue, ref sink);
}

internal readonly struct Substring : IOperation<Text, Fixed<int>, Fixed<int>, TextSink>
{
    public bool Invoke(in Text a, in Fixed<int> b, in Fixed<int> c, int row, ref TextSink sink) =>
        c[row] >= 0 && Put(in a, row, b[row], c[row], ref sink);

    /// <summary>A start of 0 is as 1; one before the start of the text gives nothing.</summary>
    public static bool Put(in Text a, int row, int start, int length, ref TextSink sink)
    {
        var text = a[row];
        int from;
        if (start >= 0)
        {
            from = Utf8.Advance(text, 0, Math.Max(0, start - 1), out _);
        }
        else
        {
            if (Utf8.Count(text) < -(long)start)
                return sink.Set(row, default);
            from = Utf8.AdvanceBack(text, -start);
        }

        var to = Utf8.Advance(text, from, length, out _);
        return sink.Slice(row, 0, in a.At(row), text, from, to - from);
    }
}

internal readonly struct Left : IOperation<Text, Fixed<int>, TextSink>
{
    public bool Invoke(in Text a, in Fixed<int> b, int row, ref TextSink sink) =>
        sink.Slice(row, 0, in a.At(row), a[row], 0, Utf8.Advance(a[row], 0, Math.Max(0, b[row]), out _));
}

internal readonly struct Right : IOperation<Text, Fixed<int>, TextSink>
{
    public bool Invoke(in Text a, in Fixed<int> b, int row, ref TextSink sink)
    {
        var text = a[row];
        var from = Utf8.AdvanceBack(text, Math.Max(0, b[row]));
        return sink.Slice(row, 0, in a.At(row), text, from, text.Length - from);
    }
}

/// <summary>LPAD and RPAD: NULL for a negative length or nothing to fill up with.</summary>
internal readonly struct Pad(bool left) : IOperation<Text, Fixed<int>, Text, TextSink>
{
    public bool Invoke(in Text a, in Fixed<int> b, in Text c, int row, ref TextSink sink)
    {
        var text = a[row];
        var pad = c[row];
        var length = b[row];
        if (length < 0 || pad.IsEmpty)
            return false;
        var end = Utf8.Advance(text, 0, length, out var kept);
        if (kept == length)
            return sink.Slice(row, 0, in a.At(row), text, 0, end);
        var missing = length - kept;
        var padLength = Utf8.Count(pad);
        var rest = Utf8.Advance(pad, 0, missing % padLength, out _);
        var filling = (missing / padLength * pad.Length) + rest;
        if ((long)missing / padLength * pad.Length > TextLimits.MaxBytes)
            throw FunctionErrors.OutOfRange(left ? "LPAD" : "RPAD", length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var target = sink.Reserve(text.Length + filling);
        text.CopyTo(left ? target[filling..] : target);
        var space = left ? target[..filling] : target[text.Length..];
        for (var i = 0; i < space.Length; i += pad.Length)
            pad[..Math.Min(pad.Length, space.Length - i)].CopyTo(space[i..]);
        return sink.Commit(row, target.Length);
    }

    public static bool CanFail => true;
}

internal readonly struct Overlay : IOperation<Text, Text, Fixed<int>, TextSink>
{
    public bool Invoke(in Text a, in Text b, in Fixed<int> c, int row, ref TextSink sink) =>
        Put(in a, b[row], row, c[row], Utf8.Count(b[row]), ref sink);

    /// <summary>A start outside the text leaves it as it is; a length that is not positive drops what follows.</summary>
    public static bool Put(in Text a, scoped ReadOnlySpan<byte> part, int row, int start, int length, ref TextSink sink)
    {
        var text = a[row];
        var count = Utf8.Count(text);
        if (start <= 0 || start > count)
            return sink.Slice(row, 0, in a.At(row), text, 0, text.Length);
        var from = Utf8.Advance(text, 0, start - 1, out _);
        var to = length > 0 && (long)start + length <= count ? Utf8.Advance(text, from, length, out _) : text.Length;
        var target = sink.Reserve(from + part.Length + text.Length - to);
        text[..from].CopyTo(target);
        part.CopyTo(target[from..]);
        text[to..].CopyTo(target[(from + part.Length)..]);
        return sink.Commit(row, target.Length);
    }
}

internal readonly struct StartsWith : IOperation<Text, Text, BitSink>
{
    public bool Invoke(in Text a, in Text b, int row, ref BitSink sink) => sink.Set(row, a[row].StartsWith(b[row]));
}

internal readonly struct EndsWith : IOperation<Text, Text, BitSink>
{
    public bool Invoke(in Text a, in Text b, int row, ref BitSink sink) => sink.Set(row, a[row].EndsWith(b[row]));
}

/// <summary>How long a text may become.</summary>
internal static class TextLimits
{
    public const int MaxBytes = 1 << 28;
}

/// <summary>Works on text code point by code point.</summary>
internal static class Runes
{
    /// <summary>Writes the image of each code point and returns the bytes written.</summary>
    public static int Map(ReadOnlySpan<byte> text, Span<byte> target, Func<Rune, Rune> map)
    {
        var length = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            text = text[consumed..];
            length += map(rune).EncodeToUtf8(target[length..]);
        }

        return length;
    }
}
