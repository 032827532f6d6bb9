using System.Diagnostics;

namespace StreamSql.TestKit;

/// <summary>Runs the scripts of <c>tests/Interop</c>, which speak for other implementations of our formats.</summary>
public static class NodePeer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary><c>tests/Interop</c> of the repository that the tests were built from.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "tests", "Interop");

    /// <summary>What the script prints; a script that fails, fails the test with what it says.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> complaint = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{script} did not end within {Patience.TotalSeconds} seconds");
        }

        string said = complaint.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {said}");
        return output.GetAwaiter().GetResult();
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "StreamSql.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? AppContext.BaseDirectory;
    }
}
