using System.Diagnostics;
using Antlr4.Runtime.Tree;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

/// <content>Calls. The order of special functions' arguments is that of <see cref="SpecialFunctions"/>.</content>
internal sealed partial class AstBuilder
{
    private static Expression.FunctionCall Call(string name, params ReadOnlySpan<Expression> arguments) =>
        new(new QualifiedName([new Identifier(name)]), [.. arguments]);

    private Expression.FunctionCall Call(QualifiedName name, CallContext context) =>
        WithTail(Arguments(new Expression.FunctionCall(name, []), context.callArguments()), context.callTail());

    private static QualifiedName FunctionName(FunctionNameContext context) => SimpleName(context switch
    {
        FreeFunctionNameContext c => Identifier(c.identifier()),
        _ => new Identifier(context.Start.Text) { Span = SpanOf(context) },
    });

    private Expression.FunctionCall Arguments(Expression.FunctionCall call, CallArgumentsContext? context) => context switch
    {
        null => call,
        StarArgumentContext => call with { Arguments = [new Expression.Star { Span = SpanOf(context) }] },
        ArgumentListContext c => call with
        {
            Arguments = c.argument().Select(Argument).ToNodeList(),
            Distinct = c.setQuantifier()?.DISTINCT() is not null,
            Nulls = Nulls(c.nullTreatment()),
            OrderBy = OrderBy(c.orderBy()),
        },
        _ => throw new UnreachableException(),
    };

    private Expression.FunctionCall WithTail(Expression.FunctionCall call, CallTailContext context)
    {
        if (context.ChildCount == 0)
            return call;
        return call with
        {
            WithinGroup = OrderBy(context.withinGroup()?.orderBy()),
            Nulls = context.nullTreatment() is { } nulls ? Nulls(nulls) : call.Nulls,
            Filter = Optional(context.filter()?.expression()),
            Over = Over(context.over()),
        };
    }

    private static NullTreatment Nulls(NullTreatmentContext? context) =>
        context is null ? NullTreatment.Default : context.IGNORE() is null ? NullTreatment.Respect : NullTreatment.Ignore;

    private Expression Argument(ArgumentContext context)
    {
        var value = ArgumentValue(context.argumentValue());
        return context.identifier() is { } name ? new Expression.NamedArgument(Identifier(name), value) { Span = SpanOf(context) } : value;
    }

    private Expression ArgumentValue(ArgumentValueContext context) => context switch
    {
        ExpressionValueContext c => Expression(c.expression()),
        TableValueContext c => TableArgument(c.tableArgument()) with { Span = SpanOf(context) },
        ModelValueContext c => new Expression.ModelArgument(Name(c.qualifiedName())) { Span = SpanOf(context) },
        DescriptorValueContext c => new Expression.Descriptor(c.descriptorColumn()
            .Select(d => new DescriptorColumn(Identifier(d.identifier()), d.dataType() is { } type ? DataType(type) : null) { Span = SpanOf(d) })
            .ToNodeList()) { Span = SpanOf(context) },
        DefaultValueContext => new Expression.DefaultArgument { Span = SpanOf(context) },
        _ => throw new UnreachableException(),
    };

    private Expression.TableArgument TableArgument(TableArgumentContext context)
    {
        Query table = context.query() is { } query
            ? Query(query)
            : new Query.Table(Name(context.qualifiedName())) { Span = SpanOf(context.qualifiedName()) };
        var partition = context.argumentPartition() switch
        {
            null => [],
            PartitionByNameContext c => [new Expression.ColumnReference(Name(c.qualifiedName()).Parts) { Span = SpanOf(c.qualifiedName()) }],
            PartitionByListContext c => Expressions(c.expression()),
            _ => throw new UnreachableException(),
        };
        var order = context.argumentOrder() switch
        {
            null => [],
            OrderByItemContext c => [OrderItem(c.orderItem())],
            OrderByListContext c => c.orderItem().Select(OrderItem).ToNodeList(),
            _ => throw new UnreachableException(),
        };
        return new Expression.TableArgument(table, partition, order);
    }

    private Expression SpecialFunction(PrimaryContext context) => context switch
    {
        ContextFunctionContext c => Call(c.CONTEXT_FUNCTION().GetText().ToUpperInvariant(), c.INTEGER() is { } precision ? [Number(precision)] : []),
        UserFunctionContext => Call("USER"),
        MatchSemanticsContext c => Call(
            c.FINAL() is null ? "RUNNING" : "FINAL", Call(FunctionName(c.functionName()), c.call()) with
            {
                Span = TextSpan.Cover(SpanOf(c.functionName()), SpanOf(c.call())),
            }),
        ExtractContext c => Call(SpecialFunctions.Extract, UnitArgument(c.timeUnit()), Expression(c.expression())),
        TimestampAddContext c => Call(
            SpecialFunctions.TimestampAdd, UnitArgument(c.timeUnit()), Expression(c.expression(0)), Expression(c.expression(1))),
        TimestampDiffContext c => Call(
            SpecialFunctions.TimestampDiff, UnitArgument(c.timeUnit()), Expression(c.expression(0)), Expression(c.expression(1))),
        FloorOrCeilContext c => Call(
            c.FLOOR() is null ? SpecialFunctions.Ceil : SpecialFunctions.Floor,
            c.timeUnit() is { } unit ? [Expression(c.expression(0)), UnitArgument(unit)] : Expressions(c.expression()).AsSpan()),
        SubstringContext c => Call(SpecialFunctions.Substring, Expressions(c.expression()).AsSpan()),
        OverlayContext c => Call(SpecialFunctions.Overlay, Expressions(c.expression()).AsSpan()),
        PositionContext c => Call(SpecialFunctions.Position, [Value(c.value()), .. Expressions(c.expression())]),
        TrimContext c => Trim(c.trimArguments()),
        _ => JsonFunction(context),
    };

    private Expression.FunctionCall Trim(TrimArgumentsContext context)
    {
        var (side, characters, value) = context switch
        {
            TrimSideContext c => (c.Start.Text.ToUpperInvariant(), c.expression().Length > 1 ? Expression(c.expression(0)) : null, c.expression()[^1]),
            TrimCharactersContext c => ("BOTH", Expression(c.expression(0)), c.expression(1)),
            TrimSpacesContext c => ("BOTH", null, c.expression()),
            _ => throw new UnreachableException(),
        };
        return Call(SpecialFunctions.Trim, new Expression.Symbol(side), characters ?? new Expression.StringLiteral(" "), Expression(value));
    }

    private static Expression.NumberLiteral Number(ITerminalNode node) => new(node.GetText()) { Span = Lexing.SpanOf(node.Symbol) };
}
