using System.Globalization;
using System.Runtime.CompilerServices;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

/// <summary>Turns the generated parser's tree into ours; all syntactic sugar ends here.</summary>
/// <param name="text">What the tree was read from.</param>
internal sealed partial class AstBuilder(string text)
{
    private int _depth;

    public Expression Build(SingleExpressionContext context) => Expression(context.expression());

    public DataType Build(SingleDataTypeContext context) => DataType(context.dataType());

    /// <summary>Says that what follows lies some levels deeper, until disposed of: chains of operators become deep trees.</summary>
    /// <exception cref="SqlException">Too deep for those who read the tree.</exception>
    private Level Deeper(int levels, ParserRuleContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _depth += levels;
        return _depth <= Nesting.Limit ? new Level(this, levels) : throw new SqlException(SyntaxErrors.TooDeep(Nesting.Limit, SpanOf(context)));
    }

    private static TextSpan SpanOf(ParserRuleContext context) =>
        context.Stop is { } stop && stop.StopIndex >= context.Start.StartIndex
            ? new TextSpan(context.Start.StartIndex, stop.StopIndex + 1 - context.Start.StartIndex)
            : new TextSpan(context.Start.StartIndex, 0);

    private string TextOf(ParserRuleContext context)
    {
        var span = SpanOf(context);
        return text.Substring(span.Start, span.Length);
    }

    private static QualifiedName Name(QualifiedNameContext context) =>
        new(context.identifier().Select(Identifier).ToNodeList()) { Span = SpanOf(context) };

    private static NodeList<Identifier> Names(ColumnNamesContext? context) =>
        context is null ? [] : context.identifier().Select(Identifier).ToNodeList();

    private static Identifier Identifier(IdentifierContext context)
    {
        var written = context.Start.Text;
        return new Identifier(context is QuotedNameContext ? written[1..^1].Replace("``", "`", StringComparison.Ordinal) : written)
        {
            Span = SpanOf(context),
        };
    }

    private static Expression.StringLiteral String(StringLiteralContext context) =>
        new(Literals.Decode(context)) { Span = SpanOf(context) };

    private static int Integer(ITerminalNode node) =>
        int.TryParse(node.GetText(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw TooLarge(node);

    private static SqlException TooLarge(ITerminalNode node) =>
        new(SyntaxErrors.NumberTooLarge(node.GetText(), Lexing.SpanOf(node.Symbol)));

    private readonly ref struct Level(AstBuilder builder, int levels)
    {
        public void Dispose() => builder._depth -= levels;
    }
}
