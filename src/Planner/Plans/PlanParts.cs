using System.Globalization;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Plans;

/// <summary>The shape of a window table-valued function.</summary>
public enum WindowKind
{
    Tumble,
    Hop,
    Cumulate,
}

/// <summary>Which windows a row belongs to, by its event time. All lengths in microseconds.</summary>
/// <param name="TimeColumn">Index of the input's rowtime column.</param>
/// <param name="Size">Of a window; for CUMULATE of the largest.</param>
/// <param name="Slide">HOP: the distance between windows; CUMULATE: the step; TUMBLE: equal to <paramref name="Size"/>.</param>
/// <param name="Offset">By which windows are shifted from the epoch (of the local wall clock, for TIMESTAMP_LTZ).</param>
public sealed record WindowSpec(WindowKind Kind, int TimeColumn, long Size, long Slide, long Offset)
{
    /// <summary>window_start, window_end: TIMESTAMP(3) on the local wall clock; window_time: the last instant, of the time column's own kind.</summary>
    public IReadOnlyList<Field> Fields(Schema input)
    {
        var wall = new SqlType.Timestamp(3) { Nullable = false };
        var time = input[TimeColumn].Type is SqlType.TimestampLtz
            ? new SqlType.TimestampLtz(3) { Nullable = false }
            : (SqlType)wall;
        return
        [
            new Field("window_start", wall),
            new Field("window_end", wall),
            new Field("window_time", time, TimeAttribute.Rowtime),
        ];
    }

    public string Describe(Schema input)
    {
        var (name, parts) = Kind switch
        {
            WindowKind.Tumble => ("TUMBLE", $"size={Length(Size)}"),
            WindowKind.Hop => ("HOP", $"size={Length(Size)}, slide={Length(Slide)}"),
            _ => ("CUMULATE", $"max_size={Length(Size)}, step={Length(Slide)}"),
        };
        return $"{name}(time_col={input[TimeColumn].Name}, {parts}{(Offset == 0 ? "" : $", offset={Length(Offset)}")})";
    }

    private static string Length(long micros) => micros switch
    {
        _ when micros % 86_400_000_000 == 0 => Unit(micros / 86_400_000_000, "d"),
        _ when micros % 3_600_000_000 == 0 => Unit(micros / 3_600_000_000, "h"),
        _ when micros % 60_000_000 == 0 => Unit(micros / 60_000_000, "min"),
        _ when micros % 1_000_000 == 0 => Unit(micros / 1_000_000, "s"),
        _ => Unit(micros / 1_000, "ms"),
    };

    private static string Unit(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");
}

/// <summary>One aggregate of a GROUP BY.</summary>
/// <param name="Function">The resolved function, whose accumulator the operator makes.</param>
/// <param name="Arguments">Columns of the input, already of the types that the function asks for; empty for COUNT(*).</param>
/// <param name="Distinct">Whether each combination of arguments counts once.</param>
/// <param name="Filter">A BOOLEAN column of the input that must be true, or -1.</param>
/// <param name="Output">Name of the result column.</param>
public sealed record AggregateCall(
    string Name,
    ResolvedAggregate Function,
    RetractionNeed Retraction,
    EquatableList<int> Arguments,
    bool Distinct,
    int Filter,
    string Output)
{
    internal static Schema ResultSchema(Schema input, EquatableList<int> keys, EquatableList<AggregateCall> calls) => new(
    [
        .. keys.Select(k => input[k] with { Time = TimeAttribute.None }),
        .. calls.Select(c => new Field(c.Output, c.Function.Result)),
    ]);

    internal static string DescribeAll(Schema input, EquatableList<int> keys, EquatableList<AggregateCall> calls) =>
        (keys.Count == 0 ? "" : $"groupBy=[{string.Join(", ", keys.Select(k => input[k].Name))}], ")
        + $"select=[{string.Join(", ", [.. keys.Select(k => input[k].Name), .. calls.Select(c => c.Text(input))])}]";

    private string Text(Schema input) =>
        $"{Name}({(Distinct ? "DISTINCT " : "")}{(Arguments.Count == 0 ? "*" : string.Join(", ", Arguments.Select(a => input[a].Name)))})"
        + (Filter < 0 ? "" : $" FILTER {input[Filter].Name}")
        + $" AS {Output}";
}

/// <summary>A pair of columns that must be equal.</summary>
/// <param name="NullSafe">IS NOT DISTINCT FROM: NULL equals NULL.</param>
public sealed record JoinKey(int Left, int Right, bool NullSafe)
{
    public string Describe(Schema left, Schema right) =>
        $"{left[Left].Name} {(NullSafe ? "IS NOT DISTINCT FROM" : "=")} {right[Right].Name}";
}

/// <summary>One column of an order. As in Flink NULL is the smallest value: first in ASC, last in DESC, unless said otherwise.</summary>
public sealed record SortKey(int Column, bool Descending, bool NullsFirst)
{
    public string Describe(Schema input) =>
        $"{input[Column].Name} {(Descending ? "DESC" : "ASC")}{(NullsFirst == Descending ? (Descending ? " NULLS FIRST" : " NULLS LAST") : "")}";
}
