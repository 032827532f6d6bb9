namespace StreamSql.Cli.Output;

/// <summary>Nobody reads stdout any more.</summary>
/// <remarks>No <see cref="IOException"/>, which a job would try again after a while.</remarks>
internal sealed class OutputClosedException(IOException cause) : Exception(cause.Message, cause);
