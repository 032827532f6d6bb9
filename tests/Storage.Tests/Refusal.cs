using StreamSql.Core.Diagnostics;

namespace StreamSql.Storage.Tests;

internal static class Refusal
{
    /// <summary>The diagnostic with which the action is refused.</summary>
    public static Diagnostic Of(Action action) => Assert.Throws<SqlException>(action).Diagnostic;
}
