using StreamSql.Core.Text;

namespace StreamSql.Core.Diagnostics;

/// <summary>The user's statement or data is at fault: every one carries a code, an SQLSTATE and, where there is one, a place.</summary>
/// <remarks>The world's faults are <see cref="IOException"/> and kin; ours are <see cref="System.Diagnostics.UnreachableException"/>.</remarks>
public sealed class SqlException : Exception
{
    public SqlException(Diagnostic diagnostic, Exception? inner = null)
        : base(diagnostic.Message, inner) => Diagnostics = [diagnostic];

    /// <param name="diagnostics">At least one; all that is wrong, in the order of the text.</param>
    public SqlException(IReadOnlyList<Diagnostic> diagnostics)
        : base(diagnostics[0].Message) => Diagnostics = diagnostics;

    /// <summary>At least one.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public Diagnostic Diagnostic => Diagnostics[0];

    /// <summary>The same error with the text that its spans point into, for those that do not have one yet.</summary>
    public SqlException In(SourceText source) =>
        Diagnostics.All(IsComplete) ? this : new SqlException([.. Diagnostics.Select(d => IsComplete(d) ? d : Complete(d, source))]);

    /// <summary>All diagnostics as a terminal shows them.</summary>
    public string Render() => string.Join('\n', Diagnostics.Select(Snippet.Render));

    private static bool IsComplete(Diagnostic diagnostic) =>
        diagnostic.Source is not null && diagnostic.Related.All(r => r.Source is not null);

    private static Diagnostic Complete(Diagnostic diagnostic, SourceText source) => diagnostic with
    {
        Source = diagnostic.Source ?? source,
        Related = [.. diagnostic.Related.Select(r => r with { Source = r.Source ?? source })],
    };
}
