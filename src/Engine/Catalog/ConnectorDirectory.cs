using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Expressions;

namespace StreamSql.Engine.Catalog;

/// <summary>Answers the planner's questions about tables from the connectors and formats there are, and opens them for jobs.</summary>
internal sealed class ConnectorDirectory(IReadOnlyList<IConnector> connectors, IReadOnlyList<IFormat> formats) : IConnectorDirectory
{
    private readonly OptionChecker _checker = new(connectors, formats);

    public ResolvedTable Resolve(CatalogTable table, TableUse use)
    {
        var (connector, options) = _checker.Check(table.Path.Name, [.. table.OptionValues]);
        var columns = new List<ConnectorColumn>();
        var positions = new Dictionary<int, int>();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (ColumnOf(connector, table.Columns[i], use) is not { } column)
                continue;
            positions.Add(i, columns.Count);
            columns.Add(column);
        }

        var described = new ConnectorTable(
            table.Path.ToString(),
            columns,
            [.. table.PrimaryKey.Where(positions.ContainsKey).Select(k => positions[k])],
            table.PartitionKeys,
            options,
            table.BaseDirectory);
        return new ResolvedTable(
            table, connector.Name, described,
            use == TableUse.Read ? connector.DescribeSource(described) : null,
            use == TableUse.Write ? connector.DescribeSink(described) : null);
    }

    /// <summary>Checks a table's options and metadata columns before anything reads or writes it.</summary>
    /// <exception cref="SqlException">What is wrong with them.</exception>
    public void Check(CatalogTable table)
    {
        var connector = TablePlaces.Try(table, Origin.None, () => _checker.Check(table.Path.Name, [.. table.OptionValues])).Connector;
        foreach (var column in table.Columns.OfType<TableColumn.Metadata>())
            TablePlaces.Try(table, Origin.None, () => MetadataOf(connector, column, TableUse.Read));
    }

    /// <summary>Opens a table for reading some of its columns.</summary>
    /// <param name="columns">Indices into the connector's columns, ascending.</param>
    public ISource OpenSource(ResolvedTable table, IReadOnlyList<int> columns, ConnectorServices services)
    {
        var all = table.Connector;
        var position = columns.Select((column, i) => (column, i)).ToDictionary(c => c.column, c => c.i);
        var narrowed = all with
        {
            Columns = [.. columns.Select(c => all.Columns[c])],
            PrimaryKey = all.PrimaryKey.All(position.ContainsKey) ? [.. all.PrimaryKey.Select(k => position[k])] : [],
        };
        return Connector(table).OpenSource(narrowed, services);
    }

    public ISink OpenSink(ResolvedTable table, ConnectorServices services) => Connector(table).OpenSink(table.Connector, services);

    private IConnector Connector(ResolvedTable table) => connectors.First(c => c.Name == table.ConnectorName);

    private static ConnectorColumn? ColumnOf(IConnector connector, TableColumn column, TableUse use) => column switch
    {
        TableColumn.Physical physical => new ConnectorColumn(physical.Name, physical.Type),
        TableColumn.Metadata { Virtual: true } when use == TableUse.Write => null,
        TableColumn.Metadata metadata => new ConnectorColumn(metadata.Name, MetadataOf(connector, metadata, use).Type, metadata.Key),
        _ => null,
    };

    private static MetadataColumn MetadataOf(IConnector connector, TableColumn.Metadata column, TableUse use)
    {
        var found = connector.Metadata.FirstOrDefault(m => m.Key == column.Key);
        if (found is null)
        {
            throw new SqlException(new Diagnostic(
                "SS4101", "42703", $"connector '{connector.Name}' has no metadata '{column.Key}'", TextSpan.None)
            {
                Part = new TablePart.MetadataKey(column.Name),
                Hint = Suggest.DidYouMean(column.Key, connector.Metadata.Select(m => m.Key)),
                Notes = [connector.Metadata.Count == 0 ? "it has none" : "it has: " + string.Join(", ", connector.Metadata.Select(m => $"'{m.Key}' {m.Type}"))],
            });
        }

        if (use == TableUse.Write && !found.Writable)
        {
            throw new SqlException(new Diagnostic(
                "SS4102", "42809", $"metadata '{column.Key}' of connector '{connector.Name}' can only be read", TextSpan.None)
            {
                Part = new TablePart.Column(column.Name),
                Hint = $"declare column '{column.Name}' as METADATA VIRTUAL",
            });
        }

        return found;
    }
}
