using System.Text.Json;
using System.Text.Json.Serialization;
using StreamSql.Storage.Files;

namespace StreamSql.Execution.Checkpoints;

/// <summary><c>job.json</c>: whose directory it is.</summary>
/// <param name="Job">The run that made the directory, which names the job from then on.</param>
/// <param name="Query">The statement in canonical form and its plan, line by line: a restart with another is refused.</param>
/// <param name="Sources">What each source is called and which table it reads.</param>
/// <param name="Sinks">What each sink is called and which table it writes.</param>
/// <param name="State">What every operator keeps: a restart with other state is refused.</param>
internal sealed record JobRecord(
    string Job,
    IReadOnlyList<string> Query,
    IReadOnlyList<EndpointRecord> Sources,
    IReadOnlyList<EndpointRecord> Sinks,
    IReadOnlyList<StateRecord> State);

internal sealed record EndpointRecord(string Id, string Table);

/// <param name="Columns">Name and type of the state's columns, keys first.</param>
internal sealed record StateRecord(string Operator, string Table, IReadOnlyList<string> Columns, int KeyColumns);

/// <summary><c>offsets/n.json</c>: all that micro-batch n reads, written before it runs.</summary>
/// <param name="ClockMicros">The clock reading it is pinned to, microseconds since 1970.</param>
/// <param name="Seed">Of its random numbers.</param>
/// <param name="EndOfInput">Whether the final watermark fires in it.</param>
internal sealed record OffsetRecord(
    long ClockMicros, ulong Seed, bool EndOfInput, IReadOnlyList<SourceRangeRecord> Sources);

/// <param name="From">The position it starts after, or absent at the very beginning.</param>
/// <param name="To">The position it ends at; equal to <paramref name="From"/> if it reads nothing of this source.</param>
internal sealed record SourceRangeRecord(string Source, JsonElement? From, JsonElement To, IReadOnlyList<string> Partitions);

/// <summary><c>manifests/e.json</c>: the state after epoch e, complete and durable.</summary>
/// <param name="MicroBatch">The last one in it.</param>
/// <param name="ClockMicros">The clock reading that it was pinned to.</param>
/// <param name="Finished">Whether the input has ended and the final watermark has fired.</param>
/// <param name="Sources">Where each source goes on.</param>
/// <param name="Watermarks">How far event time had come, per source partition.</param>
/// <param name="Files">Every live state file, in the order in which they are applied.</param>
internal sealed record ManifestRecord(
    long MicroBatch,
    long ClockMicros,
    bool Finished,
    int Shards,
    IReadOnlyList<SourcePositionRecord> Sources,
    IReadOnlyList<PartitionRecord> Watermarks,
    IReadOnlyList<StateFileRecord> Files);

/// <param name="WatermarkMicros">The whole source's, which may be above that of a partition that woke up; absent before the first.</param>
internal sealed record SourcePositionRecord(string Source, JsonElement? Offset, long? WatermarkMicros);

/// <param name="WatermarkMicros">Absent before the first.</param>
/// <param name="LastRowsMicros">The clock when it last had rows.</param>
internal sealed record PartitionRecord(string Source, string Partition, long? WatermarkMicros, long LastRowsMicros);

/// <param name="Path">From the checkpoint directory, with forward slashes.</param>
internal sealed record StateFileRecord(string Operator, string Table, string Path, long Rows, long Length, uint Crc32C)
{
    [JsonIgnore]
    public FileDigest Digest => new(Length, Crc32C);
}

/// <summary><c>commits/e.json</c>: all sinks have published epoch e.</summary>
/// <param name="Manifest">The checksum of its manifest.</param>
internal sealed record CommitRecord(uint Manifest);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobRecord))]
[JsonSerializable(typeof(OffsetRecord))]
[JsonSerializable(typeof(ManifestRecord))]
[JsonSerializable(typeof(CommitRecord))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
