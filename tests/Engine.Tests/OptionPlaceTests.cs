using System.Globalization;
using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine.Results;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests;

/// <summary>Wrong options are shown where they were written: in CREATE TABLE, ALTER TABLE or a hint, in this text or an earlier one.</summary>
public sealed class OptionPlaceTests
{
    private const string Script = "Sql/options/places";

    /// <summary>Each paragraph is a text of its own; what it fails with does not end the session.</summary>
    [Fact]
    public async Task Errors_of_options_point_at_the_option_that_is_wrong()
    {
        await using var session = new StreamSqlEngine(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc }).OpenSession();
        using var directory = new TemporaryDirectory();
        var shown = new StringBuilder();
        var paragraphs = File.ReadAllText(Path.Combine(Snapshot.TestsDirectory, Script + ".sql")).TrimEnd().Split("\n\n");
        for (var i = 0; i < paragraphs.Length; i++)
        {
            shown.Append(paragraphs[i]).Append("\n\n");
            var source = new SourceText(string.Create(CultureInfo.InvariantCulture, $"{i + 1}.sql"), paragraphs[i]);
            try
            {
                await foreach (var result in session.ExecuteScriptAsync(source, directory.Path))
                    shown.Append(await EndAsync(result));
            }
            catch (SqlException e)
            {
                shown.Append(e.Render().Replace(directory.Path, "DIRECTORY", StringComparison.Ordinal));
            }

            shown.Append('\n');
        }

        Snapshot.Verify(Script, shown.ToString());
    }

    private static async Task<string> EndAsync(StatementResult result)
    {
        switch (result)
        {
            case StatementResult.Query query:
                await foreach (var _ in query.RowsAsync())
                {
                }

                return "";
            case StatementResult.Started started:
                await started.Job.Completion;
                return "";
            case StatementResult.Listing listing:
                return listing.Rows[0][0] + "\n";
            default:
                return "";
        }
    }
}
