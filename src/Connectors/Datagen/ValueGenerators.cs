using System.Diagnostics;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Datagen;

/// <summary>Chooses the generator of a field.</summary>
internal static class ValueGenerators
{
    private const int DefaultTextLength = 100;
    private const int DefaultCollectionLength = 3;

    /// <param name="path">How options name the field.</param>
    public static ValueGenerator For(string path, ColumnBuilder column, DatagenOptions options, TimeZoneInfo zone)
    {
        if (options.IsSequence(path))
            return new SequenceGenerator(column, options.Whole(path, "start", 0));
        var stream = Chance.Stream(path);
        var nullRate = options.Number(path, "null-rate", 0);
        ValueGenerator Part(string name, ColumnBuilder part) => For($"{path}.{name}", part, options, zone);
        int Length(int otherwise) => (int)options.Whole(path, "length", otherwise);
        return (column.Type, column) switch
        {
            (SqlType.Boolean, BooleanColumnBuilder c) => new BooleanGenerator(c, stream, nullRate),
            (SqlType.TinyInt, FixedColumnBuilder<sbyte> c) => Integers(c, sbyte.MinValue, sbyte.MaxValue),
            (SqlType.SmallInt, FixedColumnBuilder<short> c) => Integers(c, short.MinValue, short.MaxValue),
            (SqlType.Integer, FixedColumnBuilder<int> c) => Integers(c, int.MinValue, int.MaxValue),
            (SqlType.BigInt, FixedColumnBuilder<long> c) => Integers(c, long.MinValue, long.MaxValue),
            (SqlType.YearMonthInterval, FixedColumnBuilder<int> c) => Integers(c, 0, 120_000),
            (SqlType.DayTimeInterval, FixedColumnBuilder<long> c) => Integers(c, 0, 86_400_000_000),
            (SqlType.Float, _) => new DoubleGenerator(
                column, stream, nullRate, options.Number(path, "min", float.Epsilon), options.Number(path, "max", float.MaxValue)),
            (SqlType.Double, _) => new DoubleGenerator(
                column, stream, nullRate, options.Number(path, "min", double.Epsilon), options.Number(path, "max", double.MaxValue)),
            (SqlType.Decimal t, _) => Decimals(t),
            (SqlType.Date or SqlType.Time or SqlType.Timestamp or SqlType.TimestampLtz, _) =>
                new TemporalGenerator(column, stream, nullRate, options.MaxPast(path), zone),
            (SqlType.Char t, ViewColumnBuilder c) => new TextGenerator(c, stream, nullRate, t.Length, varies: false),
            (SqlType.Binary t, ViewColumnBuilder c) => new TextGenerator(c, stream, nullRate, t.Length, varies: false),
            (SqlType.VarChar t, ViewColumnBuilder c) => Texts(c, t.Length),
            (SqlType.VarBinary t, ViewColumnBuilder c) => Texts(c, t.Length),
            (SqlType.Array, ListColumnBuilder c) => new ArrayGenerator(
                c, stream, nullRate, Part("element", c.Elements), Length(DefaultCollectionLength)),
            (SqlType.Map, MapColumnBuilder c) => new MapGenerator(
                c, stream, nullRate, Part("key", c.Keys), Part("value", c.Values), Length(DefaultCollectionLength)),
            (SqlType.Multiset, MapColumnBuilder c) => new MapGenerator(
                c, stream, nullRate, Part("element", c.Keys), Occurrences(c), Length(DefaultCollectionLength)),
            (SqlType.Row t, RowColumnBuilder c) => new RowGenerator(
                c, stream, nullRate, [.. t.Fields.Select((f, i) => Part(f.Name, c.Fields[i]))]),
            _ => throw new UnreachableException(column.Type.Name),
        };

        ValueGenerator Integers<T>(FixedColumnBuilder<T> builder, long min, long max)
            where T : unmanaged, System.Numerics.IBinaryInteger<T> => new IntegerGenerator<T>(
            builder, stream, nullRate, Math.Max(min, options.Whole(path, "min", min)), Math.Min(max, options.Whole(path, "max", max)));

        ValueGenerator Texts(ViewColumnBuilder builder, int declared) => new TextGenerator(
            builder,
            stream,
            nullRate,
            Length(declared == SqlType.MaxLength ? DefaultTextLength : declared),
            options.Find(path, "var-len") == "true");

        ValueGenerator Decimals(SqlType.Decimal type)
        {
            var least = Scaled(options.Find(path, "min"), 0);
            var greatest = Scaled(options.Find(path, "max"), PowersOfTen.Int128s[type.Precision] - 1);
            return column is FixedColumnBuilder<long> compact
                ? new IntegerGenerator<long>(compact, stream, nullRate, (long)least, (long)greatest)
                : new WideDecimalGenerator((FixedColumnBuilder<Int128>)column, stream, nullRate, least, greatest);

            Int128 Scaled(string? text, Int128 otherwise) =>
                text is not null && DecimalText.TryParse(System.Text.Encoding.ASCII.GetBytes(text), type, out var value) ? value : otherwise;
        }

        ValueGenerator Occurrences(MapColumnBuilder map) =>
            new IntegerGenerator<int>((FixedColumnBuilder<int>)map.Values, Chance.Bits(stream, 1), 0, 1, 10);
    }
}
