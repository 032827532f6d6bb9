using StreamSql.Parser.Ast;

namespace StreamSql.Planner.Catalog;

/// <summary>CREATE TABLE … LIKE: what is taken over from the other table, and what happens where both say something.</summary>
internal static class TableLike
{
    public static TableDraft Merge(CatalogTable from, TableDraft own, LikeClause like)
    {
        var source = TableDraft.Of(from);
        var name = from.Path.Name;
        return own with
        {
            Columns = Columns(source, own, like, name),
            PrimaryKey = Either(source.PrimaryKey, own.PrimaryKey, Mode(like, LikeFeature.Constraints), name, "a primary key", "CONSTRAINTS"),
            PartitionKeys = Either(source.PartitionKeys, own.PartitionKeys, Mode(like, LikeFeature.Partitions), name, "partitions", "PARTITIONS"),
            Watermark = Watermark(source.Watermark, own.Watermark, Mode(like, LikeFeature.Watermarks), name),
            Options = Options(source, own, Mode(like, LikeFeature.Options), name),
            Comment = own.Comment ?? source.Comment,
        };
    }

    /// <summary>What is said of the feature, else of ALL; by default all is included, and options may be overwritten.</summary>
    private static LikeMode Mode(LikeClause like, LikeFeature feature)
    {
        var mode = feature == LikeFeature.Options ? LikeMode.Overwriting : LikeMode.Including;
        foreach (var option in like.Options)
        {
            if (option.Mode == LikeMode.Overwriting && option.Feature is LikeFeature.All or LikeFeature.Constraints or LikeFeature.Partitions or LikeFeature.Distribution)
                throw CatalogErrors.NoOverwriting(option.Feature.ToString().ToUpperInvariant(), option.Span);
            if (option.Feature == LikeFeature.All)
                mode = option.Mode;
        }

        foreach (var option in like.Options)
        {
            if (option.Feature == feature)
                mode = option.Mode;
        }

        return mode;
    }

    /// <summary>The other table's columns, then the new ones; one that overwrites stands in the place of the old.</summary>
    private static IReadOnlyList<ColumnDraft> Columns(TableDraft source, TableDraft own, LikeClause like, string name)
    {
        var merged = source.Columns.Where(c => Mode(c) != LikeMode.Excluding).ToList();
        foreach (var column in own.Columns)
        {
            var index = merged.FindIndex(c => c.Name == column.Name);
            if (index < 0)
                merged.Add(column);
            else if (column.Kind != ColumnKind.Physical && merged[index].Kind == column.Kind && Mode(column) == LikeMode.Overwriting)
                merged[index] = column;
            else
                throw CatalogErrors.InBoth($"column '{column.Name}'", name, column.Kind == ColumnKind.Physical ? null : $"write OVERWRITING {Feature(column)}", column.Span);
        }

        return merged;

        LikeMode Mode(ColumnDraft column) => column.Kind == ColumnKind.Physical ? LikeMode.Including : TableLike.Mode(like, Feature(column) == "METADATA" ? LikeFeature.Metadata : LikeFeature.Generated);
    }

    private static string Feature(ColumnDraft column) => column.Kind == ColumnKind.Metadata ? "METADATA" : "GENERATED";

    private static IReadOnlyList<Identifier> Either(
        IReadOnlyList<Identifier> source, IReadOnlyList<Identifier> own, LikeMode mode, string name, string what, string feature) => (source.Count, own.Count) switch
    {
        _ when mode == LikeMode.Excluding => own,
        ( > 0, > 0) => throw CatalogErrors.InBoth(what, name, $"write EXCLUDING {feature}", own[0].Span),
        (0, _) => own,
        _ => source,
    };

    private static WatermarkDraft? Watermark(WatermarkDraft? source, WatermarkDraft? own, LikeMode mode, string name) => mode switch
    {
        LikeMode.Excluding => own,
        LikeMode.Including when source is not null && own is not null =>
            throw CatalogErrors.InBoth("a watermark", name, "write OVERWRITING WATERMARKS", own.Definition.Span),
        _ => own ?? source,
    };

    private static IReadOnlyDictionary<string, CatalogOption> Options(TableDraft source, TableDraft own, LikeMode mode, string name)
    {
        if (mode == LikeMode.Excluding)
            return own.Options;
        var merged = new Dictionary<string, CatalogOption>(source.Options);
        foreach (var (key, option) in own.Options)
        {
            if (mode == LikeMode.Including && merged.ContainsKey(key))
                throw CatalogErrors.InBoth($"option '{key}'", name, "write OVERWRITING OPTIONS", option.Key.Span);
            merged[key] = option;
        }

        return merged;
    }
}
