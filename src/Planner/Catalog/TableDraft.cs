using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Binding;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Catalog;

internal enum ColumnKind { Physical, Metadata, Computed }

/// <summary>A column before its expression is bound.</summary>
/// <param name="Type"><see langword="null"/> for a computed column.</param>
/// <param name="Value">The expression of a computed column, else <see langword="null"/>.</param>
internal sealed record ColumnDraft(ColumnKind Kind, string Name, SqlType? Type, Expression? Value, TextSpan Span)
{
    public string? MetadataKey { get; init; }

    public bool Virtual { get; init; }

    /// <summary>Where it is declared, which is another statement than the one at hand if it is taken over.</summary>
    public Origin Place { get; init; } = Origin.None;

    /// <summary>Where the metadata key stands.</summary>
    public Origin KeyPlace { get; init; } = Origin.None;

    public string? Comment { get; init; }
}

/// <summary>A watermark before its expression is bound.</summary>
/// <param name="Source">The text that its spans point into, which is another than that at hand if it is taken over.</param>
internal sealed record WatermarkDraft(WatermarkDefinition Definition, SourceText Source);

/// <summary>A table's definition on its way from the statement, or from the table it is LIKE, to the catalog.</summary>
internal sealed record TableDraft(IReadOnlyList<ColumnDraft> Columns)
{
    public IReadOnlyList<Identifier> PrimaryKey { get; init; } = [];

    public WatermarkDraft? Watermark { get; init; }

    public IReadOnlyList<Identifier> PartitionKeys { get; init; } = [];

    public IReadOnlyDictionary<string, CatalogOption> Options { get; init; } = new Dictionary<string, CatalogOption>();

    public string? Comment { get; init; }

    /// <summary>Where the table is named.</summary>
    public Origin Place { get; init; } = Origin.None;

    /// <param name="source">The text that the statement's spans point into.</param>
    public static TableDraft Of(Statement.CreateTable statement, SourceText source)
    {
        var options = new Dictionary<string, CatalogOption>();
        foreach (var option in statement.Options)
        {
            if (!options.TryAdd(option.Key.Value, Of(option, source)))
                throw CatalogErrors.DuplicateOption(option.Key.Value, option.Key.Span);
        }

        return new TableDraft(Failures.All(statement.Columns, c => Of(c, source)))
        {
            Place = new Origin(statement.Name.Span, source),
            PrimaryKey = [.. statement.Constraints.SelectMany(c => c.Columns)],
            Watermark = statement.Watermarks is [var watermark, ..] ? new WatermarkDraft(watermark, source) : null,
            PartitionKeys = [.. statement.PartitionedBy],
            Options = options,
            Comment = statement.Comment,
        };
    }

    /// <summary>The definition that would make an existing table again.</summary>
    public static TableDraft Of(CatalogTable table) => new([.. table.Columns.Select(Of)])
    {
        PrimaryKey = [.. table.PrimaryKey.Select(i => new Identifier(table.Columns[i].Name))],
        Watermark = table.Watermark is { } w
            ? new WatermarkDraft(new WatermarkDefinition(new QualifiedName([new Identifier(table.Columns[w.Column].Name)]), w.Syntax), w.Source)
            : null,
        PartitionKeys = [.. table.PartitionKeys.Select(n => new Identifier(n))],
        Options = table.Options,
        Comment = table.Comment,
        Place = table.Place,
    };

    /// <param name="source">The text that the option's spans point into.</param>
    public static CatalogOption Of(TableOption option, SourceText source) =>
        new(option.Value.Value, new Origin(option.Key.Span, source), new Origin(option.Value.Span, source));

    private static ColumnDraft Of(ColumnDefinition column, SourceText source) => Of(column) with
    {
        Place = new Origin(column.Name.Span, source),
        KeyPlace = column is ColumnDefinition.Metadata { Key: { } key } ? new Origin(key.Span, source) : Origin.None,
    };

    private static ColumnDraft Of(ColumnDefinition column) => column switch
    {
        ColumnDefinition.Physical c => new ColumnDraft(ColumnKind.Physical, c.Name.Name, TypeBinder.Bind(c.Type), null, c.Span) { Comment = c.Comment },
        ColumnDefinition.Computed c => new ColumnDraft(ColumnKind.Computed, c.Name.Name, null, c.Value, c.Span) { Comment = c.Comment },
        ColumnDefinition.Metadata c => new ColumnDraft(ColumnKind.Metadata, c.Name.Name, TypeBinder.Bind(c.Type), null, c.Span)
        {
            MetadataKey = c.Key?.Value,
            Virtual = c.IsVirtual,
            Comment = c.Comment,
        },
        _ => throw new System.Diagnostics.UnreachableException(column.GetType().Name),
    };

    private static ColumnDraft Of(TableColumn column) => column switch
    {
        TableColumn.Physical c => new ColumnDraft(ColumnKind.Physical, c.Name, c.Type, null, TextSpan.None) { Comment = c.Comment, Place = c.Place },
        TableColumn.Computed c => new ColumnDraft(ColumnKind.Computed, c.Name, null, c.Syntax, TextSpan.None) { Comment = c.Comment, Place = c.Place },
        TableColumn.Metadata c => new ColumnDraft(ColumnKind.Metadata, c.Name, c.Type, null, TextSpan.None)
        {
            MetadataKey = c.Key,
            Virtual = c.Virtual,
            Comment = c.Comment,
            Place = c.Place,
            KeyPlace = c.KeyPlace,
        },
        _ => throw new System.Diagnostics.UnreachableException(column.GetType().Name),
    };
}
