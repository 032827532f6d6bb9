using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests.Aggregates;

/// <summary>Whatever the batches, weights, masks and merges: the result is that of the rows that remain.</summary>
public class AggregateLawTests
{
    private const int Groups = 7;

    private static readonly SqlType[] Whole = [new SqlType.TinyInt(), new SqlType.SmallInt(), new SqlType.Integer(), new SqlType.BigInt()];

    private static readonly SqlType[] Decimals =
        [new SqlType.Decimal(1, 0), new SqlType.Decimal(10, 2), new SqlType.Decimal(18, 8), new SqlType.Decimal(19, 0), new SqlType.Decimal(38, 4), new SqlType.Decimal(38, 38)];

    private static readonly SqlType[] Floats = [new SqlType.Float(), new SqlType.Double()];

    private static readonly SqlType[] Others =
    [
        new SqlType.Boolean(), SqlType.String, SqlType.Bytes, new SqlType.Date(), new SqlType.Time(3), new SqlType.Timestamp(3),
        new SqlType.TimestampLtz(9), new SqlType.BigInt { Nullable = false },
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Count_counts_what_is_not_null(int seed) => Check(seed, "COUNT", [.. Whole, .. Floats, .. Others], retracts: true, (_, rows) => rows.Sum(r => r.Weight));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sums_of_integers_wrap_around(int seed) => Check(seed, "SUM", Whole, retracts: true, (type, rows) =>
        rows.Count == 0 ? null : Wrap(type, Total(rows)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Means_of_integers_lose_their_fraction(int seed) => Check(seed, "AVG", Whole, retracts: true, (type, rows) =>
        rows.Count == 0 ? null : Wrap(type, (long)(ulong)(Total(rows) & ulong.MaxValue) / rows.Sum(r => r.Weight)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sums_of_decimals_are_exact_or_null(int seed) => Check(seed, "SUM", Decimals, retracts: true, (_, rows) =>
        rows.Count == 0 ? null : Fitting(Total(rows)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Means_of_decimals_are_rounded_half_up(int seed) => Check(seed, "AVG", Decimals, retracts: true, (type, rows) =>
    {
        var scale = ((SqlType.Decimal)type).Scale;
        return rows.Count == 0
            ? null
            : Fitting(Rationals.DivideHalfUp(Total(rows) * BigInteger.Pow(10, Math.Max(0, 6 - scale)), rows.Sum(r => r.Weight)));
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sums_of_floats_are_the_nearest_to_the_exact_sum(int seed) => Check(seed, "SUM", Floats, retracts: true, (type, rows) =>
        rows.Count == 0 ? null : Cut(type, FloatSum(rows)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Means_of_floats_are_exact_sums_divided(int seed) => Check(seed, "AVG", Floats, retracts: true, (type, rows) =>
        rows.Count == 0 ? null : Cut(type, FloatSum(rows) / rows.Sum(r => r.Weight)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Min_is_the_first_in_order(int seed) => Check(seed, "MIN", [.. Whole, .. Decimals, .. Floats, .. Others], retracts: false, (type, rows) =>
        rows.Count == 0 ? null : rows.Select(r => r.Value).Aggregate((a, b) => Compare(type, a, b) <= 0 ? a : b));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Max_is_the_last_in_order(int seed) => Check(seed, "MAX", [.. Whole, .. Decimals, .. Floats, .. Others], retracts: false, (type, rows) =>
        rows.Count == 0 ? null : rows.Select(r => r.Value).Aggregate((a, b) => Compare(type, a, b) >= 0 ? a : b));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Variances_are_near_the_exact_ones(int seed)
    {
        Check(seed, "VAR_POP", [new SqlType.Double()], retracts: true, (_, rows) => VarianceOf(rows, 0));
        Check(seed, "VARIANCE", [new SqlType.Double()], retracts: true, (_, rows) => VarianceOf(rows, 1));
        Check(seed, "STDDEV_POP", [new SqlType.Double()], retracts: true, (_, rows) => VarianceOf(rows, 0) is { } v ? Math.Sqrt(v) : null);
        Check(seed, "STDDEV", [new SqlType.Double()], retracts: true, (_, rows) => VarianceOf(rows, 1) is { } v ? Math.Sqrt(v) : null);
    }

    private static void Check(
        int seed, string function, SqlType[] types, bool retracts, Func<SqlType, IReadOnlyList<GroupChange>, object?> expected)
    {
        foreach (var type in types)
        {
            var random = new Random(seed);
            using var run = new AggregateRun(function, type, Groups);
            var changes = Changes(type, random, retracts);
            var actual = run.Run(changes, random);
            for (var group = 0; group < Groups; group++)
            {
                var wanted = expected(type, Net([.. changes.Where(c => c.Group == group && c.Counts && c.Value is not null)]));
                Assert.True(Same(wanted, actual[group]), $"{function}({type}), seed {seed}: {Show(wanted)} expected, {Show(actual[group])} found");
            }
        }
    }

    // Rows come, and some of them go again, at times before they came.
    private static List<GroupChange> Changes(SqlType type, Random random, bool retracts)
    {
        List<GroupChange> changes = [];
        var values = RandomValues.Of(type, random, random.Next(1, 40));
        for (var i = random.Next(1, 600); i > 0; i--)
        {
            // One group stays empty, one has nothing but what goes again.
            var change = new GroupChange(random.Next(1, Groups), values[random.Next(values.Length)], random.Next(10) == 0 ? random.Next(1, 1000) : 1, random.Next(6) != 0);
            changes.Add(change);
            if (retracts && (change.Group == 1 || random.Next(3) == 0))
                changes.Insert(random.Next(changes.Count), change with { Weight = -change.Weight });
        }

        return changes;
    }

    private static List<GroupChange> Net(GroupChange[] changes) =>
        [.. changes.GroupBy(c => c.Value is byte[] bytes ? Convert.ToHexString(bytes) : c.Value)
            .Select(g => g.First() with { Weight = g.Sum(c => c.Weight) })
            .Where(c => c.Weight != 0)];

    private static BigInteger Total(IReadOnlyList<GroupChange> rows) =>
        rows.Aggregate(BigInteger.Zero, (sum, row) => sum + (Integer(row.Value!) * row.Weight));

    private static BigInteger Integer(object value) => value switch
    {
        sbyte v => v,
        short v => v,
        int v => v,
        long v => v,
        Int128 v => (BigInteger)v,
        _ => throw new ArgumentException(value.GetType().Name),
    };

    private static object Wrap(SqlType type, BigInteger value)
    {
        var low = (ulong)(value & ulong.MaxValue);
        return type switch
        {
            SqlType.TinyInt => (sbyte)low,
            SqlType.SmallInt => (short)low,
            SqlType.Integer => (int)low,
            _ => (object)(long)low,
        };
    }

    private static object? Fitting(BigInteger value) => BigInteger.Abs(value) < BigInteger.Pow(10, 38) ? (Int128)value : null;

    private static double FloatSum(IReadOnlyList<GroupChange> rows)
    {
        var values = rows.Select(r => (Value: Double(r.Value!), r.Weight)).ToList();
        var special = values.Where(v => !double.IsFinite(v.Value)).Sum(v => v.Value);
        return special != 0 ? special : Rationals.Nearest(values.Aggregate(BigInteger.Zero, (sum, v) => sum + (Rationals.Scaled(v.Value) * v.Weight)));
    }

    private static double? VarianceOf(IReadOnlyList<GroupChange> rows, int lessThanCount)
    {
        BigInteger count = rows.Sum(r => r.Weight);
        if (count <= lessThanCount)
            return null;
        if (rows.Any(r => !double.IsFinite((double)r.Value!)))
            return double.NaN;
        var sum = rows.Aggregate(BigInteger.Zero, (s, r) => s + (Rationals.Scaled((double)r.Value!) * r.Weight));
        var squares = rows.Aggregate(BigInteger.Zero, (s, r) => s + (BigInteger.Pow(Rationals.Scaled((double)r.Value!), 2) * r.Weight));
        return Rationals.Nearest(((squares * count) - (sum * sum)) / (count * (count - lessThanCount)) >> 1074);
    }

    private static double Double(object value) => value is float f ? f : (double)value;

    private static object Cut(SqlType type, double value) => type is SqlType.Float ? (object)(float)value : value;

    private static int Compare(SqlType type, object? a, object? b) => (a, b) switch
    {
        (double x, double y) => ValueOrder.Compare(x, y),
        (float x, float y) => ValueOrder.Compare(x, y),
        (string x, string y) => string.CompareOrdinal(ByCodePoint(x), ByCodePoint(y)),
        (byte[] x, byte[] y) => x.AsSpan().SequenceCompareTo(y),
        _ => System.Collections.Comparer.Default.Compare(a, b),
    };

    private static string ByCodePoint(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(b => (char)b));

    private static bool Same(object? expected, object? actual) => (expected, actual) switch
    {
        (double x, double y) when !x.Equals(y) => Math.Abs(x - y) <= 1e-12 * Math.Abs(x),
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        _ => Equals(expected, actual),
    };

    private static string Show(object? value) => value is null ? "NULL" : value is double d ? d.ToString("R") : $"{value}";
}
