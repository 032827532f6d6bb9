namespace StreamSql.TestKit;

/// <summary>Compares text with a file, in Verify's convention: what is expected is in <c>name.verified.txt</c>, what came instead is written to
/// <c>name.received.txt</c> beside it. With the variable ACCEPT_SNAPSHOTS=1 what comes is taken as right.</summary>
public static class Snapshot
{
    /// <param name="path">Without <c>.verified.txt</c>; relative to the directory <c>tests</c>.</param>
    public static void Verify(string path, string actual)
    {
        var full = Path.Combine(TestsDirectory, path);
        var (verified, received) = (full + ".verified.txt", full + ".received.txt");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(verified)!);
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, actual);
        Assert.Fail($"{path}: {Difference(expected, actual)}\ncompare {received}\nwith    {verified}\nor accept it with ACCEPT_SNAPSHOTS=1");
    }

    /// <summary>The files of a directory under <c>tests</c>, as theory data: their paths relative to <c>tests</c>, without extension.</summary>
    public static IEnumerable<object[]> Files(string directory, string extension) =>
        Directory.EnumerateFiles(Path.Combine(TestsDirectory, directory), "*" + extension)
            .Select(f => new object[] { Path.Combine(directory, Path.GetFileNameWithoutExtension(f)) })
            .OrderBy(f => (string)f[0], StringComparer.Ordinal);

    /// <summary>The directory <c>tests</c> of the sources.</summary>
    public static string TestsDirectory { get; } = Find();

    private static string Difference(string? expected, string actual)
    {
        if (expected is null)
            return "nothing is verified yet";
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = left.Zip(right).TakeWhile(p => p.First == p.Second).Count();
        return $"line {line + 1} is\n  {right.ElementAtOrDefault(line) ?? "missing"}\ninstead of\n  {left.ElementAtOrDefault(line) ?? "nothing"}";
    }

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "StreamSql.sln")))
                return Path.Combine(directory.FullName, "tests");
        }

        throw new DirectoryNotFoundException("the tests do not run inside the source tree");
    }
}
