using System.Diagnostics;
using Antlr4.Runtime.Tree;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using StreamSql.Parser.Generated;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    private Statement Create(CreateStatementContext context) => context switch
    {
        CreateTableContext c => CreateTable(c),
        CreateViewContext c => new Statement.CreateView(Name(c.qualifiedName()), Names(c.columnNames()), Query(c.query()))
        {
            OrReplace = c.REPLACE() is not null,
            IsTemporary = c.TEMPORARY() is not null,
            IfNotExists = c.ifNotExists() is not null,
            Comment = Comment(c.comment()),
        },
        CreateMaterializedTableContext c => CreateMaterializedTable(c),
        _ => Unsupported(context),
    };

    private Statement.CreateTable CreateTable(CreateTableContext context)
    {
        var source = context.tableSource();
        var query = (source as AsQueryContext)?.query();
        return Elements(new Statement.CreateTable(Name(context.qualifiedName())), context.tableElements(), mayBeNames: query is not null) with
        {
            Mode = context.REPLACE() is null ? CreateMode.Create : CreateMode.CreateOrReplace,
            IsTemporary = context.TEMPORARY() is not null,
            IfNotExists = context.ifNotExists() is not null,
            Comment = Comment(context.comment()),
            Distribution = Distribution(context.distributedBy()?.distribution()),
            PartitionedBy = Names(context.partitionedBy()?.columnNames()),
            Connection = Optional(context.usingConnection()?.qualifiedName()),
            Options = Options(context.optionList()),
            Like = source is LikeTableContext like ? Like(like) : null,
            As = query is null ? null : Query(query),
        };
    }

    private Statement.CreateTable ReplaceTable(ReplaceTableContext context) =>
        Elements(new Statement.CreateTable(Name(context.qualifiedName())), context.tableElements(), mayBeNames: true) with
        {
            Mode = CreateMode.Replace,
            Comment = Comment(context.comment()),
            Distribution = Distribution(context.distributedBy()?.distribution()),
            PartitionedBy = Names(context.partitionedBy()?.columnNames()),
            Options = Options(context.optionList()),
            As = Query(context.query()),
        };

    private Statement.Unsupported CreateMaterializedTable(CreateMaterializedTableContext context)
    {
        // Built for its checks alone.
        _ = Elements(new Statement.CreateTable(Name(context.qualifiedName())), context.tableElements(), mayBeNames: true);
        return Unsupported(context);
    }

    private Statement.CreateTable Elements(Statement.CreateTable table, TableElementsContext? context, bool mayBeNames)
    {
        List<ColumnDefinition> columns = [];
        List<ColumnNameContext> names = [];
        List<TableConstraint> constraints = [];
        List<WatermarkDefinition> watermarks = [];
        foreach (var element in context?.tableElement() ?? [])
        {
            switch (element)
            {
                case TypedColumnContext c:
                    columns.Add(Column(c));
                    if (c.columnConstraint() is { } constraint)
                        constraints.Add(Constraint(constraint, columns[^1].Name));
                    break;
                case ComputedColumnContext c:
                    columns.Add(new ColumnDefinition.Computed(Identifier(c.identifier()), Expression(c.expression()))
                    {
                        Span = SpanOf(c),
                        Comment = Comment(c.comment()),
                    });
                    break;
                case ColumnNameContext c:
                    names.Add(c);
                    break;
                case ConstraintElementContext c:
                    constraints.Add(Constraint(c.tableConstraint()));
                    break;
                case WatermarkContext c when watermarks.Count > 0:
                    throw new SqlException(SyntaxErrors.SecondWatermark(SpanOf(c)));
                case WatermarkContext c:
                    watermarks.Add(new WatermarkDefinition(Name(c.qualifiedName()), Expression(c.expression())) { Span = SpanOf(c) });
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        if (names.Count > 0 && (columns.Count > 0 || !mayBeNames))
            throw new SqlException(SyntaxErrors.ColumnWithoutType(names[0].GetText(), SpanOf(names[0])));
        return table with
        {
            Columns = columns.ToNodeList(),
            ColumnOrder = names.Select(n => Identifier(n.identifier())).ToNodeList(),
            Constraints = constraints.ToNodeList(),
            Watermarks = watermarks.ToNodeList(),
        };
    }

    private ColumnDefinition Column(TypedColumnContext context)
    {
        var name = Identifier(context.identifier());
        var type = DataType(context.dataType());
        ColumnDefinition column = context.metadata() is { } metadata
            ? new ColumnDefinition.Metadata(name, type, metadata.stringLiteral() is { } key ? String(key) : null, metadata.VIRTUAL() is not null)
            : new ColumnDefinition.Physical(name, type);
        return column with { Span = SpanOf(context), Comment = Comment(context.comment()) };
    }

    private static TableConstraint Constraint(ColumnConstraintContext context, Identifier column) =>
        new(context.uniqueKind() is PrimaryKeyContext, Optional(context.identifier()), [column], IsEnforced(context.enforcement())) { Span = SpanOf(context) };

    private static TableConstraint Constraint(TableConstraintContext context) =>
        new(context.uniqueKind() is PrimaryKeyContext, Optional(context.identifier()), Names(context.columnNames()), IsEnforced(context.enforcement()))
        {
            Span = SpanOf(context),
        };

    private static bool IsEnforced(EnforcementContext? context) => context is not NotEnforcedContext;

    private static Identifier? Optional(IdentifierContext? context) => context is null ? null : Identifier(context);

    private static string? Comment(CommentContext? context) => Optional(context?.stringLiteral());

    private static Distribution? Distribution(DistributionContext? context) => context switch
    {
        null => null,
        DistributionByColumnsContext c => new Distribution(
            c.HASH() is not null ? "HASH" : c.RANGE() is not null ? "RANGE" : null, Names(c.columnNames()), Buckets(c.INTEGER())) { Span = SpanOf(c) },
        DistributionIntoBucketsContext c => new Distribution(null, [], Buckets(c.INTEGER())) { Span = SpanOf(c) },
        _ => throw new UnreachableException(),
    };

    private static int? Buckets(ITerminalNode? node) => node is null ? null : Integer(node);

    private static NodeList<TableOption> Options(OptionListContext? context) => context?.option()
        .Select(o => new TableOption(String(o.stringLiteral(0)), String(o.stringLiteral(1))) { Span = SpanOf(o) }).ToNodeList() ?? [];

    private static LikeClause Like(LikeTableContext context) => new(
        Name(context.qualifiedName()),
        context.likeOption().Select(o => new LikeOption(Mode(o.likeMode()), Feature(o.likeFeature())) { Span = SpanOf(o) }).ToNodeList())
    {
        Span = SpanOf(context),
    };

    private static LikeMode Mode(LikeModeContext context) => context.Start.Type switch
    {
        StreamSqlLexer.INCLUDING => LikeMode.Including,
        StreamSqlLexer.EXCLUDING => LikeMode.Excluding,
        StreamSqlLexer.OVERWRITING => LikeMode.Overwriting,
        _ => throw new UnreachableException(),
    };

    private static LikeFeature Feature(LikeFeatureContext context) => Enum.Parse<LikeFeature>(context.Start.Text, ignoreCase: true);
}
