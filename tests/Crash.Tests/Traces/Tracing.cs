namespace StreamSql.Crash.Tests.Traces;

/// <summary>Records what a run does to files.</summary>
internal static class Tracing
{
    /// <summary>Runs a workload to its end under strace.</summary>
    /// <returns>What it did below its folder.</returns>
    public static async Task<List<FileOperation>> RecordAsync(CrashWorkload workload, string log)
    {
        workload.Prepare();
        var ending = await Processes.StartAsync(
            "strace", ["-f", "-y", "-xx", "-qq", "-s", "16777216", "-o", log, "-e", "trace=" + SyscallLog.Calls, Processes.CommandLine, .. workload.Arguments]);
        Assert.True(ending.ExitCode == 0, ending.Errors);
        return SyscallLog.Read(File.ReadLines(log), workload.Folder);
    }
}
