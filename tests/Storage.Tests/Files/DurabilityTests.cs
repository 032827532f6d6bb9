using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Files;

/// <summary>A child process under strace is told that a system call failed; it must say so. .NET's own flush does not.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [ToolFact("strace")]
    public void Without_a_fault_the_child_completes()
    {
        Assert.Equal((0, "done"), Child.Run(Strace("fsync:delay_exit=1"), "create", _directory["7.json"], "seven"));
        Assert.Equal("seven", File.ReadAllText(_directory["7.json"]));
    }

    [ToolFact("strace")]
    public void A_failing_sync_of_a_published_file_is_reported_and_nothing_is_published()
    {
        var path = _directory["7.json"];

        var (exitCode, output) = Child.Run(Strace("fsync:error=EIO:when=1"), "create", path, "seven");

        Assert.Equal(Child.Refused, exitCode);
        Assert.Matches("^DurabilityException: cannot make '.*/[.]7[.]json[.].*[.]tmp' durable: the device failed.*EIO", output);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [ToolFact("strace")]
    public void A_failing_sync_of_the_directory_is_reported()
    {
        var (exitCode, output) = Child.Run(Strace("fsync:error=EIO:when=2"), "create", _directory["7.json"], "seven");

        Assert.Equal(Child.Refused, exitCode);
        Assert.StartsWith($"DurabilityException: cannot make '{_directory.Path}' durable", output);
    }

    [ToolFact("strace")]
    public void A_failing_sync_of_a_stream_is_reported_once_and_the_file_is_given_up()
    {
        foreach (var error in (string[])["EIO", "ENOSPC", "EDQUOT"])
        {
            var (exitCode, output) = Child.Run(Strace($"fsync:error={error}"), "stream", _directory["state.parquet"]);

            Assert.Equal(Child.Refused, exitCode);
            Assert.StartsWith("DurabilityException", output);
            Assert.Contains(error, output);
            Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
        }
    }

    [ToolFact("strace")]
    public void Full_disk_quota_read_only_and_device_errors_are_told_apart()
    {
        (string Fault, string Exception)[] cases =
        [
            ("write:error=ENOSPC", "DiskFullException"), ("write:error=EDQUOT", "DiskQuotaException"),
            ("write:error=EIO", "DeviceFailedException"), ("write:error=EFBIG", "StorageIOException"),
        ];
        foreach (var (fault, exception) in cases)
        {
            // The console's own writes must not fail: only those that reach the file system below the directory.
            var (exitCode, output) = Child.Run(Strace(fault, _directory["state.parquet"]), "stream", _directory["state.parquet"]);

            Assert.Equal(Child.Refused, exitCode);
            Assert.StartsWith($"{exception}: cannot write '{_directory["state.parquet"]}'", output);
            Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
        }

        var link = Child.Run(Strace("link:error=EROFS"), "create", _directory["7.json"], "seven");
        Assert.StartsWith($"ReadOnlyStorageException: cannot link '{_directory["7.json"]}'", link.Output);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [ToolFact("strace")]
    public void A_process_killed_at_any_sync_or_link_leaves_the_whole_file_or_none()
    {
        foreach (var (call, position) in (ReadOnlySpan<(string, int)>)[("fsync", 1), ("link", 1), ("unlink", 1), ("fsync", 2)])
        {
            var path = _directory[$"{call}-{position}.json"];

            var (exitCode, _) = Child.Run(Strace($"{call}:signal=KILL:when={position}"), "create", path, "whole");

            Assert.NotEqual(0, exitCode);
            if (File.Exists(path))
                Assert.Equal("whole", File.ReadAllText(path));
            else
                Assert.Contains((call, position), (IEnumerable<(string, int)>)[("fsync", 1), ("link", 1)]);
        }
    }

    [ToolFact("strace")]
    public void An_interrupted_write_and_sync_are_resumed()
    {
        var path = _directory["state.parquet"];

        Assert.Equal(0, Child.Run(Strace("fsync:error=EINTR:when=1"), "stream", path).ExitCode);
        Assert.Equal(1_000_000, new FileInfo(path).Length);
    }

    private static string[] Strace(string fault, string? onlyPath = null)
    {
        var call = fault[..fault.IndexOf(':', StringComparison.Ordinal)];
        string[] filter = onlyPath is null ? [] : ["-P", onlyPath];
        return ["strace", "-f", "-qq", "-o", "/dev/null", .. filter, "-e", $"trace={call}", "-e", $"inject={fault}"];
    }
}
