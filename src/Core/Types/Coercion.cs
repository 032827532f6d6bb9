namespace StreamSql.Core.Types;

/// <summary>Which types go over into which without a CAST, and the type that several have in common.</summary>
public static class Coercion
{
    /// <summary>The type to which values of both go over, nullable if one of them is, or <see langword="null"/> if there is none.</summary>
    /// <remarks>Numbers widen; strings and timestamps take the longer; nested types unify part by part.</remarks>
    public static SqlType? Common(SqlType a, SqlType b) => CommonCore(a, b)?.WithNullable(a.Nullable || b.Nullable);

    /// <summary>The common type of all, or <see langword="null"/> if there is none.</summary>
    /// <param name="types">At least one.</param>
    public static SqlType? Common(IEnumerable<SqlType> types)
    {
        SqlType? common = null;
        foreach (var type in types)
        {
            var next = common is null ? type : Common(common, type);
            if (next is null)
                return null;
            common = next;
        }

        return common;
    }

    /// <summary>Whether a value goes over into the target without an explicit CAST and without loss.</summary>
    public static bool IsImplicit(SqlType from, SqlType to) => Common(from, to) is { } common && common.SameAs(to);

    private static SqlType? CommonCore(SqlType a, SqlType b) => (a, b) switch
    {
        (SqlType.Null, _) => b,
        (_, SqlType.Null) => a,
        _ when a.SameAs(b) => a,
        _ when a.IsNumeric() && b.IsNumeric() => Numeric(a, b),
        _ when a.IsCharacter() && b.IsCharacter() => Character(a, b),
        _ when a.IsBinary() && b.IsBinary() => new SqlType.VarBinary(Math.Max(a.TextLength(), b.TextLength())),
        (SqlType.TimestampLtz x, _) when b.IsTimestamp() => new SqlType.TimestampLtz(Math.Max(x.Precision, b.FractionDigits())),
        (_, SqlType.TimestampLtz y) when a.IsTimestamp() => new SqlType.TimestampLtz(Math.Max(y.Precision, a.FractionDigits())),
        (SqlType.Timestamp x, SqlType.Timestamp y) => new SqlType.Timestamp(Math.Max(x.Precision, y.Precision)),
        (SqlType.Date, _) when b.IsTimestamp() => b,
        (_, SqlType.Date) when a.IsTimestamp() => a,
        (SqlType.Time x, SqlType.Time y) => new SqlType.Time(Math.Max(x.Precision, y.Precision)),
        (SqlType.YearMonthInterval, SqlType.YearMonthInterval) => new SqlType.YearMonthInterval(),
        (SqlType.DayTimeInterval, SqlType.DayTimeInterval) => new SqlType.DayTimeInterval(),
        (SqlType.Array x, SqlType.Array y) => Common(x.Element, y.Element) is { } e ? new SqlType.Array(e) : null,
        (SqlType.Multiset x, SqlType.Multiset y) => Common(x.Element, y.Element) is { } e ? new SqlType.Multiset(e) : null,
        (SqlType.Map x, SqlType.Map y) =>
            Common(x.Key, y.Key) is { } key && Common(x.Value, y.Value) is { } value ? new SqlType.Map(key, value) : null,
        (SqlType.Row x, SqlType.Row y) => RowOf(x, y),
        _ => null,
    };

    private static SqlType Numeric(SqlType a, SqlType b)
    {
        if (a.IsApproximate() || b.IsApproximate())
            return Exceeds(a) || Exceeds(b) ? new SqlType.Double() : new SqlType.Float();
        if (a.IsInteger() && b.IsInteger())
            return a.AsDecimal().Precision >= b.AsDecimal().Precision ? a : b;
        return DecimalRules.Common(a.AsDecimal(), b.AsDecimal());
    }

    // DOUBLE and DECIMAL beside an approximate number make it a DOUBLE; integers leave a FLOAT what it is.
    private static bool Exceeds(SqlType type) => type is SqlType.Double or SqlType.Decimal;

    private static SqlType Character(SqlType a, SqlType b)
    {
        var length = Math.Max(a.TextLength(), b.TextLength());
        return a is SqlType.Char && b is SqlType.Char && a.TextLength() == b.TextLength()
            ? new SqlType.Char(length)
            : new SqlType.VarChar(length);
    }

    private static SqlType.Row? RowOf(SqlType.Row a, SqlType.Row b)
    {
        if (a.Fields.Count != b.Fields.Count)
            return null;
        var fields = new RowField[a.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            if (Common(a.Fields[i].Type, b.Fields[i].Type) is not { } type)
                return null;
            fields[i] = a.Fields[i] with { Type = type };
        }

        return new SqlType.Row(new EquatableList<RowField>(fields));
    }
}
