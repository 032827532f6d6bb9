namespace StreamSql.Benchmarks.Harness;

/// <summary>A line of the table.</summary>
/// <param name="Cpu">Ratio of the rates by thread time, pair by pair.</param>
/// <param name="Wall">Ratio of the rates by wall time, pair by pair.</param>
/// <param name="Ours">Median, in work per second by the time that counts.</param>
/// <param name="Theirs">The baseline's.</param>
/// <param name="Target">The least ratio that is asked for, or <see langword="null"/>.</param>
/// <param name="ByWall">Which of the two ratios counts.</param>
internal sealed record Figure(
    string Name, string Baseline, Spread Cpu, Spread Wall, double Ours, double Theirs, double? Target, bool ByWall)
{
    public Spread Ratio => ByWall ? Wall : Cpu;

    /// <summary><see langword="null"/> if nothing was asked for.</summary>
    public bool? IsReached => Target is { } target ? Ratio.Median >= target : null;
}

/// <summary>Some measurements of one thing.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
