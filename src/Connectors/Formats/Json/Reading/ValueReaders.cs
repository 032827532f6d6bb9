using System.Diagnostics;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Chooses the reader of a column.</summary>
internal static class ValueReaders
{
    public static ColumnReader For(ColumnBuilder column, JsonOptions options) => (column.Type, column) switch
    {
        (SqlType.Boolean, BooleanColumnBuilder c) => new BooleanReader(c),
        (SqlType.TinyInt, FixedColumnBuilder<sbyte> c) => new IntegerReader<sbyte>(c, fractions: false),
        (SqlType.SmallInt, FixedColumnBuilder<short> c) => new IntegerReader<short>(c, fractions: false),
        (SqlType.Integer or SqlType.YearMonthInterval, FixedColumnBuilder<int> c) => new IntegerReader<int>(c, fractions: true),
        (SqlType.BigInt, FixedColumnBuilder<long> c) => new IntegerReader<long>(c, fractions: true),
        (SqlType.DayTimeInterval, FixedColumnBuilder<long> c) => new IntegerReader<long>(c, fractions: true, unit: 1000),
        (SqlType.Float or SqlType.Double, _) => new DoubleReader(column),
        (SqlType.Decimal, _) => new DecimalReader(column),
        (SqlType.Date or SqlType.Time, FixedColumnBuilder<int> c) => new DateOrTimeReader(c),
        (SqlType.Timestamp or SqlType.TimestampLtz, FixedColumnBuilder<long> c) => new TimestampReader(c, options.Timestamps),
        (SqlType.Char or SqlType.VarChar, ViewColumnBuilder c) => new TextReader(c),
        (SqlType.Binary or SqlType.VarBinary, ViewColumnBuilder c) => new BytesReader(c),
        (SqlType.Array, ListColumnBuilder c) => new ArrayReader(c, For(c.Elements, options), options.IgnoreParseErrors),
        (SqlType.Map or SqlType.Multiset, MapColumnBuilder c) => new MapReader(
            c, FieldParser.For(c.Keys, options.Timestamps), For(c.Values, options), options.IgnoreParseErrors),
        (SqlType.Row t, RowColumnBuilder c) => new RowReader(c, Object([.. t.Fields.Select(f => f.Name)], c.Fields, options)),
        (SqlType.Null, _) => new NullReader(column),
        _ => throw new UnreachableException(column.Type.Name),
    };

    public static ObjectReader Object(IReadOnlyList<string> names, IReadOnlyList<ColumnBuilder> columns, JsonOptions options) =>
        new(names, [.. columns.Select(c => For(c, options))], options);
}
