using StreamSql.Core.Data;
using StreamSql.Execution.Watermarks;

namespace StreamSql.Execution.Tests.Watermarks;

public sealed class PartitionTrackerTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void The_watermark_is_the_smallest_of_all_partitions_and_waits_for_those_without_rows()
    {
        var tracker = new PartitionTracker("s", TimeSpan.Zero);
        tracker.Declare(["a", "b"], At(0));

        Assert.Equal(Timestamp.MinValue, Step(tracker, 0, ("a", 10)));
        Assert.Equal(At(7), Step(tracker, 1, ("b", 7)));
        Assert.Equal(At(10), Step(tracker, 2, ("b", 12)));
        Assert.Equal(At(10), Step(tracker, 1_000_000));
    }

    [Fact]
    public void A_partition_without_rows_for_so_long_no_longer_holds_the_watermark()
    {
        var tracker = new PartitionTracker("s", TimeSpan.FromSeconds(5));
        tracker.Declare(["a", "b"], At(0));

        Assert.Equal(Timestamp.MinValue, Step(tracker, 4, ("a", 10)));
        Assert.False(tracker.HasNewlyIdle(At(4.9)));
        Assert.True(tracker.HasNewlyIdle(At(5)));
        Assert.Equal(At(10), Step(tracker, 5));
        Assert.Equal((false, true), (tracker.IsIdle(0), tracker.IsIdle(1)));
        Assert.False(tracker.HasNewlyIdle(At(6)));
    }

    [Fact]
    public void A_partition_that_wakes_up_holds_the_watermark_but_does_not_take_it_back()
    {
        var tracker = new PartitionTracker("s", TimeSpan.FromSeconds(5));
        tracker.Declare(["a", "b"], At(0));
        Step(tracker, 4, ("a", 10));
        Step(tracker, 5);

        Assert.Equal(At(10), Step(tracker, 6, ("a", 20), ("b", 3)));
        Assert.False(tracker.IsIdle(1));
        Assert.Equal(At(15), Step(tracker, 7, ("b", 15)));
    }

    [Fact]
    public void If_all_are_idle_the_watermark_is_the_largest()
    {
        var tracker = new PartitionTracker("s", TimeSpan.FromSeconds(5));
        tracker.Declare(["a", "b"], At(0));
        Assert.Equal(At(3), Step(tracker, 1, ("a", 10), ("b", 3)));

        Assert.Equal(At(10), Step(tracker, 6));
    }

    [Fact]
    public void A_partition_that_appears_later_holds_the_watermark_where_it_is()
    {
        var tracker = new PartitionTracker("s", TimeSpan.Zero);
        tracker.Declare(["a"], At(0));
        Assert.Equal(At(10), Step(tracker, 1, ("a", 10)));

        tracker.Declare(["a", "b"], At(2));

        Assert.Equal(At(10), Step(tracker, 2, ("a", 50)));
        Assert.Equal(At(30), Step(tracker, 3, ("b", 30)));
    }

    [Fact]
    public void A_tracker_restored_from_its_records_goes_on_where_it_was() => Seeds.Run(100, random =>
    {
        var timeout = random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Next(1, 4));
        var tracker = new PartitionTracker("s", timeout);
        var restarted = new PartitionTracker("s", timeout);
        var partitions = new List<string>();
        for (var step = 0; step < 40; step++)
        {
            if (partitions.Count == 0 || random.Next(8) == 0)
                partitions.Add("p" + partitions.Count);
            var found = partitions.Where(_ => random.Next(3) == 0).Select(p => (p, random.Next(0, step + 5))).ToArray();
            foreach (var each in new[] { tracker, restarted })
                each.Declare(partitions, At(step));

            Assert.Equal(Step(tracker, step, found), Step(restarted, step, found));

            if (random.Next(4) == 0)
                restarted = Restarted(restarted, timeout, step);
        }
    });

    private static PartitionTracker Restarted(PartitionTracker tracker, TimeSpan timeout, int step)
    {
        var restarted = new PartitionTracker("s", timeout);
        restarted.RestoreWatermark(tracker.SaveWatermark());
        foreach (var record in tracker.Save())
            restarted.Restore(record);
        restarted.CompleteRestore(At(step));
        return restarted;
    }

    private static Timestamp Step(PartitionTracker tracker, double now, params (string Partition, int Watermark)[] found)
    {
        foreach (var (partition, _) in found)
            tracker.SawRows(partition, At(now));
        tracker.Update(found.Select(f => KeyValuePair.Create(f.Partition, At(f.Watermark))));
        tracker.Advance(At(now));
        return tracker.Watermark;
    }

    private static Timestamp At(double seconds) => new((long)(seconds * Second));
}
