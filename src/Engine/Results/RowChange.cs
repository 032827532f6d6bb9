using StreamSql.Core.Data;

namespace StreamSql.Engine.Results;

/// <summary>One changed row of a result.</summary>
/// <param name="Kind">Insert, update (before and after) or delete.</param>
/// <param name="Values">One per column: <see langword="null"/>, bool, sbyte, short, int, long, float, double, decimal (or
/// <see cref="System.Data.SqlTypes.SqlDecimal"/> above 28 digits), string, byte[], DateOnly, TimeOnly, DateTime (a TIMESTAMP, without zone),
/// DateTimeOffset (a TIMESTAMP_LTZ), TimeSpan or int months (intervals); object[] for ARRAY and ROW; a dictionary for MAP and MULTISET.</param>
public sealed record RowChange(ChangeKind Kind, IReadOnlyList<object?> Values)
{
    /// <summary>A value by column number, 0-based.</summary>
    public object? this[int column] => Values[column];
}
