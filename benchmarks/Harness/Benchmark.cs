namespace StreamSql.Benchmarks.Harness;

/// <summary>A question about speed, and the figures that answer it.</summary>
/// <param name="name">How it is asked for on the command line.</param>
internal abstract class Benchmark(string name)
{
    public string Name => name;

    /// <summary>Whether it needs more than this process, so that a quick check leaves it out.</summary>
    public virtual bool IsExternal => false;

    /// <summary>Checks results against a row-at-a-time reference, then measures.</summary>
    /// <exception cref="InvalidOperationException">A result is wrong: there is no figure then.</exception>
    public abstract IEnumerable<Figure> Run(Effort effort);
}

/// <summary>How much to do.</summary>
/// <param name="Pairs">How often both sides are timed.</param>
/// <param name="Quick">Whether the data is small and only correctness counts.</param>
internal sealed record Effort(int Pairs, bool Quick)
{
    /// <summary>What stands before every script: quick runs have several micro-batches as well.</summary>
    public string Settings => Quick ? "SET 'streamsql.micro-batch.max-rows' = '8192';\n" : "";

    /// <summary>A size, or a small one of more than one batch.</summary>
    public int Rows(int rows) => Quick ? Math.Min(rows, 40_000) : rows;
}
