using StreamSql.Execution.Pipelines;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Checkpoints;

/// <summary>One state table of the query over all shards.</summary>
/// <param name="Operator">As file names have it: letters, digits and <c>_</c>.</param>
/// <param name="Parts">One per shard.</param>
internal sealed record ShardedTable(string Operator, string Table, IReadOnlyList<IStateTable> Parts)
{
    public long RowCount => Parts.Sum(p => p.RowCount);

    /// <summary>All tables of all operators, in plan order.</summary>
    public static IReadOnlyList<ShardedTable> Of(IReadOnlyList<Pipeline> shards) =>
    [
        .. shards[0].Nodes.SelectMany((node, n) => node.Operator.State.Select((table, t) => new ShardedTable(
            FileName(node.Operator.Id), FileName(table.Name), [.. shards.Select(s => s.Nodes[n].Operator.State[t])]))),
    ];

    /// <summary>What a restart compares.</summary>
    public StateRecord Describe() => new(
        Operator, Table, [.. Parts[0].Schema.Select(f => $"{f.Name} {f.Type}")], Parts[0].KeyColumns);

    private static string FileName(string name) =>
        string.Create(name.Length, name, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAsciiLetterOrDigit(text[i]) ? text[i] : '_';
        });
}
