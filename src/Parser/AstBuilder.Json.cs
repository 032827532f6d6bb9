using System.Diagnostics;
using Antlr4.Runtime;
using StreamSql.Core.Diagnostics;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    private Expression.FunctionCall JsonFunction(PrimaryContext context) => context switch
    {
        JsonExistsContext c => Call(
            SpecialFunctions.JsonExists, Expression(c.expression(0)), Expression(c.expression(1)),
            new Expression.Symbol(c.jsonExistsBehavior()?.GetText().ToUpperInvariant() ?? "FALSE")),
        JsonValueContext c => JsonValue(c),
        JsonQueryContext c => JsonQuery(c),
        JsonObjectContext c => Call(SpecialFunctions.JsonObject, [OnNull(c.jsonOnNull(), "NULL"), .. c.jsonEntry().SelectMany(JsonEntry)]),
        JsonArrayContext c => Call(SpecialFunctions.JsonArray, [OnNull(c.jsonOnNull(), "ABSENT"), .. Expressions(c.expression())]),
        JsonObjectAggContext c => WithTail(
            Call(SpecialFunctions.JsonObjectAgg, [OnNull(c.jsonOnNull(), "NULL"), .. JsonEntry(c.jsonEntry())]), c.callTail()),
        JsonArrayAggContext c => WithTail(
            Call(SpecialFunctions.JsonArrayAgg, OnNull(c.jsonOnNull(), "ABSENT"), Expression(c.expression())) with { OrderBy = OrderBy(c.orderBy()) },
            c.callTail()),
        _ => throw new UnreachableException(),
    };

    private static Expression.Symbol OnNull(JsonOnNullContext? context, string otherwise) => new(context?.Start.Text.ToUpperInvariant() ?? otherwise);

    private IEnumerable<Expression> JsonEntry(JsonEntryContext context)
    {
        var value = Expression(context.expression(1));
        return [Expression(context.expression(0)), context.FORMAT() is null ? value : Call("JSON", value) with { Span = value.Span }];
    }

    private Expression.TypeArgument Returning(JsonReturningContext? context) => new(context is null ? Simple("STRING") : TypeName(context.typeName()));

    private Expression.FunctionCall JsonValue(JsonValueContext context)
    {
        var onEvent = new (string Symbol, Expression Default)[] { ("NULL", new Expression.NullLiteral()), ("NULL", new Expression.NullLiteral()) };
        CheckOnce(context.jsonValueBehavior().Select(Event));
        foreach (var clause in context.jsonValueBehavior())
        {
            onEvent[Index(Event(clause))] = clause switch
            {
                JsonValueNullContext => ("NULL", new Expression.NullLiteral()),
                JsonValueErrorContext => ("ERROR", new Expression.NullLiteral()),
                JsonValueDefaultContext c => ("DEFAULT", Expression(c.expression())),
                _ => throw new UnreachableException(),
            };
        }

        var (empty, error) = (onEvent[0], onEvent[1]);
        return Call(
            SpecialFunctions.JsonValue, Expression(context.expression(0)), Expression(context.expression(1)), Returning(context.jsonReturning()),
            new Expression.Symbol(empty.Symbol), empty.Default, new Expression.Symbol(error.Symbol), error.Default);
    }

    private Expression.FunctionCall JsonQuery(JsonQueryContext context)
    {
        var onEvent = new[] { "NULL", "NULL" };
        CheckOnce(context.jsonQueryBehavior().Select(Event));
        foreach (var clause in context.jsonQueryBehavior())
        {
            onEvent[Index(Event(clause))] = clause switch
            {
                JsonQueryNullContext => "NULL",
                JsonQueryErrorContext => "ERROR",
                JsonQueryEmptyArrayContext => "EMPTY ARRAY",
                JsonQueryEmptyObjectContext => "EMPTY OBJECT",
                _ => throw new UnreachableException(),
            };
        }

        var wrapper = context.jsonWrapper() is not WithWrapperContext { } with ? "WITHOUT" : with.CONDITIONAL() is null ? "UNCONDITIONAL" : "CONDITIONAL";
        return Call(
            SpecialFunctions.JsonQuery, Expression(context.expression(0)), Expression(context.expression(1)), Returning(context.jsonReturning()),
            new Expression.Symbol(wrapper), new Expression.Symbol(onEvent[0]), new Expression.Symbol(onEvent[1]));
    }

    private static JsonEventContext Event(ParserRuleContext behavior) => behavior.GetRuleContext<JsonEventContext>(0);

    private static int Index(JsonEventContext context) => context.ERROR() is null ? 0 : 1;

    private static void CheckOnce(IEnumerable<JsonEventContext> events)
    {
        if (events.GroupBy(Index).FirstOrDefault(g => g.Count() > 1)?.Last() is { } second)
            throw new SqlException(SyntaxErrors.RepeatedClause($"ON {second.GetText().ToUpperInvariant()}", SpanOf(second)));
    }
}
