using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StreamSql.Crash.Tests.Traces;

/// <summary>Reads what <c>strace -f -y -xx</c> has written: descriptors come with their paths, strings as bytes.</summary>
internal static partial class SyscallLog
{
    /// <summary>The calls that change files, as strace's <c>-e trace=</c> takes them.</summary>
    public const string Calls =
        "openat,open,creat,write,pwrite64,fsync,fdatasync,link,linkat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir";

    /// <summary>The operations on a folder and what is below it, in the order in which the calls ended.</summary>
    public static List<FileOperation> Read(IEnumerable<string> lines, string folder)
    {
        var begun = new Dictionary<int, string>();
        var directories = new HashSet<string>();
        var operations = new List<FileOperation>();
        foreach (var raw in lines)
        {
            var space = raw.IndexOf(' ');
            if (space < 0 || !int.TryParse(raw.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var thread))
                continue;
            var line = raw[(space + 1)..].TrimStart();
            if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = line[..^"<unfinished ...>".Length];
                continue;
            }

            if (line.StartsWith("<... ", StringComparison.Ordinal))
            {
                if (!begun.Remove(thread, out var first))
                    continue;
                line = first + line[(line.IndexOf("resumed>", StringComparison.Ordinal) + "resumed>".Length)..];
            }

            if (Operation(line, thread, directories) is { } operation && (operation.Path + "/").StartsWith(folder + "/", StringComparison.Ordinal))
                operations.Add(operation);
        }

        return operations;
    }

    private static FileOperation? Operation(string line, int thread, HashSet<string> directories)
    {
        var match = Call().Match(line);
        if (!match.Success || match.Groups["result"].Value.StartsWith('-'))
            return null;
        var (call, arguments) = (match.Groups["call"].Value, match.Groups["arguments"].Value);
        var texts = Quoted().Matches(arguments).Select(m => Bytes(m.Groups[1].Value)).ToList();
        var paths = texts.Select(Encoding.UTF8.GetString).ToList();
        var descriptor = Descriptor().Match(arguments) is { Success: true } found ? Unescape(found.Groups[1].Value) : "";
        if (arguments.Contains("O_DIRECTORY", StringComparison.Ordinal))
            directories.Add(paths[0]);
        return call switch
        {
            "openat" or "open" or "creat" when arguments.Contains("O_CREAT", StringComparison.Ordinal) || call == "creat" =>
                new FileOperation(FileOperationKind.Create, paths[0], thread),
            "write" or "pwrite64" => new FileOperation(FileOperationKind.Write, descriptor, thread) { Data = texts[0] },
            "fsync" or "fdatasync" => new FileOperation(
                directories.Contains(descriptor) ? FileOperationKind.SyncDirectory : FileOperationKind.Sync, descriptor, thread),
            "link" or "linkat" => new FileOperation(FileOperationKind.Link, paths[1], thread) { From = paths[0] },
            "rename" or "renameat" or "renameat2" => new FileOperation(FileOperationKind.Rename, paths[1], thread) { From = paths[0] },
            "unlinkat" when arguments.Contains("AT_REMOVEDIR", StringComparison.Ordinal) => new FileOperation(FileOperationKind.DeleteDirectory, paths[0], thread),
            "unlink" or "unlinkat" => new FileOperation(FileOperationKind.Delete, paths[0], thread),
            "mkdir" or "mkdirat" => new FileOperation(FileOperationKind.MakeDirectory, paths[0].TrimEnd('/'), thread),
            "rmdir" => new FileOperation(FileOperationKind.DeleteDirectory, paths[0].TrimEnd('/'), thread),
            _ => null,
        };
    }

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace("\\x", "", StringComparison.Ordinal));

    private static string Unescape(string path) => path.Contains("\\x", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Bytes(path)) : path;

    [GeneratedRegex("""^(?<call>\w+)\((?<arguments>.*)\)\s+= (?<result>-?\d+)""")]
    private static partial Regex Call();

    [GeneratedRegex("\"((?:\\\\x[0-9a-f]{2})*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\d+<([^>]*)>")]
    private static partial Regex Descriptor();
}
