using StreamSql.Core.Data;
using StreamSql.Execution.Operators.Grouping;

namespace StreamSql.Execution.Tests.Operators.Grouping;

public sealed class KeyRunsTests
{
    [Fact]
    public void A_run_ends_where_a_hash_comes_again_and_not_before() => Seeds.Run(200, random =>
    {
        using var arena = new BatchArena();
        var different = random.Next(1, 400);
        // Hashes that agree in their low bits make for long probes.
        var hashes = Enumerable.Range(0, random.Next(600)).Select(_ => (ulong)random.Next(different) << random.Next(2) * 60).ToArray();
        var runs = new KeyRuns(hashes, arena);

        for (var start = 0; start < hashes.Length;)
        {
            var seen = new HashSet<ulong>();
            var expected = start;
            while (expected < hashes.Length && seen.Add(hashes[expected]))
                expected++;
            Assert.Equal(expected, runs.EndOf(start));
            start = expected;
        }
    });
}
