using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Checkpoints;

/// <summary>However a job is cut, stopped, aborted, given more input and other shards, what it has published in the end is what one
/// undisturbed run publishes.</summary>
public sealed class RestartLawTests
{
    private const int Rounds = 15;

    [Fact]
    public async Task A_random_job_interrupted_at_random_publishes_what_the_undisturbed_one_does()
    {
        // STREAMSQL_TEST_SEED runs one round of a failure that was printed.
        var replay = Environment.GetEnvironmentVariable("STREAMSQL_TEST_SEED");
        var seeds = replay is null ? Enumerable.Range(0, Rounds).Select(_ => Random.Shared.Next()) : [int.Parse(replay)];
        foreach (var seed in seeds)
            await RunRoundAsync(seed);
    }

    private static async Task RunRoundAsync(int seed)
    {
        var random = new Random(seed);
        var job = new RandomJob(random);
        using var one = new TemporaryDirectory();
        using var other = new TemporaryDirectory();
        var (straight, disturbed) = (new CheckpointedJob(one.Path, job.Script), new CheckpointedJob(other.Path, job.Script));
        var log = new List<string>();
        var last = "";
        Feed("0.json");
        for (var run = random.Next(1, 6); run > 0; run--)
        {
            await DisturbAsync();
            // What is appended comes after all that was there: to the last file, or as a new one.
            if (random.Next(2) == 0)
                Feed(random.Next(2) == 0 ? last : $"{int.Parse(last[..1]) + 1}.json");
        }

        await disturbed.RunAsync(settings: Settings("close"));
        await straight.RunAsync();
        var (expected, actual) = (straight.Content(), disturbed.Content());
        Assert.True(expected == actual,
            $"STREAMSQL_TEST_SEED={seed}\n{string.Join('\n', log)}\n{job.Script}\n{Difference(expected, actual)}");
        Assert.True(expected.Length > 0 || !job.Script.Contains("GROUP BY k\n", StringComparison.Ordinal), $"seed {seed}: nothing was published");

        void Feed(string file)
        {
            last = file;
            var (events, others) = (job.Events(random.Next(5, 150)).ToList(), job.Others(random.Next(1, 60)).ToList());
            foreach (var fed in (CheckpointedJob[])[straight, disturbed])
            {
                fed.Append(Path.Combine("events", file), events);
                fed.Append(Path.Combine("others", file), others);
            }

            log.Add($"fed {events.Count} and {others.Count} rows to {file}");
        }

        async Task DisturbAsync()
        {
            var microBatches = random.Next(1, 8);
            var settings = Settings("hold");
            if (random.Next(2) == 0)
                await disturbed.RunAsync(microBatches, settings);
            else
                await disturbed.AbortAsync(microBatches, settings);
        }

        (string, string)[] Settings(string endOfInput)
        {
            (string, string)[] settings =
            [
                ("streamsql.end-of-input", endOfInput),
                ("streamsql.micro-batch.max-rows", random.Next(1, 60).ToString()),
                ("parallelism.default", random.Next(1, 4).ToString()),
                ("execution.checkpointing.interval", random.Next(3) == 0 ? "1 h" : random.Next(2) == 0 ? "0 ms" : "10 ms"),
                ("execution.checkpointing.num-retained", random.Next(1, 4).ToString()),
            ];
            log.Add(string.Join(", ", settings.Select(s => $"{s.Item1}={s.Item2}")));
            return settings;
        }
    }

    private static string Difference(string expected, string actual)
    {
        var (then, now) = (expected.Split('\n'), actual.Split('\n'));
        return $"missing\n{string.Join('\n', then.Except(now).Take(10))}\ntoo much\n{string.Join('\n', now.Except(then).Take(10))}";
    }
}
