namespace StreamSql.Benchmarks.Harness;

/// <summary>Two ways of doing the same work, timed in turn.</summary>
/// <param name="Name">What is done, and how large it is.</param>
/// <param name="Baseline">What it is measured by.</param>
/// <param name="Work">Rows that a run reads (or another unit of work): rates are in these.</param>
/// <param name="Target">How many times the baseline's rate is asked for; <see langword="null"/> if the figure only informs.</param>
/// <param name="ByWall">Whether the figure is of wall time, because the work is not on one thread.</param>
internal sealed record Comparison(
    string Name, string Baseline, long Work, double? Target, Func<Sample> Ours, Func<Sample> Theirs, bool ByWall = false)
{
    // Both sides are run for so long before anything counts: by then their code is compiled for good.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Checks that both sides give the same result, warms both up and times them in turn: A B A B.</summary>
    /// <param name="pairs">At least 1; with 1 nothing is warmed up, for checks that do not look at times.</param>
    public Figure Run(int pairs)
    {
        var warm = TimeSpan.Zero;
        do
        {
            var (mine, other) = (Ours(), Theirs());
            Check(mine, other);
            warm += mine.Wall < other.Wall ? mine.Wall : other.Wall;
        }
        while (pairs > 1 && warm < WarmUp);
        var (ours, theirs) = (new Sample[pairs], new Sample[pairs]);
        for (var i = 0; i < pairs; i++)
        {
            ours[i] = Settled(Ours);
            theirs[i] = Settled(Theirs);
            Check(ours[i], theirs[i]);
        }

        return new Figure(
            Name,
            Baseline,
            Spread.Of(ours.Zip(theirs, (a, b) => b.Cpu / a.Cpu)),
            Spread.Of(ours.Zip(theirs, (a, b) => b.Wall / a.Wall)),
            Rate(ours),
            Rate(theirs),
            Target,
            ByWall);
    }

    private static Sample Settled(Func<Sample> side)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return side();
    }

    private double Rate(Sample[] samples) => Work / Spread.Of(samples.Select(s => (ByWall ? s.Wall : s.Cpu).TotalSeconds)).Median;

    private void Check(Sample ours, Sample theirs)
    {
        if (ours.Result != theirs.Result)
            throw new InvalidOperationException($"{Name} gives {ours.Result}, {Baseline} gives {theirs.Result}");
    }
}
