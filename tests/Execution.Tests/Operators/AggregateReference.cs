using System.Numerics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

/// <summary>What aggregates mean, computed plainly from all rows of a group.</summary>
internal static class AggregateReference
{
    public static readonly IReadOnlyList<string> Known =
        ["COUNT", "SUM", "AVG", "MIN", "MAX", "STDDEV_POP", "STDDEV_SAMP", "VAR_POP", "VAR_SAMP"];

    /// <summary>GROUP BY: one row per group, keys then calls.</summary>
    public static IEnumerable<object?[]> GroupBy(
        Schema input, IReadOnlyList<int> keys, IReadOnlyList<AggregateCall> calls, IReadOnlyList<object?[]> rows) =>
        rows.GroupBy(row => Change.Text([.. keys.Select(k => row[k])]))
            .Select(group => (object?[])[.. keys.Select(k => group.First()[k]), .. calls.Select(c => Compute(input, c, [.. group]))]);

    public static object? Compute(Schema input, AggregateCall call, IReadOnlyList<object?[]> rows)
    {
        var counted = rows
            .Where(r => call.Filter < 0 || r[call.Filter] is true)
            .Select(r => call.Arguments.Select(a => r[a]).ToArray())
            .Where(values => !values.Contains(null));
        if (call.Distinct)
            counted = counted.DistinctBy(Change.Text);
        object?[][] found = [.. counted];
        if (call.Name == "COUNT")
            return (long)found.Length;
        if (found.Length == 0)
            return null;
        object[] values = [.. found.Select(v => v[0]!)];
        return call.Name switch
        {
            "MIN" => values.Aggregate((a, b) => Compare(a, b) <= 0 ? a : b),
            "MAX" => values.Aggregate((a, b) => Compare(a, b) >= 0 ? a : b),
            "SUM" => Sum(values, call.Function.Result),
            "AVG" => Average(values, input[call.Arguments[0]].Type, call.Function.Result),
            _ => Spread(call.Name, [.. values.Select(v => (double)v)]),
        };
    }

    private static object? Sum(object[] values, SqlType result)
    {
        if (result.IsApproximate())
            return Floating(values.Sum(v => Convert.ToDouble(v, null)), result);
        var sum = values.Aggregate(BigInteger.Zero, (s, v) => s + Whole(v));
        return result is SqlType.Decimal ? (Int128)sum : Wrap(sum, result);
    }

    private static object? Average(object[] values, SqlType argument, SqlType result)
    {
        if (result.IsApproximate())
            return Floating(values.Average(v => Convert.ToDouble(v, null)), result);
        var sum = values.Aggregate(BigInteger.Zero, (s, v) => s + Whole(v));
        if (result is not SqlType.Decimal wanted)
            return Wrap(sum / values.Length, result);
        var scaled = sum * BigInteger.Pow(10, wanted.Scale - ((SqlType.Decimal)argument).Scale);
        var doubled = BigInteger.Abs(scaled) * 2 / values.Length;
        return (Int128)((doubled + 1) / 2 * scaled.Sign);
    }

    private static object? Spread(string name, double[] values)
    {
        var isSample = name.EndsWith("SAMP", StringComparison.Ordinal);
        if (isSample && values.Length < 2)
            return null;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - (isSample ? 1 : 0));
        return name.StartsWith("STDDEV", StringComparison.Ordinal) ? Math.Sqrt(variance) : variance;
    }

    /// <summary>A floating-point result without the last digits, which depend on the order of additions.</summary>
    public static object? Rounded(object? value) => value switch
    {
        double d => Math.Round(d, 6) + 0.0,
        float f => MathF.Round(f, 3) + 0f,
        _ => value,
    };

    private static object Floating(double value, SqlType type) => type is SqlType.Float ? (object)(float)value : value;

    private static BigInteger Whole(object value) => value switch
    {
        Int128 v => v,
        _ => Convert.ToInt64(value, null),
    };

    private static object Wrap(BigInteger value, SqlType type) => type switch
    {
        SqlType.TinyInt => (sbyte)(long)value,
        SqlType.SmallInt => (short)(long)value,
        SqlType.Integer => (int)(long)value,
        _ => (long)value,
    };

    public static int Compare(object a, object b) => (a, b) switch
    {
        (string x, string y) => System.Text.Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y)),
        (byte[] x, byte[] y) => x.AsSpan().SequenceCompareTo(y),
        (double x, double y) => ValueOrder.Compare(x, y),
        (float x, float y) => ValueOrder.Compare(x, y),
        _ => ((IComparable)a).CompareTo(b),
    };
}
