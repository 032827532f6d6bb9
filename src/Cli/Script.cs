namespace StreamSql.Cli;

/// <summary>SQL to run.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="Directory">What relative paths in it are relative to.</param>
internal sealed record Script(string Name, string Text, string Directory)
{
    public static Script OfCommandLine(string sql) => new("<command line>", sql, Environment.CurrentDirectory);

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Script Read(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return new Script(path, File.ReadAllText(full), Path.GetDirectoryName(full)!);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
