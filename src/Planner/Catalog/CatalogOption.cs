using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Catalog;

/// <summary>An option of a table as it was written.</summary>
/// <param name="Key">Where its name stands: in CREATE TABLE, in the last ALTER TABLE that set it, or in a hint.</param>
/// <param name="Setting">Where its value stands.</param>
public readonly record struct CatalogOption(string Value, Origin Key, Origin Setting);
