namespace StreamSql.TestKit;

/// <summary>A test that needs a program on the PATH; where it is missing the test is skipped and says why.</summary>
/// <remarks>The reason is set when tests are discovered, so that the runner counts and prints the skip.</remarks>
public class ToolFactAttribute : FactAttribute
{
    /// <param name="program">File name without directory, e.g. <c>strace</c>.</param>
    public ToolFactAttribute(string program)
    {
        if (!IsOnPath(program))
            Skip = $"'{program}' is not on the PATH";
    }

    protected static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(directory => File.Exists(Path.Combine(directory, program)) || File.Exists(Path.Combine(directory, program + ".exe")));
}
