namespace StreamSql.Crash.Tests.Traces;

internal enum FileOperationKind
{
    /// <summary>A file is made, or emptied.</summary>
    Create,
    Write,
    Sync,

    /// <summary>A directory's names are synced.</summary>
    SyncDirectory,

    /// <summary>A file gets another name: <see cref="FileOperation.Path"/>, from <see cref="FileOperation.From"/>.</summary>
    Link,
    Rename,
    Delete,
    MakeDirectory,
    DeleteDirectory,
}

/// <summary>What one system call, that succeeded, did to a file or directory.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Thread">Who made the call.</param>
internal sealed record FileOperation(FileOperationKind Kind, string Path, int Thread)
{
    /// <summary>The old name of a link or rename.</summary>
    public string From { get; init; } = "";

    /// <summary>What was written, at the end of the file.</summary>
    public byte[] Data { get; init; } = [];

    public override string ToString() => From.Length > 0 ? $"{Kind} {From} -> {Path}" : $"{Kind} {Path}";
}
