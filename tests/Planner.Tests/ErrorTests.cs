using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser;
using StreamSql.TestKit;

namespace StreamSql.Planner.Tests;

/// <summary>Scripts of wrong statements: what stands before the line <c>-- errors</c> is right, every statement after it is not.</summary>
public class ErrorTests
{
    private const string Mark = "-- errors\n";

    public static IEnumerable<object[]> Scripts => Snapshot.Files("Sql/errors", ".sql");

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_wrong_statement_is_told_so_with_its_place(string script)
    {
        var name = Path.GetFileName(script) + ".sql";
        var text = File.ReadAllText(Path.Combine(Snapshot.TestsDirectory, script + ".sql"));
        var mark = text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var source = new SourceText(name, text);
        var session = new TestSession();
        foreach (var statement in SqlParser.ParseScript(new SourceText(name, text[..mark])))
            session.Run(statement, source);

        var errors = new StringBuilder();
        foreach (var statement in SqlParser.ParseScript(source).Where(s => s.Span.Start >= mark))
        {
            var error = Record.Exception(() => session.Run(statement, source));
            if (error is SqlException wrong)
                errors.Append(wrong.In(source).Render()).Append('\n');
            else
                Assert.Fail($"{text.Substring(statement.Span.Start, statement.Span.Length)}\n{error?.ToString() ?? "is right"}");
        }

        Snapshot.Verify(script, errors.ToString());
    }
}
