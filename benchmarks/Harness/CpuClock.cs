using System.Runtime.InteropServices;

namespace StreamSql.Benchmarks.Harness;

/// <summary>Reads the wall clock and the calling thread's processor time together.</summary>
internal readonly record struct CpuClock(long Wall, long CpuNanoseconds)
{
    private const int ThreadCpuTime = 3;

    public static CpuClock Read()
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("thread time is read with Linux's clock_gettime");
        return ClockGetTime(ThreadCpuTime, out var time) == 0
            ? new CpuClock(TimeProvider.System.GetTimestamp(), (time.Seconds * 1_000_000_000) + time.Nanoseconds)
            : throw new InvalidOperationException("clock_gettime failed");
    }

    /// <summary>What has passed on this thread since a reading on it.</summary>
    public Sample Since(CpuClock start, Checksum result) => new(
        TimeProvider.System.GetElapsedTime(start.Wall, Wall), new TimeSpan((CpuNanoseconds - start.CpuNanoseconds) / 100), result);

    /// <summary>Times work on the calling thread.</summary>
    public static Sample Time(Func<Checksum> work)
    {
        var start = Read();
        var result = work();
        return Read().Since(start, result);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out Instant time);

    private struct Instant
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
