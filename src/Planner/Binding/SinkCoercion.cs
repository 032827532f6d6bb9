using StreamSql.Core.Types;

namespace StreamSql.Planner.Binding;

/// <summary>Which types Flink writes into a column without a CAST: wider ones of the same family, DECIMAL of any size.</summary>
internal static class SinkCoercion
{
    /// <remarks>Whether NULL may go into a NOT NULL column is found out at run time.</remarks>
    public static bool IsImplicit(SqlType from, SqlType to) => (from, to) switch
    {
        _ when from.SameAs(to) => true,
        (SqlType.Null, _) => true,
        (_, SqlType.Decimal) or (_, SqlType.Double) => from.IsNumeric(),
        (_, SqlType.Float) => from.IsNumeric() && from is not SqlType.Double,
        _ when from.IsInteger() && to.IsInteger() => from.AsDecimal().Precision <= to.AsDecimal().Precision,
        (SqlType.Char, SqlType.Char) => true,
        (_, SqlType.VarChar) => from.IsCharacter(),
        (SqlType.Binary, SqlType.Binary) => true,
        (_, SqlType.VarBinary) => from.IsBinary(),
        (SqlType.Timestamp, SqlType.Date or SqlType.Time) => true,
        (SqlType.Time, SqlType.Time) => true,
        (_, SqlType.Timestamp or SqlType.TimestampLtz) => from.IsTimestamp(),
        (SqlType.YearMonthInterval, SqlType.YearMonthInterval) or (SqlType.DayTimeInterval, SqlType.DayTimeInterval) => true,
        (SqlType.Array x, SqlType.Array y) => IsImplicit(x.Element, y.Element),
        (SqlType.Multiset x, SqlType.Multiset y) => IsImplicit(x.Element, y.Element),
        (SqlType.Map x, SqlType.Map y) => IsImplicit(x.Key, y.Key) && IsImplicit(x.Value, y.Value),
        (SqlType.Row x, SqlType.Row y) => x.Fields.Count == y.Fields.Count
            && x.Fields.Zip(y.Fields).All(p => IsImplicit(p.First.Type, p.Second.Type)),
        _ => false,
    };
}
