using System.Diagnostics;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using StreamSql.Parser.Generated;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    private NodeList<Expression> Expressions(ExpressionContext[] contexts) => contexts.Select(Expression).ToNodeList();

    private Expression? Optional(ExpressionContext? context) => context is null ? null : Expression(context);

    private Expression Expression(ExpressionContext context)
    {
        using var level = Deeper(0, context);
        var terms = context.conjunction();
        return terms.Length == 1
            ? Conjunction(terms[0])
            : new Expression.Or(terms.Select(Conjunction).ToNodeList()) { Span = SpanOf(context) };
    }

    private Expression Conjunction(ConjunctionContext context)
    {
        var terms = context.negation();
        return terms.Length == 1
            ? Negation(terms[0])
            : new Expression.And(terms.Select(Negation).ToNodeList()) { Span = SpanOf(context) };
    }

    private Expression Negation(NegationContext context)
    {
        var signs = context.NOT();
        if (signs.Length == 0)
            return Test(context.test());
        using var level = Deeper(signs.Length, context);
        var value = Test(context.test());
        foreach (var sign in signs.Reverse())
            value = new Expression.Not(value) { Span = TextSpan.Cover(Lexing.SpanOf(sign.Symbol), value.Span) };
        return value;
    }

    private Expression Test(TestContext context)
    {
        var kinds = context.testKind();
        if (kinds.Length == 0)
            return Comparison(context.comparison());
        using var level = Deeper(kinds.Length, context);
        var value = Comparison(context.comparison());
        var isNegated = false;
        foreach (var child in context.children.Skip(1))
        {
            if (child is TestKindContext kind)
            {
                value = Negate(isNegated, Test(value, kind) with { Span = TextSpan.Cover(value.Span, SpanOf(kind)) });
                isNegated = false;
            }
            else
            {
                isNegated |= IsToken(child, StreamSqlLexer.NOT);
            }
        }

        return value;
    }

    private Expression Test(Expression value, TestKindContext kind) => kind switch
    {
        IsNullContext => new Expression.Is(value, IsTest.Null),
        IsTrueContext => new Expression.Is(value, IsTest.True),
        IsFalseContext => new Expression.Is(value, IsTest.False),
        IsUnknownContext => new Expression.Is(value, IsTest.Unknown),
        IsEmptyContext => new Expression.Is(value, IsTest.Empty),
        IsASetContext => new Expression.Is(value, IsTest.ASet),
        IsJsonContext c => new Expression.Is(value, JsonTest(c)),
        IsDistinctFromContext c => new Expression.IsDistinctFrom(value, Comparison(c.comparison())),
        _ => throw new UnreachableException(),
    };

    private static IsTest JsonTest(IsJsonContext context) => context.Stop.Type switch
    {
        StreamSqlLexer.OBJECT => IsTest.JsonObject,
        StreamSqlLexer.ARRAY => IsTest.JsonArray,
        StreamSqlLexer.SCALAR => IsTest.JsonScalar,
        _ => IsTest.JsonValue,
    };

    private static Expression Negate(bool isNegated, Expression value) =>
        isNegated ? new Expression.Not(value) { Span = value.Span } : value;

    private Expression Comparison(ComparisonContext context)
    {
        var tails = context.comparisonTail();
        if (tails.Length == 0)
            return Predicate(context.predicate());
        using var level = Deeper(tails.Length, context);
        var value = Predicate(context.predicate());
        foreach (var tail in tails)
        {
            Expression compared = tail switch
            {
                CompareContext c => new Expression.Binary(Operator(c.comparisonOperator()), value, Predicate(c.predicate())),
                CompareNegatedContext c => new Expression.Binary(
                    Operator(c.comparisonOperator()), value, new Expression.Not(Negation(c.negation())) { Span = SpanOf(c.negation()) }),
                CompareQuantifiedContext c => Quantified(value, c),
                _ => throw new UnreachableException(),
            };
            value = compared with { Span = TextSpan.Cover(value.Span, SpanOf(tail)) };
        }

        return value;
    }

    private Expression Quantified(Expression value, CompareQuantifiedContext context)
    {
        var comparison = Operator(context.comparisonOperator());
        var isAll = context.ALL() is not null;
        if (context.query() is { } query)
            return new Expression.QuantifiedComparison(comparison, isAll, value, Query(query));

        var terms = Expressions(context.expression()).Select(e => (Expression)new Expression.Binary(comparison, value, e) { Span = e.Span }).ToNodeList();
        return terms.Count == 1 ? terms[0] : isAll ? new Expression.And(terms) : new Expression.Or(terms);
    }

    private static BinaryOperator Operator(ComparisonOperatorContext context) => context.Start.Type switch
    {
        StreamSqlLexer.EQ => BinaryOperator.Equal,
        StreamSqlLexer.NE => BinaryOperator.NotEqual,
        StreamSqlLexer.LT => BinaryOperator.Less,
        StreamSqlLexer.LE => BinaryOperator.LessOrEqual,
        StreamSqlLexer.GT => BinaryOperator.Greater,
        StreamSqlLexer.GE => BinaryOperator.GreaterOrEqual,
        _ => throw new UnreachableException(),
    };

    private Expression Predicate(PredicateContext context)
    {
        var tails = context.predicateTail();
        if (tails.Length == 0)
            return Value(context.value());
        using var level = Deeper(tails.Length, context);
        var value = Value(context.value());
        foreach (var tail in tails)
            value = Negate(IsToken(tail.GetChild(0), StreamSqlLexer.NOT), Predicate(value, tail) with { Span = TextSpan.Cover(value.Span, SpanOf(tail)) });
        return value;
    }

    private Expression Predicate(Expression value, PredicateTailContext tail) => tail switch
    {
        IsBetweenContext c => new Expression.Between(value, Value(c.value(0)), Value(c.value(1)), c.SYMMETRIC() is not null),
        IsInContext c when c.query() is { } query => new Expression.InQuery(value, Query(query)),
        IsInContext c => new Expression.InList(value, Expressions(c.expression())),
        LikeContext c => new Expression.Like(value, Value(c.value(0)), Escape(c.value()), LikeKind.Like),
        SimilarToContext c => new Expression.Like(value, Value(c.value(0)), Escape(c.value()), LikeKind.SimilarTo),
        MemberOfContext c => Call(SpecialFunctions.MemberOf, value, Value(c.value())),
        SubmultisetOfContext c => Call(SpecialFunctions.SubmultisetOf, value, Value(c.value())),
        PeriodPredicateContext c => Call(
            string.Join(' ', c.children.OfType<ITerminalNode>().Select(t => t.GetText().ToUpperInvariant())), value, Value(c.value())),
        _ => throw new UnreachableException(),
    };

    private Expression? Escape(ValueContext[] values) => values.Length > 1 ? Value(values[1]) : null;

    private Expression Value(ValueContext context) =>
        Chain(context, context.product(), Product, static (op, left, right) => new Expression.Binary(
            ((ITerminalNode)op).Symbol.Type == StreamSqlLexer.PLUS ? BinaryOperator.Add : BinaryOperator.Subtract, left, right));

    private Expression Product(ProductContext context) =>
        Chain(context, context.factor(), Factor, static (op, left, right) => op switch
        {
            MultiplyContext => new Expression.Binary(BinaryOperator.Multiply, left, right),
            DivideContext => new Expression.Binary(BinaryOperator.Divide, left, right),
            ModuloContext => new Expression.Binary(BinaryOperator.Modulo, left, right),
            ConcatenateContext => new Expression.Binary(BinaryOperator.Concatenate, left, right),
            MultisetOperatorContext c => Call(
                $"MULTISET {c.GetChild(1).GetText().ToUpperInvariant()}",
                new Expression.Symbol(c.setQuantifier()?.DISTINCT() is null ? "ALL" : "DISTINCT"), left, right),
            _ => throw new UnreachableException(),
        });

    /// <summary>Operands with operators between become a tree that leans to the left.</summary>
    private Expression Chain<T>(
        ParserRuleContext context, T[] operands, Func<T, Expression> build, Func<IParseTree, Expression, Expression, Expression> combine)
        where T : ParserRuleContext
    {
        if (operands.Length == 1)
            return build(operands[0]);
        using var level = Deeper(operands.Length - 1, context);
        var result = build(operands[0]);
        for (var i = 1; i < operands.Length; i++)
        {
            var right = build(operands[i]);
            result = combine(context.GetChild(2 * i - 1), result, right) with { Span = TextSpan.Cover(result.Span, right.Span) };
        }

        return result;
    }

    private Expression Factor(FactorContext context)
    {
        var signs = context.ChildCount - 1;
        if (signs == 0)
            return Operand(context.operand());
        using var level = Deeper(signs, context);
        var value = Operand(context.operand());
        for (var i = signs - 1; i >= 0; i--)
        {
            var sign = ((ITerminalNode)context.GetChild(i)).Symbol;
            value = new Expression.Unary(sign.Type == StreamSqlLexer.MINUS ? UnaryOperator.Minus : UnaryOperator.Plus, value)
            {
                Span = TextSpan.Cover(Lexing.SpanOf(sign), value.Span),
            };
        }

        return value;
    }

    private Expression Operand(OperandContext context)
    {
        var tails = context.operandTail();
        using var level = Deeper(tails.Length, context);
        var value = Primary(context.primary());
        // Only a path of plain names goes on as one: (a).b is a field of a, never a column of a table.
        var isPath = context.primary() is NameContext { } name && name.call() is null;
        foreach (var tail in tails)
        {
            value = Tail(value, tail, isPath) with { Span = TextSpan.Cover(value.Span, SpanOf(tail)) };
            isPath &= tail is FieldContext { } field && field.call() is null;
        }

        return value;
    }

    private Expression Tail(Expression value, OperandTailContext tail, bool isPath)
    {
        switch (tail)
        {
            case SubscriptContext c:
                return new Expression.Subscript(value, Expression(c.expression()));
            case FieldContext c:
                var field = Identifier(c.identifier());
                if (isPath)
                {
                    NodeList<Identifier> path = [.. ((Expression.ColumnReference)value).Path, field];
                    return c.call() is { } qualified
                        ? Call(new QualifiedName(path) { Span = TextSpan.Cover(value.Span, field.Span) }, qualified)
                        : new Expression.ColumnReference(path);
                }

                return c.call() is { } wrong
                    ? throw new SqlException(SyntaxErrors.NotAFunctionName(SpanOf(wrong)))
                    : new Expression.FieldAccess(value, field);
            default:
                throw new UnreachableException();
        }
    }

    private static bool IsToken(IParseTree node, int type) => node is ITerminalNode terminal && terminal.Symbol.Type == type;
}
