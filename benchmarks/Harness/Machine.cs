using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamSql.Benchmarks.Harness;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine(string Commit, string Description)
{
    public static Machine Describe() => new(CommitOf(), $"{Processor()}, {Environment.ProcessorCount} processors, {Vectors()}, "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");

    private static string Processor()
    {
        const string Label = "model name";
        return File.Exists("/proc/cpuinfo")
            && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(Label, StringComparison.Ordinal)) is { } line
                ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
                : RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Vectors() => Vector512.IsHardwareAccelerated ? "512-bit vectors"
        : Vector256.IsHardwareAccelerated ? "256-bit vectors" : "128-bit vectors";

    private static string CommitOf() => Git("rev-parse HEAD") + (Git("status --porcelain -- src benchmarks").Length > 0 ? " with changes" : "");

    private static string Git(string arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
            return git!.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
