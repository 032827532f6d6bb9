using Antlr4.Runtime;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Flink SQL text to syntax trees. Nothing is looked up: what the names mean is the planner's to find out.</summary>
public static class SqlParser
{
    /// <summary>Parses all statements of a script; a complete BEGIN STATEMENT SET … END is one.</summary>
    /// <exception cref="SqlException">With the errors of all statements, in the order of the text.</exception>
    public static IReadOnlyList<Statement> ParseScript(SourceText source)
    {
        var parsed = ParseWhatCan(source);
        return parsed.Errors.Count == 0 ? parsed.Statements : throw new SqlException(parsed.Errors);
    }

    /// <summary>Parses the statements of a script that are right and says what is wrong with the others.</summary>
    public static ParsedScript ParseWhatCan(SourceText source)
    {
        var statements = new List<Statement>();
        var errors = new List<Diagnostic>();
        var broken = new List<TextSpan>();
        foreach (var piece in StatementSplitter.Pieces(Lexing.Tokens(source.Text)).Where(p => p.Tokens.Count > 0))
        {
            try
            {
                statements.Add(ParseStatement(source.Text, piece.Tokens));
            }
            catch (SqlException e)
            {
                errors.AddRange(e.Diagnostics);
                broken.Add(piece.Span);
            }
        }

        // Where an INSERT of a statement set is missing, the set is not put together.
        IReadOnlyList<Statement> joined = broken.Count == 0 ? JoinStatementSets(statements, errors) : statements;
        return new ParsedScript(joined, [.. errors.Select(e => e with { Source = source })], broken);
    }

    /// <summary>Parses a text that is one statement, with or without a semicolon.</summary>
    /// <exception cref="SqlException">It is not right, or not one.</exception>
    public static Statement ParseStatement(SourceText source)
    {
        var statements = ParseScript(source);
        return statements.Count == 1
            ? statements[0]
            : throw new SqlException(SyntaxErrors.NotOneStatement(statements.Count, statements.Count == 0 ? TextSpan.None : statements[1].Span)).In(source);
    }

    /// <exception cref="SqlException">It is not an expression.</exception>
    public static Expression ParseExpression(string text) =>
        Parse(text, StreamSqlParser.RULE_singleExpression, p => p.singleExpression(), (b, c) => b.Build(c));

    /// <exception cref="SqlException">It is not a type.</exception>
    public static DataType ParseType(string text) =>
        Parse(text, StreamSqlParser.RULE_singleDataType, p => p.singleDataType(), (b, c) => b.Build(c));

    /// <summary>The same as the generated parser's tree, to see how it was made.</summary>
    internal static ParsedTree<StreamSqlParser.SingleStatementContext> ParseTree(IReadOnlyList<IToken> tokens) =>
        TreeParser.Parse(WithEnd(tokens), StreamSqlParser.RULE_singleStatement, p => p.singleStatement());

    private static Statement ParseStatement(string text, IReadOnlyList<IToken> tokens)
    {
        CheckTokens(tokens);
        return Nesting.Run(Nesting.DepthOf(tokens), () => new AstBuilder(text).Build(ParseTree(tokens).Root));
    }

    private static T Parse<TContext, T>(string text, int rule, Func<StreamSqlParser, TContext> enter, Func<AstBuilder, TContext, T> build)
        where TContext : ParserRuleContext
    {
        var source = new SourceText("<text>", text);
        try
        {
            var tokens = Lexing.Tokens(text);
            CheckTokens(tokens);
            return Nesting.Run(
                Nesting.DepthOf(tokens), () => build(new AstBuilder(text), TreeParser.Parse(WithEnd(tokens), rule, enter).Root));
        }
        catch (SqlException e)
        {
            throw e.In(source);
        }
    }

    private static void CheckTokens(IReadOnlyList<IToken> tokens)
    {
        var errors = tokens.Select(Lexing.ErrorAt).OfType<Diagnostic>().ToList();
        if (errors.Count > 0)
            throw new SqlException(errors);
    }

    private static List<IToken> WithEnd(IReadOnlyList<IToken> tokens)
    {
        var position = tokens.Count == 0 ? 0 : tokens[^1].StopIndex + 1;
        return [.. tokens, new CommonToken(TokenConstants.EOF, "") { StartIndex = position, StopIndex = position - 1 }];
    }

    private static List<Statement> JoinStatementSets(List<Statement> statements, List<Diagnostic> errors)
    {
        var joined = new List<Statement>(statements.Count);
        for (var i = 0; i < statements.Count; i++)
        {
            var end = statements[i] is Statement.BeginStatementSet ? statements.FindIndex(i, s => s is Statement.EndStatementSet) : -1;
            if (end <= i + 1)
            {
                joined.Add(statements[i]);
                continue;
            }

            var members = statements[(i + 1)..end];
            if (members.Find(s => s is not Statement.Insert) is { } other)
                errors.Add(SyntaxErrors.NotAnInsert(other.Span));
            joined.Add(new Statement.StatementSet(members.ToNodeList())
            {
                Span = TextSpan.Cover(statements[i].Span, statements[end].Span),
            });
            i = end;
        }

        return joined;
    }
}
