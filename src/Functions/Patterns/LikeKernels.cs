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

/// <summary>LIKE.</summary>
internal readonly struct LikeLanguage : IPatternLanguage<LikePattern>
{
    public static bool CanFail => false;

    public LikePattern Parse(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape, bool hasEscape) => LikePattern.Parse(pattern, escape, hasEscape);

    public bool Matches(LikePattern pattern, ReadOnlySpan<byte> text) => pattern.Matches(text);
}
