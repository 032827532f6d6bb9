using System.Text.Json.Serialization;

namespace StreamSql.Connectors.FileSystem;

/// <summary>What one epoch publishes. That this file exists is the decision; giving the parts their names only carries it out.</summary>
/// <param name="Run">Whose temporaries they are.</param>
internal sealed record SinkManifest(string Run, IReadOnlyList<SinkPart> Parts);

/// <param name="Temporary">The name in the run's directory.</param>
/// <param name="Path">From the table's directory, with forward slashes.</param>
internal sealed record SinkPart(string Temporary, string Path);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SinkManifest))]
internal sealed partial class SinkJson : JsonSerializerContext;
