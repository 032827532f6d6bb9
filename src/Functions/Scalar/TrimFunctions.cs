using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Which ends of a text to trim.</summary>
[Flags]
internal enum TrimSides
{
    Leading = 1,
    Trailing = 2,
    Both = 3,
}

/// <summary>TRIM and its kin: they take off any of a set of characters, blanks if none are given.</summary>
internal static class TrimFunctions
{
    public static ScalarFunction Define(string name, string doc, TrimSides sides) =>
        new(name, name + "(string [, characters])", doc, Overload.Any(
            new Overload([Parameters.Text], SqlType.String, () => new Lift<TrimBlanks, Text, TextSink>(new(sides))),
            new Overload([Parameters.Text, Parameters.Text], SqlType.String, () => new Lift<Trim, Text, Text, TextSink>(new(sides)))))
        {
            Family = StringFunctions.Family,
        };

    /// <summary>TRIM(sides, characters, string), as the parser writes it; also TRIM(string).</summary>
    public static ResolvedFunction? ResolveTrim(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count == 1 && Parameters.Text(arguments[0]) is { } only)
            return new ResolvedFunction(SqlType.String.WithNullable(only.Nullable), [only], () => new Lift<TrimBlanks, Text, TextSink>(new(TrimSides.Both)));
        if (arguments.Count != 3 || Sides(arguments[0].Literal as string) is not { } sides
            || Parameters.Text(arguments[1]) is not { } characters || Parameters.Text(arguments[2]) is not { } text)
        {
            return null;
        }

        return new ResolvedFunction(
            SqlType.String.WithNullable(text.Nullable || characters.Nullable),
            [arguments[0].Type, characters, text],
            () => new SkipFirst(new SwapArguments(new Lift<Trim, Text, Text, TextSink>(new(sides)))));
    }

    private static TrimSides? Sides(string? symbol) => symbol switch
    {
        "BOTH" => TrimSides.Both,
        "LEADING" => TrimSides.Leading,
        "TRAILING" => TrimSides.Trailing,
        _ => null,
    };
}

internal readonly struct TrimBlanks(TrimSides sides) : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var (start, end) = (0, text.Length);
        if ((sides & TrimSides.Leading) != 0)
        {
            while (start < end && text[start] == ' ')
                start++;
        }

        if ((sides & TrimSides.Trailing) != 0)
        {
            while (end > start && text[end - 1] == ' ')
                end--;
        }

        return sink.Slice(row, 0, in a.At(row), text, start, end - start);
    }
}

internal readonly struct Trim(TrimSides sides) : IOperation<Text, Text, TextSink>
{
    public bool Invoke(in Text a, in Text b, int row, ref TextSink sink)
    {
        var text = a[row];
        var characters = b[row];
        var (start, end) = (0, text.Length);
        if ((sides & TrimSides.Leading) != 0)
        {
            while (start < end && Utf8.Advance(text, start, 1, out _) is var next && Contains(characters, text[start..next]))
                start = next;
        }

        if ((sides & TrimSides.Trailing) != 0)
        {
            while (end > start && Utf8.AdvanceBack(text[..end], 1) is var before && Contains(characters, text[before..end]))
                end = before;
        }

        return sink.Slice(row, 0, in a.At(row), text, start, end - start);
    }

    // A whole code point is found in UTF-8 only where a code point begins.
    private static bool Contains(ReadOnlySpan<byte> characters, ReadOnlySpan<byte> character) => characters.IndexOf(character) >= 0;
}
