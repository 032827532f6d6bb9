using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests.Operators;

/// <summary>Random rows whose values repeat and whose sums are exact, so that groups and joins have several rows.</summary>
internal static class SmallValues
{
    public static IReadOnlyList<SqlType> Types { get; } =
    [
        new SqlType.Boolean(), new SqlType.TinyInt(), new SqlType.SmallInt(), new SqlType.Integer(), new SqlType.BigInt(), new SqlType.BigInt().NotNull(),
        new SqlType.Float(), new SqlType.Double(), new SqlType.Decimal(9, 2), new SqlType.Decimal(30, 4), SqlType.String, SqlType.String.NotNull(),
        SqlType.Bytes, new SqlType.Date(), new SqlType.Timestamp(3),
    ];

    public static Schema Schema(Random random, int columns) =>
        new(Enumerable.Range(0, columns).Select(i => new Field("c" + i, Types[random.Next(Types.Count)])));

    public static object?[] Row(Schema schema, Random random) => [.. schema.Select(f => Value(f.Type, random))];

    /// <summary>Random changes in which only rows that are there are taken back.</summary>
    public static IReadOnlyList<Change> Changes(Schema schema, Random random, int count, bool retractions) =>
        Tests.Changes.Random(random, count, retractions, _ => Row(schema, random));

    /// <summary>The changes, with rows taken back among them that are not there, or are so by chance.</summary>
    public static IReadOnlyList<Change> WithUnknown(IReadOnlyList<Change> changes, Schema schema, Random random)
    {
        var all = changes.ToList();
        for (var i = random.Next(10); i > 0; i--)
            all.Insert(random.Next(all.Count + 1), new Change(Row(schema, random), -1));
        return all;
    }

    private static object? Value(SqlType type, Random random)
    {
        if (type.Nullable && random.Next(6) == 0)
            return null;
        var small = random.Next(-3, 5);
        return type.Physical() switch
        {
            PhysicalType.Int8 => (sbyte)small,
            PhysicalType.Int16 => (short)small,
            PhysicalType.Int32 => small,
            PhysicalType.Int64 => (long)small,
            PhysicalType.Int128 => (Int128)small,
            PhysicalType.Float => (float)small,
            PhysicalType.Double => (double)small,
            _ => RandomValues.One(type.NotNull(), random),
        };
    }
}
