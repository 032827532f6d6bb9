using StreamSql.Core.Connectors;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Json;

/// <summary>What JSON can hold: every type, but the keys of a map are names of an object, and so plain values.</summary>
internal static class JsonTypes
{
    /// <exception cref="Core.Diagnostics.SqlException">A map has nested values for keys (SS4110).</exception>
    public static void Check(string format, string table, IReadOnlyList<ConnectorColumn> columns)
    {
        foreach (var column in columns)
        {
            if (HasNestedKeys(column.Type))
                throw FormatErrors.TypeNotSupported(format, table, column.Name, column.Type.ToString());
        }
    }

    private static bool HasNestedKeys(SqlType type) => type switch
    {
        SqlType.Map t => t.Key.IsNested() || HasNestedKeys(t.Value),
        SqlType.Multiset t => t.Element.IsNested(),
        SqlType.Array t => HasNestedKeys(t.Element),
        SqlType.Row t => t.Fields.Any(f => HasNestedKeys(f.Type)),
        _ => false,
    };
}
