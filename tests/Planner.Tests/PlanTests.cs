using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser;
using StreamSql.Planner.Explain;
using StreamSql.TestKit;

namespace StreamSql.Planner.Tests;

public class PlanTests
{
    public static IEnumerable<object[]> Scripts => Snapshot.Files("Sql/plans", ".sql");

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Plans_of_each_stage_are_as_verified(string script)
    {
        var source = new SourceText(Path.GetFileName(script) + ".sql", File.ReadAllText(Path.Combine(Snapshot.TestsDirectory, script + ".sql")));
        var session = new TestSession();
        var text = new StringBuilder();
        foreach (var statement in SqlParser.ParseScript(source))
        {
            try
            {
                if (session.Run(statement, source) is { } job)
                    Append(text, source.Text.Substring(statement.Span.Start, statement.Span.Length), job);
            }
            catch (SqlException error)
            {
                Assert.Fail(error.In(source).Render());
            }
        }

        Snapshot.Verify(script, text.ToString());
    }

    private static void Append(StringBuilder text, string sql, PlannedJob job)
    {
        text.Append("==== ").Append(sql.ReplaceLineEndings("\n     ")).Append("\n\n-- logical\n");
        text.Append(PlanText.Of(job.Logical)).Append("\n-- optimized\n").Append(PlanText.WithProperties(job.Optimized));
        foreach (var warning in job.Warnings)
            text.Append("\n-- warning ").Append(warning.Code).Append(": ").Append(warning.Message).Append('\n');
        text.Append('\n');
    }
}
