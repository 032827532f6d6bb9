using System.Collections.Concurrent;
using System.Globalization;
using static System.Globalization.UnicodeCategory;

namespace StreamSql.Functions.Patterns;

/// <summary>The named character classes of java.util.regex.</summary>
internal static class JavaClasses
{
    private static readonly ConcurrentDictionary<string, CodePoints?> Known = new();

    public static CodePoints Digits { get; } = CodePoints.Of(('0', '9'));

    public static CodePoints WordCharacters { get; } = CodePoints.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    public static CodePoints Spaces { get; } = CodePoints.Of("\t\n\v\f\r ");

    public static CodePoints HorizontalSpaces { get; } = CodePoints.Of("\t \u00A0\u1680\u180E\u202F\u205F\u3000").Union(CodePoints.Of((0x2000, 0x200A)));

    public static CodePoints VerticalSpaces { get; } = CodePoints.Of("\n\v\f\r\u0085\u2028\u2029");

    /// <summary>What <c>.</c> does not match.</summary>
    public static CodePoints LineTerminators { get; } = CodePoints.Of("\n\r\u0085\u2028\u2029");

    /// <summary>The class of <c>\p{…}</c>, or <see langword="null"/> if there is none of that name.</summary>
    public static CodePoints? Find(string name) => Known.GetOrAdd(name, static n => Posix(n) ?? Property(n));

    private static CodePoints? Posix(string name) => name switch
    {
        "Lower" => CodePoints.Of(('a', 'z')),
        "Upper" => CodePoints.Of(('A', 'Z')),
        "ASCII" => CodePoints.Of((0, 0x7F)),
        "Alpha" => CodePoints.Of(('A', 'Z'), ('a', 'z')),
        "Digit" => Digits,
        "Alnum" => CodePoints.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        "Punct" => CodePoints.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        "Graph" => CodePoints.Of(('!', '~')),
        "Print" => CodePoints.Of((' ', '~')),
        "Blank" => CodePoints.Of(" \t"),
        "Cntrl" => CodePoints.Of((0, 0x1F), (0x7F, 0x7F)),
        "XDigit" => CodePoints.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
        "Space" => Spaces,
        "javaLowerCase" => CodePoints.Where(c => IsRune(c) && System.Text.Rune.IsLower(new(c))),
        "javaUpperCase" => CodePoints.Where(c => IsRune(c) && System.Text.Rune.IsUpper(new(c))),
        "javaWhitespace" => CodePoints.OfCategories(SpaceSeparator, LineSeparator, ParagraphSeparator)
            .Intersect(CodePoints.Of("\u00A0\u2007\u202F").Negate()).Union(CodePoints.Of((0x09, 0x0D), (0x1C, 0x1F))),
        _ => null,
    };

    private static CodePoints? Property(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["general_category=", "gc=", "Is"])
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                name = name[prefix.Length..];
        }

        return name switch
        {
            "L" => CodePoints.OfCategories(UppercaseLetter, LowercaseLetter, TitlecaseLetter, ModifierLetter, OtherLetter),
            "LC" => CodePoints.OfCategories(UppercaseLetter, LowercaseLetter, TitlecaseLetter),
            "M" => CodePoints.OfCategories(NonSpacingMark, SpacingCombiningMark, EnclosingMark),
            "N" => CodePoints.OfCategories(DecimalDigitNumber, LetterNumber, OtherNumber),
            "P" => CodePoints.OfCategories(
                ConnectorPunctuation, DashPunctuation, OpenPunctuation, ClosePunctuation, InitialQuotePunctuation, FinalQuotePunctuation, OtherPunctuation),
            "S" => CodePoints.OfCategories(MathSymbol, CurrencySymbol, ModifierSymbol, OtherSymbol),
            "Z" => CodePoints.OfCategories(SpaceSeparator, LineSeparator, ParagraphSeparator),
            "C" => CodePoints.OfCategories(Control, Format, Surrogate, PrivateUse, OtherNotAssigned),
            "L1" => CodePoints.Of((0, 0xFF)),
            "all" or "ALL" => CodePoints.All,
            "LD" => Find("L")!.Union(Find("Nd")!),
            "Letter" or "Alphabetic" => Find("L")!.Union(Find("Nl")!),
            "Digit" => Find("Nd"),
            "Uppercase" => Find("Lu"),
            "Lowercase" => Find("Ll"),
            "Titlecase" => Find("Lt"),
            "Punctuation" => Find("P"),
            "Control" => Find("Cc"),
            "White_Space" => Find("Z")!.Union(CodePoints.Of((0x09, 0x0D), (0x85, 0x85))),
            _ => Array.IndexOf(ShortNames, name) is var index and >= 0 ? CodePoints.OfCategories((UnicodeCategory)index) : null,
        };
    }

    // In the order of UnicodeCategory.
    private static readonly string[] ShortNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static bool IsRune(int point) => System.Text.Rune.IsValid(point);
}
