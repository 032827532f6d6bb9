using System.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.TestKit;

/// <summary>Random plain values (as <see cref="Columns"/> has them) that meet the corners often: NULL, zero, ends of ranges, short and long
/// texts, repeats.</summary>
public static class RandomValues
{
    private static readonly string[] Words =
        ["", "a", "ab", "Ab", "twelve bytes", "thirteen bytes", "thirteen bytes!", "größer", "日本語", "𝄞 clef", "a long text with many words in it"];

    public static object?[] Of(SqlType type, Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => One(type, random))];

    public static object? One(SqlType type, Random random)
    {
        if (type.Nullable && random.Next(5) == 0)
            return null;
        return type switch
        {
            SqlType.Decimal d => Decimal(d, random),
            SqlType.Date => random.Next(-200_000, 200_000),
            SqlType.Time => random.Next(86_400_000),
            SqlType.Timestamp or SqlType.TimestampLtz => random.NextInt64(-4_000_000_000_000_000, 8_000_000_000_000_000) / 1000 * 1000,
            SqlType.Array a => Of(a.Element, random, random.Next(4)),
            SqlType.Row r => r.Fields.Select(f => One(f.Type, random)).ToArray(),
            SqlType.Map m => Enumerable.Range(0, random.Next(4)).Select(_ => (One(m.Key.NotNull(), random)!, One(m.Value, random)))
                .DistinctBy(e => e.Item1).ToArray(),
            _ => Plain(type.Physical(), type, random),
        };
    }

    private static object Plain(PhysicalType physical, SqlType type, Random random) => physical switch
    {
        PhysicalType.Boolean => random.Next(2) == 0,
        PhysicalType.Int8 => (sbyte)Whole(random, sbyte.MinValue, sbyte.MaxValue),
        PhysicalType.Int16 => (short)Whole(random, short.MinValue, short.MaxValue),
        PhysicalType.Int32 => (int)Whole(random, int.MinValue, int.MaxValue),
        PhysicalType.Int64 => Whole(random, long.MinValue, long.MaxValue),
        PhysicalType.Float => (float)Floating(random),
        PhysicalType.Double => Floating(random),
        PhysicalType.View when type.IsCharacter() => Text(random),
        PhysicalType.View => System.Text.Encoding.UTF8.GetBytes(Text(random)),
        _ => throw new UnreachableException(type.Name),
    };

    private static long Whole(Random random, long min, long max) => random.Next(6) switch
    {
        0 => random.Next(-3, 4),
        1 => min + random.Next(2),
        2 => max - random.Next(2),
        _ => random.NextInt64(min / 2, max / 2),
    };

    private static double Floating(Random random) => random.Next(8) switch
    {
        0 => 0.0,
        1 => -0.0,
        2 => double.NaN,
        3 => double.PositiveInfinity,
        4 => random.Next(-3, 4),
        _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 12)),
    };

    private static object Decimal(SqlType.Decimal type, Random random)
    {
        Int128 value = 0;
        for (var digits = random.Next(type.Precision + 1); digits > 0; digits--)
            value = (value * 10) + random.Next(10);
        if (random.Next(2) == 0)
            value = -value;
        return type.Physical() == PhysicalType.Int64 ? (object)(long)value : value;
    }

    private static string Text(Random random) => random.Next(3) == 0
        ? new string((char)('a' + random.Next(26)), random.Next(30))
        : Words[random.Next(Words.Length)];
}
