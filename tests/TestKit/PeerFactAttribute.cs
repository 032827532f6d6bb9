namespace StreamSql.TestKit;

/// <summary>A test against programs of others that run in Node.js; where one is missing the test is skipped and says why.</summary>
public sealed class PeerFactAttribute : ToolFactAttribute
{
    /// <param name="modules">npm modules out of <c>tests/Interop/package.json</c>.</param>
    public PeerFactAttribute(params string[] modules) : base("node")
    {
        string? missing = modules.FirstOrDefault(module => !Directory.Exists(Path.Combine(NodePeer.Folder, "node_modules", module)));
        if (Skip is null && missing is not null)
            Skip = $"npm module '{missing}' is not installed: run 'npm ci' in tests/Interop";
    }
}
