using System.Runtime.CompilerServices;
using System.Text.Json;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Time;

/// <summary>A table without end whose partitions a test fills by hand: <c>connector</c> = <c>partitioned</c>.</summary>
internal sealed class PartitionedConnector(params string[] partitions) : IConnector
{
    private readonly SortedDictionary<string, List<object?[]>> _rows = new(partitions.ToDictionary(p => p, _ => new List<object?[]>()), StringComparer.Ordinal);

    public string Name => "partitioned";

    public string Doc => "Partitions filled by hand.";

    public IReadOnlyList<OptionSpec> Options => [];

    public IReadOnlyList<FormatSlot> Formats => [];

    public IReadOnlyList<MetadataColumn> Metadata => [];

    /// <param name="rows">As <see cref="Columns"/> takes them: a TIMESTAMP(3) as microseconds.</param>
    public void Add(string partition, params object?[][] rows)
    {
        lock (_rows)
            _rows[partition].AddRange(rows);
    }

    public SourceTraits? DescribeSource(ConnectorTable table) => new(Bounded: false, ChangelogSupport.InsertOnly);

    public ChangelogSupport? DescribeSink(ConnectorTable table) => null;

    public ISource OpenSource(ConnectorTable table, ConnectorServices services) => new Source(this, new Schema(table.Columns.Select(c => new Field(c.Name, c.Type))));

    public ISink OpenSink(ConnectorTable table, ConnectorServices services) => throw new System.Diagnostics.UnreachableException("there is no sink");

    private sealed class Source(PartitionedConnector connector, Schema schema) : ISource
    {
        public ValueTask<SourceProgress> LatestAsync(SourceOffset? from, int maxRows, CancellationToken cancellationToken)
        {
            lock (connector._rows)
            {
                var ends = connector._rows.ToDictionary(p => p.Key, p => p.Value.Count);
                return ValueTask.FromResult(new SourceProgress(new SourceOffset(JsonSerializer.Serialize(ends)), false, [.. ends.Keys]));
            }
        }

        public async IAsyncEnumerable<SourceBatch> ReadAsync(SourceOffset? from, SourceOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            var starts = from is null ? [] : Parse(from);
            foreach (var (partition, end) in Parse(to))
            {
                var batch = new ChangeBatchBuilder(schema);
                foreach (var row in connector._rows[partition].Take(end).Skip(starts.GetValueOrDefault(partition)))
                {
                    for (var i = 0; i < row.Length; i++)
                        Columns.Append(batch.Columns[i], row[i]);
                    batch.EndRow(1);
                }

                if (batch.Count > 0)
                    yield return new SourceBatch(partition, batch.Build());
            }
        }

        public ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static Dictionary<string, int> Parse(SourceOffset offset) => JsonSerializer.Deserialize<Dictionary<string, int>>(offset.Json)!;
    }
}
