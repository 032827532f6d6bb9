using StreamSql.Core.Diagnostics;

namespace StreamSql.Cli;

/// <summary>How the process says what went wrong.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int SqlError = 1;
    public const int Usage = 2;
    public const int Connection = 3;
    public const int DataError = 4;
    public const int CheckpointRefused = 5;
    public const int Interrupted = 130;

    /// <summary>The code for a failure: of SQL errors the first digit of the code decides.</summary>
    public static int Of(Exception failure) => failure switch
    {
        SqlException { Diagnostic.Code: ['S', 'S', '5', ..] } => DataError,
        SqlException { Diagnostic.Code: ['S', 'S', '6', ..] } => CheckpointRefused,
        SqlException => SqlError,
        OperationCanceledException => Interrupted,
        IOException => Connection,
        AggregateException { InnerException: { } inner } => Of(inner),
        _ => SqlError,
    };
}
