using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

/// <summary>A language of patterns.</summary>
/// <typeparam name="TPattern">A pattern taken apart.</typeparam>
internal interface IPatternLanguage<TPattern>
{
    /// <summary>Whether a pattern without an escape character can be faulty.</summary>
    static abstract bool CanFail { get; }

    /// <param name="escape">The escape character, if there is to be one.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The pattern is faulty.</exception>
    TPattern Parse(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape, bool hasEscape);

    bool Matches(TPattern pattern, ReadOnlySpan<byte> text);
}

/// <summary>Matching with patterns from a column: the pattern is taken apart anew where it changes from row to row.</summary>
internal sealed class PatternColumn<TPattern, TLanguage>(bool hasEscape, TLanguage language) : ScalarKernel
    where TPattern : class
    where TLanguage : struct, IPatternLanguage<TPattern>
{
    private byte[] _pattern = [];
    private byte[] _escape = [];
    private TPattern? _parsed;

    public override bool CanFail => hasEscape || TLanguage.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var sink = BitSink.Open(result, arguments, context.Arena);
        var text = new Text(arguments[0]);
        var pattern = new Text(arguments[1]);
        var escape = new Text(arguments[^1]);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row))
                sink.Set(row, language.Matches(Parsed(pattern[row], hasEscape ? escape[row] : default), text[row]));
        }
    }

    private TPattern Parsed(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape)
    {
        if (_parsed is null || !pattern.SequenceEqual(_pattern) || !escape.SequenceEqual(_escape))
        {
            _parsed = language.Parse(pattern, escape, hasEscape);
            (_pattern, _escape) = (pattern.ToArray(), escape.ToArray());
        }

        return _parsed;
    }
}
