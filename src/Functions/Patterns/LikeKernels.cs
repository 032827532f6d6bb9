using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

internal readonly struct IsText(byte[] whole) : IOperation<Text, BitSink>
{
    public bool Invoke(in Text a, int row, ref BitSink sink) => sink.Set(row, a[row].SequenceEqual(whole));
}

internal readonly struct HasStart(byte[] start) : IOperation<Text, BitSink>
{
    public bool Invoke(in Text a, int row, ref BitSink sink) => sink.Set(row, a[row].StartsWith(start));
}

internal readonly struct HasEnd(byte[] end) : IOperation<Text, BitSink>
{
    public bool Invoke(in Text a, int row, ref BitSink sink) => sink.Set(row, a[row].EndsWith(end));
}

internal readonly struct HasPart(byte[] part) : IOperation<Text, BitSink>
{
    public bool Invoke(in Text a, int row, ref BitSink sink) => sink.Set(row, a[row].IndexOf(part) >= 0);
}

internal readonly struct IsLike(LikePattern pattern) : IOperation<Text, BitSink>
{
    public bool Invoke(in Text a, int row, ref BitSink sink) => sink.Set(row, pattern.Matches(a[row]));
}

/// <summary>LIKE with a pattern from a column: the pattern is taken apart anew where it changes from row to row.</summary>
internal sealed class LikeColumn(bool hasEscape) : ScalarKernel
{
    private byte[] _pattern = [];
    private byte[] _escape = [];
    private LikePattern? _parsed;

    public override bool CanFail => hasEscape;

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
                sink.Set(row, Parsed(pattern[row], hasEscape ? escape[row] : default).Matches(text[row]));
        }
    }

    private LikePattern Parsed(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape)
    {
        if (_parsed is null || !pattern.SequenceEqual(_pattern) || !escape.SequenceEqual(_escape))
        {
            _parsed = LikePattern.Parse(pattern, escape, hasEscape);
            (_pattern, _escape) = (pattern.ToArray(), escape.ToArray());
        }

        return _parsed;
    }
}
