namespace StreamSql.Benchmarks.Harness;

/// <summary>One timed run of one side.</summary>
/// <param name="Cpu">Of the thread that does the work.</param>
/// <param name="Result">What the run computed: both sides of a comparison must agree.</param>
internal readonly record struct Sample(TimeSpan Wall, TimeSpan Cpu, Checksum Result);

/// <summary>A result reduced to two numbers that do not depend on the order of its rows.</summary>
/// <param name="Rows">How many rows the result has.</param>
/// <param name="Words">Sum over the values.</param>
internal readonly record struct Checksum(long Rows, ulong Words)
{
    public static Checksum operator +(Checksum a, Checksum b) => new(a.Rows + b.Rows, unchecked(a.Words + b.Words));
}
