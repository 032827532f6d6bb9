namespace StreamSql.Crash.Tests.Traces;

/// <summary>When, in a log, files and names have become such that a power cut cannot take them.</summary>
internal sealed class Durability(IReadOnlyList<FileOperation> log)
{
    /// <summary>The position at which the content of a file and its name are durable; <see cref="int.MaxValue"/> if they never are.</summary>
    /// <param name="from">Where the name is made: by a link, a rename, or the file itself.</param>
    public int OfFile(string path, int from)
    {
        var made = log[from];
        var source = made.From.Length > 0 ? made.From : path;
        var lastWrite = log.Index().Where(o => o.Item.Path == source && o.Item.Kind is FileOperationKind.Write or FileOperationKind.Create && o.Item.Path == source)
            .Select(o => o.Index).Where(i => i < from || made.Kind == FileOperationKind.Create).DefaultIfEmpty(-1).Last();
        var synced = First(lastWrite, o => o.Kind == FileOperationKind.Sync && o.Path == source);

        // A name that is given before the content is safe may lead to nothing after a power cut.
        if (made.Kind != FileOperationKind.Create && synced > from)
            return int.MaxValue;
        return Math.Max(synced, OfName(path, from));
    }

    /// <summary>The position at which a name made at <paramref name="from"/>, and the directories it is in, are durable.</summary>
    public int OfName(string path, int from)
    {
        var directory = Path.GetDirectoryName(path)!;
        var named = First(from, o => o.Kind == FileOperationKind.SyncDirectory && o.Path == directory);
        var made = log.Index().Where(o => o.Item.Kind == FileOperationKind.MakeDirectory && o.Item.Path == directory && o.Index < from)
            .Select(o => o.Index).DefaultIfEmpty(-1).Last();
        return made < 0 ? named : Math.Max(named, OfName(directory, made));
    }

    /// <summary>The first operation after a position that is like this; <see cref="int.MaxValue"/> if there is none.</summary>
    public int First(int after, Func<FileOperation, bool> like)
    {
        for (var i = after + 1; i < log.Count; i++)
        {
            if (like(log[i]))
                return i;
        }

        return int.MaxValue;
    }
}
