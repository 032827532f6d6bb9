using StreamSql.Execution.Runtime;

namespace StreamSql.Execution.Tests.Runtime;

public sealed class MicroBatchSizeTests
{
    private const int Least = 65_536;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(99);
    private static readonly TimeSpan Right = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(401);

    [Theory]
    [InlineData(1)]
    [InlineData(Least - 1)]
    [InlineData(Least)]
    [InlineData(int.MaxValue)]
    public void It_begins_small_but_never_above_the_most_there_may_be(int most) =>
        Assert.Equal(Math.Min(most, Least), new MicroBatchSize(most).Rows);

    [Fact]
    public void Full_micro_batches_that_are_done_soon_make_it_double_up_to_the_most()
    {
        var size = new MicroBatchSize(300_000);
        Assert.Equal([131_072, 262_144, 300_000, 300_000], Observe(size, Short, times: 4));
    }

    [Fact]
    public void It_does_not_overflow()
    {
        var size = new MicroBatchSize(int.MaxValue);
        Assert.Equal(int.MaxValue, Observe(size, Short, times: 40)[^1]);
    }

    [Fact]
    public void Micro_batches_that_take_long_halve_it_down_to_the_least()
    {
        var size = new MicroBatchSize(300_000);
        Observe(size, Short, times: 3);
        Assert.Equal([150_000, 75_000, Least, Least], Observe(size, Long, times: 4));
    }

    [Fact]
    public void Where_the_most_is_below_the_least_it_stays_the_most()
    {
        var size = new MicroBatchSize(100);
        Assert.Equal([100, 100], [.. Observe(size, Long, times: 1), .. Observe(size, Short, times: 1)]);
    }

    [Fact]
    public void In_between_it_stays_as_it_is()
    {
        var size = new MicroBatchSize(int.MaxValue);
        Assert.Equal([Least, Least], Observe(size, Right, times: 2));
        Assert.Equal([Least, Least], [.. Observe(size, TimeSpan.FromMilliseconds(100), times: 1), .. Observe(size, TimeSpan.FromMilliseconds(400), times: 1)]);
    }

    [Fact]
    public void A_micro_batch_that_was_not_half_full_says_nothing_of_full_ones()
    {
        var size = new MicroBatchSize(int.MaxValue);
        size.Observe((Least / 2) - 1, Short);
        Assert.Equal(Least, size.Rows);
        size.Observe(Least / 2, Short);
        Assert.Equal(2 * Least, size.Rows);
    }

    [Fact]
    public void One_that_took_long_with_few_rows_halves_it_all_the_same()
    {
        var size = new MicroBatchSize(int.MaxValue);
        Observe(size, Short, times: 1);
        size.Observe(1, Long);
        Assert.Equal(Least, size.Rows);
    }

    // The sizes after each of so many full micro-batches.
    private static int[] Observe(MicroBatchSize size, TimeSpan took, int times)
    {
        var sizes = new int[times];
        for (var i = 0; i < times; i++)
        {
            size.Observe(size.Rows, took);
            sizes[i] = size.Rows;
        }

        return sizes;
    }
}
