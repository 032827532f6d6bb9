using StreamSql.Storage.Files;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Files;

public sealed class DirectoryLockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_second_process_is_refused_and_told_who_holds_the_directory()
    {
        using var held = DirectoryLock.Acquire(_directory.Path, new FixedClock());

        var (exitCode, output) = Child.Run([], "lock", _directory.Path);

        Assert.Equal(Child.Refused, exitCode);
        Assert.Equal(
            $"SS6001: checkpoint directory '{_directory.Path}' is in use by process {Environment.ProcessId} on host "
            + $"'{Environment.MachineName}' since 2024-05-06 07:08:09 UTC",
            output);
    }

    [Fact]
    public void A_second_job_of_the_same_process_is_refused()
    {
        using var held = DirectoryLock.Acquire(_directory.Path, TimeProvider.System);

        var refusal = Refusal.Of(() => DirectoryLock.Acquire(_directory.Path, TimeProvider.System));

        Assert.Equal("SS6001", refusal.Code);
        Assert.Equal("stop that process, or give this job a directory of its own", refusal.Hint);
    }

    [Fact]
    public void A_released_lock_can_be_taken_and_has_no_previous_owner()
    {
        DirectoryLock.Acquire(_directory.Path, TimeProvider.System).Dispose();

        using var next = DirectoryLock.Acquire(_directory.Path, TimeProvider.System);

        Assert.Null(next.PreviousOwner);
    }

    [Fact]
    public void A_killed_process_loses_the_lock_and_is_named_as_the_previous_owner()
    {
        using var child = Child.Start("lock", _directory.Path);
        Assert.Equal("locked", child.StandardOutput.ReadLine());
        Assert.Contains($"process {child.Id} ", Refusal.Of(() => DirectoryLock.Acquire(_directory.Path, TimeProvider.System)).Message);

        child.Kill();
        child.WaitForExit();

        using var next = DirectoryLock.Acquire(_directory.Path, TimeProvider.System);
        Assert.Equal(child.Id, next.PreviousOwner?.ProcessId);
        Assert.Equal(Environment.ProcessId, next.Owner.ProcessId);
    }

    [Fact]
    public void A_torn_owner_file_hinders_nobody()
    {
        File.WriteAllText(_directory["owner.json"], "{\"host\":\"a");

        using var held = DirectoryLock.Acquire(_directory.Path, TimeProvider.System);
        Assert.Null(held.PreviousOwner);
        File.WriteAllText(_directory["owner.json"], "{\"host\":\"a");

        Assert.EndsWith("is in use by another process", Refusal.Of(() => DirectoryLock.Acquire(_directory.Path, TimeProvider.System)).Message);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
    }
}
