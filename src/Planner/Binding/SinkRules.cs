using StreamSql.Core.Types;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>What a sink asks of the values that are written into it, by its columns' types and the settings.</summary>
internal sealed class SinkRules(SinkOptions options)
{
    /// <summary>Whether text and bytes are cut and filled up to their columns' lengths.</summary>
    private bool Fits => options.Lengths == SinkLengths.TrimPad;

    /// <summary>The values that may not be NULL and might be.</summary>
    public ValueRule? NotNull(int column, string name, SqlType declared, SqlType given) =>
        Of(column, name, declared, given, (asked, has) => !asked.Nullable && (has?.Nullable ?? true));

    /// <summary>The texts and bytes whose lengths are looked at. What is given may be longer than its own type says.</summary>
    public ValueRule? Lengths(int column, string name, SqlType declared) => options.Lengths == SinkLengths.Error
        ? Of(column, name, declared, declared, (asked, _) => asked.TextLength() < SqlType.MaxLength)
        : null;

    /// <summary>The type that a value gets on its way into a column: the column's but for lengths that are not enforced by cutting.</summary>
    public SqlType Fitting(SqlType declared, SqlType given) => Fitting(declared, given, Fits);

    /// <summary>The type without lengths, since what is given may not keep to them.</summary>
    public static SqlType WithoutLengths(SqlType type) => type switch
    {
        SqlType.Char or SqlType.VarChar => SqlType.String.WithNullable(type.Nullable),
        SqlType.Binary or SqlType.VarBinary => SqlType.Bytes.WithNullable(type.Nullable),
        _ => WithParts(type, (part, _) => WithoutLengths(part)),
    };

    private SqlType Fitting(SqlType declared, SqlType given, bool fits) => declared switch
    {
        _ when declared.TextLength() < SqlType.MaxLength => fits ? declared : WithoutLengths(declared),
        SqlType.Row => WithParts(declared, (part, i) => Fitting(part, PartOf(given, i), fits && options.Nesting != SinkNesting.Ignore)),
        _ => WithParts(declared, (part, i) => Fitting(part, PartOf(given, i), fits: false)),
    };

    private ValueRule? Of(int index, string path, SqlType declared, SqlType? given, Func<SqlType, SqlType?, bool> isAsked)
    {
        var parts = new List<ValueRule>();
        foreach (var (part, name, i) in Parts(declared))
        {
            if (Of(i, path + name, part, given is null or SqlType.Null ? null : PartOf(given, i), isAsked) is { } rule)
                parts.Add(rule);
        }

        var asked = isAsked(declared, given);
        return asked || parts.Count > 0 ? new ValueRule(index, path, asked ? declared : null, [.. parts]) : null;
    }

    private IEnumerable<(SqlType Type, string Name, int Index)> Parts(SqlType type) => (type, options.Nesting) switch
    {
        (SqlType.Row row, not SinkNesting.Ignore) => row.Fields.Select((f, i) => (f.Type, "." + f.Name, i)),
        (SqlType.Array array, SinkNesting.RowsAndCollections) => [(array.Element, "[]", 0)],
        (SqlType.Multiset set, SinkNesting.RowsAndCollections) => [(set.Element, "[]", 0)],
        (SqlType.Map map, SinkNesting.RowsAndCollections) => [(map.Key, ".key", 0), (map.Value, ".value", 1)],
        _ => [],
    };

    private static SqlType PartOf(SqlType type, int index) => type switch
    {
        SqlType.Row row => row.Fields[index].Type,
        SqlType.Array array => array.Element,
        SqlType.Multiset set => set.Element,
        SqlType.Map map => index == 0 ? map.Key : map.Value,
        _ => type,
    };

    private static SqlType WithParts(SqlType type, Func<SqlType, int, SqlType> change) => type switch
    {
        SqlType.Row row => row with { Fields = [.. row.Fields.Select((f, i) => f with { Type = change(f.Type, i) })] },
        SqlType.Array array => array with { Element = change(array.Element, 0) },
        SqlType.Multiset set => set with { Element = change(set.Element, 0) },
        SqlType.Map map => map with { Key = change(map.Key, 0), Value = change(map.Value, 1) },
        _ => type,
    };
}
