using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Formatting;
using StreamSql.Functions.Kernels;
using static StreamSql.Functions.Scalar.Parameters;

namespace StreamSql.Functions.Scalar;

/// <summary>Functions of text: measuring, cutting, joining, searching and replacing. Positions count code points from 1.</summary>
internal static class StringFunctions
{
    public const string Family = "String";

    private static readonly SqlType Number = new SqlType.Integer();

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("||", "string1 || string2", "Joins two strings.", Concatenation.ResolveOperator) { Family = Family },
        new("CONCAT", "CONCAT(string1 [, string2]*)", "Joins the strings, NULL if any of them is.", Concatenation.Resolve) { Family = Family },
        new("CONCAT_WS", "CONCAT_WS(separator, string1 [, string2]*)", "Joins the strings that are not NULL with the separator between them.",
            Concatenation.ResolveWithSeparator)
        {
            Family = Family,
        },
        Define("CHAR_LENGTH", "CHAR_LENGTH(string)", "Returns the number of code points.",
            new Overload([Text], Number, () => new Lift<CharacterLength, Text, FixedSink<int>>())) with { Aliases = ["CHARACTER_LENGTH"] },
        Define("UPPER", "UPPER(string)", "Returns the string in upper case.", new Overload([Text], SqlType.String, () => new Lift<ToUpper, Text, TextSink>())),
        Define("LOWER", "LOWER(string)", "Returns the string in lower case.", new Overload([Text], SqlType.String, () => new Lift<ToLower, Text, TextSink>())),
        Define("INITCAP", "INITCAP(string)", "Returns the string with the first letter of each word in upper case and all others in lower case.",
            new Overload([Text], SqlType.String, () => new Lift<InitialCapitals, Text, TextSink>())),
        Define("REVERSE", "REVERSE(string)", "Returns the code points in reverse order.", new Overload([Text], SqlType.String, () => new Lift<Reverse, Text, TextSink>())),
        Define("REPEAT", "REPEAT(string, count)", "Returns the string so many times, nothing if the count is not positive.",
            new Overload([Text, Int], SqlType.String, () => new Lift<Repeat, Text, Fixed<int>, TextSink>())),
        Define("REPLACE", "REPLACE(string, part, replacement)", "Replaces every occurrence of the part.",
            new Overload([Text, Text, Text], SqlType.String, () => new Lift<Replace, Text, Text, Text, TextSink>())),
        new("TRANSLATE", "TRANSLATE(string, from, to)", "Replaces each character of from by that in the same place of to, or by nothing.",
            TranslateKernel.Resolve)
        {
            Family = Family,
        },
        Define("SUBSTRING", "SUBSTRING(string, start [, length])", "Returns the part from a position on, which counts from the end if negative.",
            new Overload([Text, Int], SqlType.String, () => new Lift<SubstringFrom, Text, Fixed<int>, TextSink>()),
            new Overload([Text, Int, Int], SqlType.String, () => new Lift<Substring, Text, Fixed<int>, Fixed<int>, TextSink>()) { Nullness = Nullness.Always })
            with { Aliases = ["SUBSTR"] },
        Define("LEFT", "LEFT(string, length)", "Returns the first code points.", new Overload([Text, Int], SqlType.String, () => new Lift<Left, Text, Fixed<int>, TextSink>())),
        Define("RIGHT", "RIGHT(string, length)", "Returns the last code points.", new Overload([Text, Int], SqlType.String, () => new Lift<Right, Text, Fixed<int>, TextSink>())),
        Define("LPAD", "LPAD(string, length, pad)", "Fills the string up to a length from the left, or cuts it to that length.",
            new Overload([Text, Int, Text], SqlType.String, () => new Lift<Pad, Text, Fixed<int>, Text, TextSink>(new(left: true))) { Nullness = Nullness.Always }),
        Define("RPAD", "RPAD(string, length, pad)", "Fills the string up to a length from the right, or cuts it to that length.",
            new Overload([Text, Int, Text], SqlType.String, () => new Lift<Pad, Text, Fixed<int>, Text, TextSink>(new(left: false))) { Nullness = Nullness.Always }),
        new("TRIM", "TRIM([BOTH | LEADING | TRAILING] characters FROM string)", "Takes characters off the ends of the string.", TrimFunctions.ResolveTrim)
        {
            Family = Family,
        },
        TrimFunctions.Define("LTRIM", "Takes characters off the start of the string.", TrimSides.Leading),
        TrimFunctions.Define("RTRIM", "Takes characters off the end of the string.", TrimSides.Trailing),
        TrimFunctions.Define("BTRIM", "Takes characters off both ends of the string.", TrimSides.Both),
        Define("OVERLAY", "OVERLAY(string PLACING part FROM start [FOR length])", "Replaces the characters from a position on by the part.",
            new Overload([Text, Text, Int], SqlType.String, () => new Lift<Overlay, Text, Text, Fixed<int>, TextSink>()),
            new Overload([Text, Text, Int, Int], SqlType.String, () => new OverlayOfLength())),
        Define("POSITION", "POSITION(part IN string [FROM start])", "Returns where the part first occurs, 0 if it does not.",
            new Overload([Text, Text], Number, () => new Lift<PositionOf, Text, Text, FixedSink<int>>()),
            new Overload([Text, Text, Int], Number, () => new Lift<PositionFrom, Text, Text, Fixed<int>, FixedSink<int>>())),
        Define("LOCATE", "LOCATE(part, string [, start])", "Returns where the part first occurs, 0 if it does not.",
            new Overload([Text, Text], Number, () => new Lift<PositionOf, Text, Text, FixedSink<int>>()),
            new Overload([Text, Text, Int], Number, () => new Lift<PositionFrom, Text, Text, Fixed<int>, FixedSink<int>>())),
        Define("INSTR", "INSTR(string, part [, start [, occurrence]])", "Returns where the part occurs, searched backwards from a negative start; 0 if it does not.",
            new Overload([Text, Text], Number, () => new InString()),
            new Overload([Text, Text, Int], Number, () => new InString()),
            new Overload([Text, Text, Int, Int], Number, () => new InString())),
        Define("STARTSWITH", "STARTSWITH(string, start)", "Returns whether the string begins with another.",
            new Overload([Text, Text], new SqlType.Boolean(), () => new Lift<StartsWith, Text, Text, BitSink>()),
            new Overload([Bytes, Bytes], new SqlType.Boolean(), () => new Lift<StartsWith, Text, Text, BitSink>())),
        Define("ENDSWITH", "ENDSWITH(string, end)", "Returns whether the string ends with another.",
            new Overload([Text, Text], new SqlType.Boolean(), () => new Lift<EndsWith, Text, Text, BitSink>()),
            new Overload([Bytes, Bytes], new SqlType.Boolean(), () => new Lift<EndsWith, Text, Text, BitSink>())),
        Define("SPLIT_INDEX", "SPLIT_INDEX(string, separator, index)", "Returns the part with that index, from 0, of the string cut at the separator.",
            new Overload([Text, Text, Int], SqlType.String, () => new Lift<SplitIndex, Text, Text, Fixed<int>, TextSink>()) { Nullness = Nullness.Always },
            new Overload([Text, Int, Int], SqlType.String, () => new Lift<SplitIndexByCode, Text, Fixed<int>, Fixed<int>, TextSink>()) { Nullness = Nullness.Always }),
        new("ELT", "ELT(index, value1 [, value2]*)", "Returns the value with that index, from 1.", Elt.Resolve) { Family = Family },
        new("PRINTF", "PRINTF(format [, value]*)", "Writes values by a format of java.util.Formatter, NULL if it does not fit them.", Printf.Resolve) { Family = Family },
        new("PARSE_URL", "PARSE_URL(url, part [, key])", "Returns a part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO, or a parameter of the query.",
            Overload.Any(
                new Overload([Text, Text], SqlType.String, () => new Lift<UrlPart, Text, Text, TextSink>()) { Nullness = Nullness.Always },
                new Overload([Text, Text, Text], SqlType.String, () => new Lift<UrlParameter, Text, Text, Text, TextSink>()) { Nullness = Nullness.Always }))
        {
            Family = Family,
        },
    ];

    private static ScalarFunction Define(string name, string signature, string doc, params Overload[] overloads) =>
        new(name, signature, doc, Overload.Any(overloads)) { Family = Family };
}
