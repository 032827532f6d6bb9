using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace StreamSql.Parser;

/// <summary>The tokens of one statement and its end, for the generated parser.</summary>
/// <param name="tokens">The last one is the end.</param>
internal sealed class TokenStream(IReadOnlyList<IToken> tokens) : ITokenStream
{
    public ITokenSource TokenSource => tokens[0].TokenSource;

    public int Index { get; private set; }

    public int Size => tokens.Count;

    public string SourceName => TokenSource?.SourceName ?? "";

    public void Consume() => Index++;

    public IToken Get(int i) => tokens[i];

    public IToken? LT(int k)
    {
        var position = k > 0 ? Index + k - 1 : Index + k;
        return position < 0 ? null : tokens[Math.Min(position, tokens.Count - 1)];
    }

    public int LA(int i) => LT(i)?.Type ?? TokenConstants.InvalidType;

    public int Mark() => 0;

    public void Release(int marker)
    {
    }

    public void Seek(int index) => Index = index;

    public string GetText() => GetText(Interval.Of(0, Size - 1));

    public string GetText(RuleContext ctx) => GetText(ctx.SourceInterval);

    public string GetText(IToken start, IToken stop) => GetText(Interval.Of(start.TokenIndex, stop.TokenIndex));

    public string GetText(Interval interval) => string.Join(' ', tokens.Skip(interval.a).Take(interval.Length).Select(t => t.Text));
}
