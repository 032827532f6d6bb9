using StreamSql.TestKit;

namespace StreamSql.Parser.Tests;

/// <summary>A test that needs the parser generator; where it is not installed the test is skipped and says why.</summary>
public sealed class GeneratorFactAttribute : ToolFactAttribute
{
    public GeneratorFactAttribute() : base("node")
    {
        if (Skip is null && !File.Exists(RepositoryFiles.Path("grammar", "node_modules", ".bin", "antlr-ng")))
            Skip = "the parser generator is not installed: run 'npm ci' in grammar";
    }
}
