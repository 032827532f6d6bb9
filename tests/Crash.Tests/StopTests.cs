using System.Globalization;
using StreamSql.TestKit;

namespace StreamSql.Crash.Tests;

/// <summary>A signal stops a job cleanly: all that it has read is in a committed epoch, and the next run goes on from there.</summary>
public sealed class StopTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>
{
    private const int Interrupted = 130;

    [ToolTheory("strace")]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task After_a_signal_everything_read_is_committed(string signal)
    {
        using var folder = new TemporaryDirectory();
        var endless = new GroupByWorkload(folder.Path, isEndless: true);
        endless.Prepare();
        var ending = await Processes.SignalAsync(endless, signal, () => Newest(folder["checkpoint", "commits"]) > 0);

        Assert.True(ending.ExitCode == Interrupted, ending.Errors);
        var epoch = Newest(folder["checkpoint", "commits"]);
        Assert.Equal(epoch, Newest(folder["checkpoint", "manifests"]));
        var manifest = await File.ReadAllTextAsync(folder["checkpoint", "manifests", epoch.ToString(CultureInfo.InvariantCulture) + ".json"]);
        var last = Newest(folder["checkpoint", "offsets"]).ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"\"microBatch\":{last},", manifest, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["checkpoint", "owner.json"]));

        var bounded = new GroupByWorkload(folder.Path);
        bounded.Prepare();
        Assert.Null(await Sweep.FinishAsync(bounded, undisturbed.Published));
    }

    [ToolFact("strace")]
    public async Task A_second_process_is_told_who_holds_the_directory()
    {
        using var folder = new TemporaryDirectory();
        var endless = new GroupByWorkload(folder.Path, isEndless: true);
        endless.Prepare();
        Ending? second = null;
        var first = await Processes.SignalAsync(endless, "TERM", () =>
        {
            if (Newest(folder["checkpoint", "commits"]) == 0)
                return false;
            second = Processes.RunAsync(endless).GetAwaiter().GetResult();
            return true;
        });

        Assert.Equal(Interrupted, first.ExitCode);
        Assert.Equal(5, second!.ExitCode);
        Assert.Matches(@"error\[SS6001\].* is in use by process \d+ on host '.+' since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", second.Errors);
    }

    private static long Newest(string log) => Directory.Exists(log)
        ? Directory.EnumerateFiles(log, "*.json").Select(f => long.TryParse(Path.GetFileNameWithoutExtension(f), out var id) ? id : 0).DefaultIfEmpty(0).Max()
        : 0;
}
