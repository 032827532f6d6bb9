namespace StreamSql.TestKit;

/// <summary>A theory that needs a program on the PATH; where it is missing the test is skipped and says why.</summary>
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <param name="program">File name without directory.</param>
    public ToolTheoryAttribute(string program) => Skip = new ToolFactAttribute(program).Skip;
}
