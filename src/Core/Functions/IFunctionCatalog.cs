using StreamSql.Core.Types;

namespace StreamSql.Core.Functions;

/// <summary>All functions there are, by name without regard to case.</summary>
public interface IFunctionCatalog
{
    ScalarFunction? FindScalar(string name);

    AggregateFunction? FindAggregate(string name);

    /// <summary>All names, operators excluded, for suggestions and SHOW FUNCTIONS.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The conversion from one type to another, or <see langword="null"/> if SQL has none.</summary>
    /// <param name="safe">TRY_CAST: a value that does not convert becomes NULL instead of an error.</param>
    ResolvedFunction? ResolveCast(SqlType from, SqlType to, bool safe);
}
