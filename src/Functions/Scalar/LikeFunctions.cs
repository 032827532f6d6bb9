using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Patterns;

namespace StreamSql.Functions.Scalar;

/// <summary>LIKE and SIMILAR TO. A constant pattern is compiled when the call is resolved.</summary>
internal static class LikeFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("LIKE", "string LIKE pattern [ESCAPE character]", "Returns whether the string matches the pattern, in which % is any text and _ any character.",
            arguments => Resolve(arguments, () => new PatternColumn<LikePattern, LikeLanguage>(arguments.Count == 3, default), Like))
        {
            Family = ComparisonFunctions.Family,
        },
        new("SIMILAR TO", "string SIMILAR TO pattern [ESCAPE character]", "Returns whether the string matches the SQL regular expression as a whole.",
            arguments => Resolve(arguments, () => new PatternColumn<TextRegex, SimilarLanguage>(arguments.Count == 3, new SimilarLanguage(new TextMatcher())), Similar))
        {
            Family = ComparisonFunctions.Family,
        },
    ];

    private static ResolvedFunction? Resolve(
        IReadOnlyList<ArgumentInfo> arguments, Func<ScalarKernel> ofColumn, Func<string, string?, Func<ScalarKernel>> ofConstant)
    {
        if (arguments.Count is not (2 or 3) || !arguments.All(a => Parameters.Text(a) is not null))
            return null;
        var kernel = ofColumn;
        if (arguments[1].Literal is string pattern && (arguments.Count == 2 || arguments[2].Literal is string))
        {
            var constant = ofConstant(pattern, arguments.Count == 2 ? null : (string?)arguments[2].Literal);
            kernel = () => new ArgumentAt(0, 1, constant());
        }

        return new ResolvedFunction(
            new SqlType.Boolean { Nullable = arguments.Any(a => a.Type.Nullable) }, [.. arguments.Select(a => Parameters.Text(a)!)], kernel);
    }

    private static Func<ScalarKernel> Like(string text, string? escape)
    {
        var pattern = LikePattern.Parse(text, escape);
        var (form, bytes) = pattern.Form;
        return form switch
        {
            LikeForm.Whole => () => new Lift<IsText, Text, BitSink>(new(bytes)),
            LikeForm.Start => () => new Lift<HasStart, Text, BitSink>(new(bytes)),
            LikeForm.End => () => new Lift<HasEnd, Text, BitSink>(new(bytes)),
            LikeForm.Part => () => new Lift<HasPart, Text, BitSink>(new(bytes)),
            _ => () => new Lift<IsLike, Text, BitSink>(new(pattern)),
        };
    }

    private static Func<ScalarKernel> Similar(string text, string? escape)
    {
        var regex = SimilarPattern.Compile(text, escape, isLasting: true);
        return () => new Lift<IsMatch, Text, BitSink>(new(new TextMatcher(), regex));
    }
}
