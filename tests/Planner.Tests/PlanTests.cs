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
                if (session.Run(statement, source) is not { } job)
                    continue;
                PlanValidator.Check(job.Logical);
                PlanValidator.Check(job.Optimized);
                text.Append($"---- {source.Name}:{source.Locate(statement.Span.Start).Line}\n").Append(ExplainText.Of(statement, job, physical: null)).Append('\n');
            }
            catch (SqlException error)
            {
                Assert.Fail(error.In(source).Render());
            }
        }

        Snapshot.Verify(script, text.ToString());
    }
}
