using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Patterns;
using static StreamSql.Functions.Scalar.Parameters;

namespace StreamSql.Functions.Scalar;

/// <summary>Functions of regular expressions in Java's notation. A pattern that Java would refuse gives FALSE or NULL where Flink says so.</summary>
internal static class RegexFunctions
{
    private static readonly SqlType Number = new SqlType.Integer();

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Define("REGEXP", "REGEXP(string, regex)", "Returns whether some part of the string matches; FALSE for an invalid or empty regex.",
            new Overload([Text, Text], new SqlType.Boolean(), () => new RegexKernel<RegexFound, BitSink>("REGEXP"))),
        Define("REGEXP_COUNT", "REGEXP_COUNT(string, regex)", "Returns how many parts of the string match; NULL for an invalid regex.",
            new Overload([Text, Text], Number, () => new RegexKernel<RegexCount, FixedSink<int>>("REGEXP_COUNT")) { Nullness = Nullness.Always }),
        new("REGEXP_EXTRACT", "REGEXP_EXTRACT(string, regex [, group])", "Returns the first match, or what its group captured; NULL if there is none.", ResolveExtract)
        {
            Family = StringFunctions.Family,
        },
        Define("REGEXP_EXTRACT_ALL", "REGEXP_EXTRACT_ALL(string, regex [, group])", "Returns an array of what the group, by default the first, captured in each match; NULL if there is no such group.",
            new Overload([Text, Text], new SqlType.Array(SqlType.String), () => new RegexExtractAll()) { Nullness = Nullness.Always },
            new Overload([Text, Text, Int], new SqlType.Array(SqlType.String), () => new RegexExtractAll()) { Nullness = Nullness.Always }),
        Define("REGEXP_INSTR", "REGEXP_INSTR(string, regex)", "Returns where the first match begins, 0 if there is none; NULL for an invalid regex.",
            new Overload([Text, Text], Number, () => new RegexKernel<RegexPosition, FixedSink<int>>("REGEXP_INSTR")) { Nullness = Nullness.Always }),
        Define("REGEXP_REPLACE", "REGEXP_REPLACE(string, regex, replacement)", "Replaces every match by the text as it is; NULL for an invalid regex.",
            new Overload([Text, Text, Text], SqlType.String, () => new RegexKernel<RegexReplace, TextSink>("REGEXP_REPLACE")) { Nullness = Nullness.Always }),
        Define("REGEXP_SUBSTR", "REGEXP_SUBSTR(string, regex)", "Returns the first match; NULL if there is none or the regex is invalid.",
            new Overload([Text, Text], SqlType.String, () => new RegexKernel<RegexMatch, TextSink>("REGEXP_SUBSTR")) { Nullness = Nullness.Always }),
    ];

    private static Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> Extract { get; } = Overload.Any(
        new Overload([Text, Text], SqlType.String, () => new RegexKernel<RegexMatch, TextSink>("REGEXP_EXTRACT")) { Nullness = Nullness.Always },
        new Overload([Text, Text, Long], SqlType.String, () => new RegexKernel<RegexGroup, TextSink>("REGEXP_EXTRACT")) { Nullness = Nullness.Always });

    /// <summary>A regex that is written down must be valid: Flink checks those of REGEXP_EXTRACT, and of no other function.</summary>
    private static ResolvedFunction? ResolveExtract(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count >= 2 && arguments[1].Literal is string regex)
            TextRegex.Valid("REGEXP_EXTRACT", regex);
        if (arguments.Count == 3 && arguments[2].Literal is < 0L)
            throw FunctionErrors.InvalidArgument("REGEXP_EXTRACT", "the group is negative", "0 is the whole match, groups count from 1");
        return Extract(arguments);
    }

    private static ScalarFunction Define(string name, string signature, string doc, params Overload[] overloads) =>
        new(name, signature, doc, Overload.Any(overloads)) { Family = StringFunctions.Family };
}
