namespace StreamSql.Core.Diagnostics;

/// <summary>What a diagnostic does to the statement that it is about.</summary>
public enum Severity
{
    /// <summary>The statement does not run, or ends.</summary>
    Error,

    /// <summary>The statement runs.</summary>
    Warning,
}
