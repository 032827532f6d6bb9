using StreamSql.Crash.Tests.Traces;
using StreamSql.TestKit;

namespace StreamSql.Crash.Tests;

/// <summary>What one run that nobody disturbs does to files, and what it publishes.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();

    internal List<FileOperation> Log { get; private set; } = [];

    internal IReadOnlyList<string> Published { get; private set; } = [];

    internal string Folder => _folder["run"];

    public async Task InitializeAsync()
    {
        // Without strace the tests that need it say that they are skipped.
        if (new ToolFactAttribute("strace").Skip is not null)
            return;
        var workload = new GroupByWorkload(Folder);
        Log = await Tracing.RecordAsync(workload, _folder["strace.log"]);
        Published = workload.Published();
        Assert.NotEmpty(Published);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
