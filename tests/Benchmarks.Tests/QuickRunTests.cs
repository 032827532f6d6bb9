using StreamSql.Benchmarks.Harness;

namespace StreamSql.Benchmarks.Tests;

public sealed class QuickRunTests
{
    public static TheoryData<string> Names => [.. BenchmarkList.All.Where(b => !b.IsExternal).Select(b => b.Name)];

    // Each run compares what it measures with a reference; how long it takes is nobody's business here.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_benchmark_measures_what_gives_the_right_result(string name)
    {
        var figures = BenchmarkList.All.Single(b => b.Name == name).Run(new Effort(Pairs: 1, Quick: true)).ToList();

        Assert.NotEmpty(figures);
        Assert.All(figures, f => Assert.True(double.IsFinite(f.Ratio.Median) && f.Ratio.Median > 0, f.Name));
    }

    [Fact]
    public void Sides_that_disagree_give_no_figure()
    {
        var comparison = new Comparison(
            "one", "two", 1, null, () => CpuClock.Time(() => new Checksum(1, 1)), () => CpuClock.Time(() => new Checksum(1, 2)));

        var error = Assert.Throws<InvalidOperationException>(() => comparison.Run(pairs: 1));
        Assert.Contains("Words = 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle() =>
        Assert.Equal(new Spread(2.5, 1, 4), Spread.Of([4, 1, 3, 2]));
}
