using System.Globalization;
using StreamSql.Benchmarks.Harness;

namespace StreamSql.Benchmarks;

/// <summary><c>benchmarks/run [--quick] [--pairs N] [--save] [name…]</c>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        var quick = arguments.Contains("--quick");
        var save = arguments.Contains("--save");
        var pairsAt = Array.IndexOf(arguments, "--pairs");
        var pairs = quick ? 1 : pairsAt < 0 ? 5 : int.Parse(arguments[pairsAt + 1], CultureInfo.InvariantCulture);
        string[] names = [.. arguments.Where((a, i) => !a.StartsWith('-') && (pairsAt < 0 || i != pairsAt + 1))];
        if (names.FirstOrDefault(n => !BenchmarkList.All.Any(b => Means(n, b))) is { } unknown)
        {
            Console.Error.WriteLine($"there is no benchmark '{unknown}'; there are: {string.Join(", ", BenchmarkList.All.Select(b => b.Name))}");
            return 2;
        }

        // The file is of one commit and one machine: figures of others do not stay in it.
        if (save && (quick || names.Length > 0))
        {
            Console.Error.WriteLine("--save keeps the figures of a whole run: it goes neither with --quick nor with names");
            return 2;
        }

        var chosen = BenchmarkList.All.Where(b => names.Length == 0 ? !(quick && b.IsExternal) : names.Any(n => Means(n, b)));
        var machine = Machine.Describe();
        Console.WriteLine($"{machine.Description}; commit {machine.Commit}");
        var figures = new List<Figure>();
        if (!quick)
            Report.WriteHeader(Console.Out);
        foreach (var benchmark in chosen)
        {
            foreach (var figure in benchmark.Run(new Effort(pairs, quick)))
            {
                if (quick)
                    Console.WriteLine($"{figure.Name}: right");
                else
                    Report.WriteLine(Console.Out, figure);
                figures.Add(figure);
                // What is measured is kept, should a later benchmark be broken off.
                if (save)
                    Report.Save(Path.Combine("benchmarks", "results", "figures.tsv"), machine, figures);
            }
        }

        return 0;
    }

    // A family's name stands for all of it: keyed for keyed-10k, keyed-1m and keyed-10m.
    private static bool Means(string name, Benchmark benchmark) =>
        benchmark.Name == name || benchmark.Name.StartsWith($"{name}-", StringComparison.Ordinal);
}
