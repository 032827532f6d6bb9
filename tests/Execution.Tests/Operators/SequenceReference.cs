using StreamSql.Core.Types;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

/// <summary>What aggregates mean that read a group's rows in the order of arrival, computed plainly.</summary>
internal static class SequenceReference
{
    public static readonly IReadOnlyList<string> Known =
        ["FIRST_VALUE", "LAST_VALUE", "LISTAGG", "ARRAY_AGG", "COLLECT", "PERCENTILE", "JSON_OBJECTAGG", "JSON_ARRAYAGG"];

    public static IEnumerable<object?[]> GroupBy(IReadOnlyList<int> keys, IReadOnlyList<AggregateCall> calls, IReadOnlyList<object?[]> rows) =>
        rows.GroupBy(row => Change.Text([.. keys.Select(k => row[k])]))
            .Select(group => (object?[])[.. keys.Select(k => group.First()[k]), .. calls.Select(c => Compute(c, [.. group]))]);

    private static object? Compute(AggregateCall call, IReadOnlyList<object?[]> rows)
    {
        var counted = rows
            .Where(r => call.Filter < 0 || r[call.Filter] is true)
            .Select(r => call.Arguments.Select(a => r[a]).ToArray())
            .Where(values => call.Function.Sequence!.KeepsNulls || !values.Contains(null));
        if (call.Distinct)
            counted = counted.DistinctBy(Change.Text);
        object?[][] found = [.. counted];
        object?[] values = [.. found.Select(f => f[0])];
        return call.Name switch
        {
            "FIRST_VALUE" => values.FirstOrDefault(),
            "LAST_VALUE" => values.LastOrDefault(),
            "LISTAGG" => values.Length == 0 ? null : string.Join(',', values),
            "ARRAY_AGG" => values.Length == 0 ? null : values,
            "COLLECT" => values.GroupBy(v => Change.Text([v])).Select(g => (g.First()!, (object?)g.Count())).ToArray(),
            "JSON_ARRAYAGG" => $"[{string.Join(',', values.Select(Json))}]",
            "JSON_OBJECTAGG" => $"{{{string.Join(',', found.GroupBy(f => (string)f[0]!)
                .OrderBy(g => g.Key, Comparer<string>.Create((a, b) => AggregateReference.Compare(a, b))).Select(g => $"\"{g.Key}\":{Json(g.Last()[1])}"))}}}",
            _ => throw new System.Diagnostics.UnreachableException(call.Name),
        };
    }

    private static string Json(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        var number => Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
