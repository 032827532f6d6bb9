using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.KeyedAggregation;

namespace StreamSql.Benchmarks;

/// <summary>All benchmarks there are, in the order in which they run.</summary>
internal static class BenchmarkList
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        .. KeyedAggregate.All,
        .. FilterProjection.All,
        new JsonLines(),
        new Allocation(),
        new Checkpoints(),
        new Startup(),
    ];
}
