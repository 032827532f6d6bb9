using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Execution.Runtime;

/// <summary>Says of errors in the data where the rows came from that were on their way.</summary>
internal static class DataPlaces
{
    public static SqlException Add(SqlException error, SourceBatch batch)
    {
        var place = batch.Records?.ToString() ?? (batch.Partition.Length > 0 ? $"partition '{batch.Partition}'" : null);
        return place is not null && error.Diagnostics.Any(IsUnplaced)
            ? new SqlException([.. error.Diagnostics.Select(d => IsUnplaced(d) ? d with { DataLocation = place } : d)])
            : error;
    }

    private static bool IsUnplaced(Diagnostic diagnostic) => diagnostic.DataLocation is null && diagnostic.Code[2] == '5';
}
