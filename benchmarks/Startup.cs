using System.Diagnostics;
using System.Runtime.InteropServices;
using StreamSql.Benchmarks.Harness;

namespace StreamSql.Benchmarks;

/// <summary>From the shell to the first result of the published command line, against a published program that only prints a number.</summary>
internal sealed class Startup() : Benchmark("startup")
{
    private const int Children = -1;

    public override bool IsExternal => true;

    public override IEnumerable<Figure> Run(Effort effort)
    {
        var root = Environment.CurrentDirectory;
        var empty = Path.Combine(root, "artifacts", "empty-program");
        // Builds the published command line if it is not up to date.
        Execute(Path.Combine(root, "streamsql"), "version");
        Execute(
            "dotnet", "publish", Path.Combine(root, "benchmarks", "EmptyProgram", "EmptyProgram.csproj"), "-c", "Release", "-o", empty,
            "-p:PublishReadyToRun=true", "--use-current-runtime", "--self-contained", "false", "-v", "quiet", "--nologo");
        yield return new Comparison(
            "start of -c \"SELECT 1\"", "empty .NET program", 1, null,
            () => Time(Path.Combine(root, "artifacts", "streamsql", "streamsql"), "-c", "SELECT 1", "--format", "csv"),
            () => Time(Path.Combine(empty, "StreamSql.EmptyProgram")),
            ByWall: true).Run(effort.Pairs * 2);
    }

    private static Sample Time(string program, params string[] arguments)
    {
        var (wall, cpu) = (TimeProvider.System.GetTimestamp(), CpuOfChildren());
        var output = Execute(program, arguments);
        var sample = new Sample(TimeProvider.System.GetElapsedTime(wall), CpuOfChildren() - cpu, new Checksum(1, 0));
        return output.EndsWith("1\n", StringComparison.Ordinal)
            ? sample
            : throw new InvalidOperationException($"{program} printed '{output}'");
    }

    private static string Execute(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
    }

    private static TimeSpan CpuOfChildren()
    {
        Span<long> usage = stackalloc long[18];
        if (GetResourceUsage(Children, ref MemoryMarshal.GetReference(usage)) != 0)
            throw new InvalidOperationException("getrusage failed");
        // ru_utime and ru_stime, each seconds and microseconds.
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, ref long usage);
}
