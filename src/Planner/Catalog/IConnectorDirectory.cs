namespace StreamSql.Planner.Catalog;

/// <summary>What a statement does with a table.</summary>
public enum TableUse
{
    Read,
    Write,
}

/// <summary>How the planner asks the connectors.</summary>
public interface IConnectorDirectory
{
    /// <summary>Checks the table's options and lets its connector describe it.</summary>
    /// <returns>For <see cref="TableUse.Read"/> with all physical and metadata columns, for <see cref="TableUse.Write"/> without the
    /// virtual metadata columns; in both cases in the order of the table's columns.</returns>
    /// <exception cref="Core.Diagnostics.SqlException">SS4xxx; a diagnostic without a span gets that of its <see cref="Core.Diagnostics.Diagnostic.Part"/>
    /// in the table's definition.</exception>
    ResolvedTable Resolve(CatalogTable table, TableUse use);
}
