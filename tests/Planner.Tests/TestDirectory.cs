using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Catalog;

namespace StreamSql.Planner.Tests;

/// <summary>One connector, <c>test</c>: what it can do is said by the options <c>bounded</c>, <c>changes</c> (insert, upsert, retract),
/// <c>takes</c> (the same) and <c>only</c> (source, sink).
/// Its metadata <c>offset</c> is a BIGINT; other metadata is what the table declares.</summary>
internal sealed class TestDirectory : IConnectorDirectory
{
    public ResolvedTable Resolve(CatalogTable table, TableUse use)
    {
        if (table.OptionValues.GetValueOrDefault("connector") != "test")
            throw new SqlException(new Diagnostic("SS4001", "42704", "no such connector", TextSpan.None));
        var only = table.OptionValues.GetValueOrDefault("only");
        var columns = table.Columns
            .Where(c => c is TableColumn.Physical || (c is TableColumn.Metadata m && (use == TableUse.Read || !m.Virtual)))
            .Select(c => new ConnectorColumn(c.Name, c is TableColumn.Metadata { Key: "offset" } ? new SqlType.BigInt { Nullable = false } : c.Type, (c as TableColumn.Metadata)?.Key)).ToList();
        var key = table.PrimaryKey.Select(k => columns.FindIndex(c => c.Name == table.Columns[k].Name)).ToArray();
        return new ResolvedTable(
            table, "test",
            new ConnectorTable(table.Path.ToString(), columns, key, table.PartitionKeys, new OptionValues(table.OptionValues), table.BaseDirectory),
            only == "sink" ? null : new SourceTraits(table.OptionValues.GetValueOrDefault("bounded") == "true", Changes(table, "changes")),
            only == "source" ? null : Changes(table, "takes"));
    }

    private static ChangelogSupport Changes(CatalogTable table, string option) => table.OptionValues.GetValueOrDefault(option) switch
    {
        "retract" => ChangelogSupport.Retract,
        "upsert" => ChangelogSupport.Upsert,
        _ => ChangelogSupport.InsertOnly,
    };
}
