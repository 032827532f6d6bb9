using System.Globalization;

namespace StreamSql.Crash.Tests;

/// <summary>What all sweeps share.</summary>
internal static class Sweep
{
    /// <summary>Every point there is, not a share that fits into continuous integration.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("STREAMSQL_CRASH_SWEEP") == "full";

    public static ParallelOptions AtOnce => new() { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount) };

    /// <summary>Runs a workload to its end, from whatever it finds.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public static async Task<string?> FinishAsync(CrashWorkload workload, IReadOnlyList<string> expected)
    {
        var ending = await Processes.RunAsync(workload);
        return ending.ExitCode != 0
            ? string.Create(CultureInfo.InvariantCulture, $"the run that goes on ended with {ending.ExitCode}: {ending.Errors}")
            : Difference(expected, workload.Published());
    }

    /// <summary>Which rows are missing or too much, or <see langword="null"/> if none is.</summary>
    public static string? Difference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        if (expected.SequenceEqual(actual))
            return null;
        var (then, now) = (expected.CountBy(r => r).ToDictionary(), actual.CountBy(r => r).ToDictionary());
        var missing = then.Where(r => now.GetValueOrDefault(r.Key) < r.Value).Select(r => r.Key).Take(3);
        var extra = now.Where(r => then.GetValueOrDefault(r.Key) < r.Value).Select(r => r.Key).Take(3);
        return $"missing [{string.Join("; ", missing)}], too much [{string.Join("; ", extra)}]";
    }
}
