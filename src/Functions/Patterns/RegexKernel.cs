using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

/// <summary>What a regular expression function makes of a text; <see langword="false"/> means NULL.</summary>
internal interface IRegexOperation<TSink>
    where TSink : allows ref struct
{
    /// <param name="arguments">Of the call: the text, the pattern, and what else there is.</param>
    bool Invoke(TextMatcher matcher, TextRegex regex, ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref TSink sink);

    /// <summary>The value for a pattern that Java would refuse; <see langword="false"/> means NULL.</summary>
    static virtual bool Refused(int row, ref TSink sink) => false;
}

/// <summary>Runs a regular expression function over the rows without NULLs.</summary>
internal sealed class RegexKernel<TOperation, TSink>(string function) : ScalarKernel
    where TOperation : struct, IRegexOperation<TSink>
    where TSink : struct, ISink<TSink>, allows ref struct
{
    private readonly RegexArgument _regex = new(function);
    private readonly TextMatcher _matcher = new();
    private readonly TOperation _operation = new();

    // A pattern may use what this engine does not know.
    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments, result, context.Arena, seesNulls: false);
        var text = new Text(arguments[0]);
        var sink = TSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (rows.IsNull(row) || !Invoke(text[row], arguments, row, ref sink))
                rows.MakeNull(row, ref sink);
        }

        sink.Close();
    }

    private bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, ref TSink sink) =>
        _regex.At(arguments[1], row) is { } regex
            ? _operation.Invoke(_matcher.Load(text), regex, text, arguments, row, ref sink)
            : TOperation.Refused(row, ref sink);
}
