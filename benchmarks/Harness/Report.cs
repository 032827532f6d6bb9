using System.Globalization;

namespace StreamSql.Benchmarks.Harness;

/// <summary>Figures as a table for people and as lines for keeping.</summary>
internal static class Report
{
    private const string Columns =
        "benchmark\tbaseline\tratio_cpu\tratio_cpu_min\tratio_cpu_max\tratio_wall\tratio_wall_min\tratio_wall_max\trate\tbaseline_rate\tcounts\ttarget\treached";

    public static void WriteHeader(TextWriter output) =>
        output.WriteLine($"{"",-44} {"against",-22} {"ratio (cpu)",-22} {"ratio (wall)",-22} {"rate/s",10} {"baseline/s",10}  target");

    public static void WriteLine(TextWriter output, Figure figure)
    {
        var verdict = figure.IsReached switch
        {
            true => string.Create(CultureInfo.InvariantCulture, $"{figure.Target:0.##} reached"),
            false => string.Create(CultureInfo.InvariantCulture, $"{figure.Target:0.##} MISSED"),
            null => "-",
        };
        output.WriteLine(
            $"{figure.Name,-44} {figure.Baseline,-22} {Text(figure.Cpu),-22} {Text(figure.Wall),-22} {Rate(figure.Ours),10} {Rate(figure.Theirs),10}  {verdict}");
    }

    /// <summary>Keeps the figures with what they were measured on.</summary>
    public static void Save(string path, Machine machine, IReadOnlyList<Figure> figures)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var output = new StreamWriter(path);
        output.WriteLine($"# commit {machine.Commit}");
        output.WriteLine($"# machine {machine.Description}");
        output.WriteLine(Columns);
        foreach (var f in figures)
        {
            string[] cells =
            [
                f.Name, f.Baseline,
                Number(f.Cpu.Median), Number(f.Cpu.Least), Number(f.Cpu.Most),
                Number(f.Wall.Median), Number(f.Wall.Least), Number(f.Wall.Most),
                Number(f.Ours), Number(f.Theirs),
                f.ByWall ? "wall" : "cpu",
                f.Target is { } target ? Number(target) : "",
                f.IsReached switch { true => "yes", false => "no", null => "" },
            ];
            output.WriteLine(string.Join('\t', cells));
        }
    }

    private static string Text(Spread s) => string.Create(CultureInfo.InvariantCulture, $"{s.Median:0.00} ({s.Least:0.00}..{s.Most:0.00})");

    private static string Rate(double perSecond) => perSecond switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{perSecond / 1e6:0.0} M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.00}"),
    };

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
