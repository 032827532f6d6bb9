namespace StreamSql.Cli.Printing;

/// <summary>How query results are shown on stdout.</summary>
internal enum OutputFormat
{
    /// <summary>Over bounded input the final rows in a frame, else changes as they come.</summary>
    Table,

    /// <summary>The same with a header line and commas.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Json,

    /// <summary>Every change as <c>+I[1, abc]</c>.</summary>
    Changelog,
}
