using StreamSql.Core.Types;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>Grouping as EXPLAIN and fingerprints write it.</summary>
internal static class GroupText
{
    /// <summary>Keys and calls by the names of columns.</summary>
    public static string Of(Schema input, IReadOnlyList<int> keys, IReadOnlyList<AggregateCall> calls)
    {
        string[] names = [.. keys.Select(k => input[k].Name)];
        string[] selected = [.. names, .. calls.Select(c => $"{Call(c, a => input[a].Name)} AS {c.Output}")];
        return (names.Length == 0 ? "" : $"groupBy=[{string.Join(", ", names)}], ") + $"select=[{string.Join(", ", selected)}]";
    }

    /// <summary>The calls by the types of their arguments: what must stay the same for accumulators to be understood.</summary>
    public static string Calls(Schema input, IReadOnlyList<AggregateCall> calls) =>
        string.Join(", ", calls.Select(c => Call(c, a => input[a].Type.Name)));

    private static string Call(AggregateCall call, Func<int, string> column) =>
        $"{call.Name}({(call.Distinct ? "DISTINCT " : "")}{(call.Arguments.Count == 0 ? "*" : string.Join(", ", call.Arguments.Select(column)))})"
        + (call.Filter < 0 ? "" : $" FILTER {column(call.Filter)}");
}
