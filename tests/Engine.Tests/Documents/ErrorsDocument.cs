using StreamSql.Core.Diagnostics;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Documents;

/// <summary><c>docs/errors.md</c> from the table of codes.</summary>
internal static class ErrorsDocument
{
    private static readonly (char Digit, string Title)[] Layers =
    [
        ('1', "Syntax"), ('2', "Names and types"), ('3', "Streaming semantics"), ('4', "Connectors, options and settings"),
        ('5', "Data at run time"), ('6', "Checkpoints"), ('9', "StreamSQL"),
    ];

    public static string Text() => """
        # Errors

        Written from the code by `ACCEPT_SNAPSHOTS=1 dotnet test tests/Engine.Tests`; a test compares it. An error shows its code, what is wrong
        with which name, the place, and what to do; SQL clients get the SQLSTATE. The process ends with 1 for codes up to SS4999, with 4 for
        data (SS5), with 5 for checkpoints (SS6). What is the outside world's fault (a broker that does not answer) has no code and ends
        with 3. Warnings (SQLSTATE 01000) end nothing.

        """.ReplaceLineEndings("\n") + string.Concat(Layers.Select(l => $"\n## {l.Title}\n\n" + GeneratedDocument.Table(
            ["code", "SQLSTATE", "what is wrong", "what to do"],
            ErrorCodes.All.Where(c => c.Code[2] == l.Digit).Select(c => new[] { $"`{c.Code}`", c.SqlState, c.What, c.Remedy }))));
}
