using System.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    /// <summary>Tables with commas between are cross joins, which bind less than those that are written as joins.</summary>
    private TableReference Tables(TableListContext context)
    {
        var tables = context.joinedTable();
        if (tables.Length == 1)
            return JoinedTable(tables[0]);
        using var level = Deeper(tables.Length - 1, context);
        var table = JoinedTable(tables[0]);
        foreach (var next in tables.Skip(1))
            table = Join(Ast.JoinKind.Cross, table, JoinedTable(next), new JoinCondition.None());
        return table;
    }

    private TableReference JoinedTable(JoinedTableContext context)
    {
        var joins = context.join();
        if (joins.Length == 0)
            return Table(context.tableFactor());
        using var level = Deeper(joins.Length, context);
        var table = Table(context.tableFactor());
        foreach (var join in joins)
        {
            table = join switch
            {
                CrossJoinContext c => Join(Ast.JoinKind.Cross, table, Table(c.tableFactor()), new JoinCondition.None()),
                ConditionalJoinContext c => Join(JoinKind(c.joinKind()), table, Table(c.tableFactor()), Condition(c)),
                _ => throw new UnreachableException(),
            } with { Span = TextSpan.Cover(table.Span, SpanOf(join)) };
        }

        return table;
    }

    private static TableReference.Join Join(JoinKind kind, TableReference left, TableReference right, JoinCondition condition) =>
        new(kind, left, right, condition) { Span = TextSpan.Cover(left.Span, right.Span) };

    private static JoinKind JoinKind(JoinKindContext? context) => context switch
    {
        null or InnerJoinContext => Ast.JoinKind.Inner,
        OuterJoinContext c when c.LEFT() is not null => Ast.JoinKind.Left,
        OuterJoinContext c when c.RIGHT() is not null => Ast.JoinKind.Right,
        OuterJoinContext => Ast.JoinKind.Full,
        _ => throw new UnreachableException(),
    };

    private JoinCondition Condition(ConditionalJoinContext context)
    {
        if (context.NATURAL() is { } natural)
            return new JoinCondition.Natural { Span = Lexing.SpanOf(natural.Symbol) };
        return context.joinCondition() switch
        {
            null => new JoinCondition.None(),
            JoinOnContext c => new JoinCondition.On(Expression(c.expression())) { Span = SpanOf(c) },
            JoinUsingContext c => new JoinCondition.Using(Names(c.columnNames())) { Span = SpanOf(c) },
            _ => throw new UnreachableException(),
        };
    }

    private TableReference Table(TableFactorContext context)
    {
        var table = TablePrimary(context.tablePrimary());
        var start = context.Start.StartIndex;
        if (context.systemTime() is { } time)
            table = new TableReference.Snapshot(table, Expression(time.expression())) { Span = Until(time) };
        if (context.matchRecognize() is { } match)
            table = new TableReference.Match(table, Match(match)) { Span = Until(match) };
        if (context.tableAlias() is { } alias)
            table = new TableReference.Aliased(table, Identifier(alias.identifier()), Names(alias.columnNames())) { Span = Until(alias) };
        if (context.sample() is { } sample)
        {
            table = new TableReference.Sample(
                table, sample.GetChild(1).GetText().ToUpperInvariant(), Expression(sample.expression(0)), Optional(sample.expression().ElementAtOrDefault(1)))
            {
                Span = Until(sample),
            };
        }

        return table;

        TextSpan Until(Antlr4.Runtime.ParserRuleContext part) => new(start, part.Stop.StopIndex + 1 - start);
    }

    private TableReference TablePrimary(TablePrimaryContext context) => context switch
    {
        NestedTablesContext c => Tables(c.tableList()),
        _ => TablePrimaryNode(context) with { Span = SpanOf(context) },
    };

    private TableReference TablePrimaryNode(TablePrimaryContext context) => context switch
    {
        NamedTableContext c => new TableReference.Named(Name(c.qualifiedName())) { Hints = Hints(c.hints()) },
        DerivedTableContext c => new TableReference.Derived(Query(c.query()), c.LATERAL() is not null),
        UnnestContext c => new TableReference.Unnest(Expressions(c.expression()), c.ORDINALITY() is not null),
        WrappedTableFunctionContext c => new TableReference.Function(TableFunction(c.tableFunction()), c.LATERAL() is not null),
        PlainTableFunctionContext c => new TableReference.Function(TableFunction(c.tableFunction()), c.LATERAL() is not null),
        _ => throw new UnreachableException(),
    };

    private Expression.FunctionCall TableFunction(TableFunctionContext context) =>
        Arguments(new Expression.FunctionCall(Name(context.qualifiedName()), []), context.callArguments()) with { Span = SpanOf(context) };

    private static NodeList<Hint> Hints(HintsContext? context) => context?.hint().Select(Hint).ToNodeList() ?? [];

    private static Hint Hint(HintContext context) => new(Identifier(context.identifier()), context.hintArgument().Select(HintArgument).ToNodeList())
    {
        Span = SpanOf(context),
    };

    private static HintArgument HintArgument(HintArgumentContext context)
    {
        var words = context.hintWord();
        return new HintArgument(words.Length == 1 ? null : Word(words[0]), Word(words[^1])) { Span = SpanOf(context) };

        static Expression.StringLiteral Word(HintWordContext word) => word switch
        {
            HintStringContext c => String(c.stringLiteral()),
            HintNameContext c => new Expression.StringLiteral(Name(c.qualifiedName()).ToString()) { Span = SpanOf(c) },
            HintNumberContext c => new Expression.StringLiteral(c.GetText()) { Span = SpanOf(c) },
            _ => throw new UnreachableException(),
        };
    }
}
