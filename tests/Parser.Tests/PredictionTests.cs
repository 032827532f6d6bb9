using StreamSql.TestKit;

namespace StreamSql.Parser.Tests;

public class PredictionTests
{
    /// <summary>Prediction with full context is slow at first and not needed by a grammar that is fit for the fast one.</summary>
    [Fact]
    public void No_script_of_ours_needs_the_slow_prediction()
    {
        var slow = Corpus.Scripts.SelectMany(script => StatementSplitter.Pieces(Lexing.Tokens(script.Text))
            .Where(piece => piece.Tokens.Count > 0 && SqlParser.ParseTree(piece.Tokens).NeededFullContext)
            .Select(piece => $"{script.Name}: {script.Text.Substring(piece.Span.Start, Math.Min(80, piece.Span.Length))}"));

        Assert.Empty(slow);
    }

    [Fact]
    public void The_statements_of_this_test_are_there() => Assert.True(Corpus.Statements.Count() > 200);

    [GeneratorFact]
    public void The_generated_parser_is_that_of_the_grammar()
    {
        using var check = System.Diagnostics.Process.Start(RepositoryFiles.Path("grammar", "generate.sh"), "--check");
        check.WaitForExit();
        Assert.Equal(0, check.ExitCode);
    }
}
