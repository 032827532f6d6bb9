using System.Text.Json;
using StreamSql.Storage;

namespace StreamSql.Execution.Checkpoints;

/// <summary>The micro-batches logged after a manifest, checked link by link: each one goes on where the one before it ended.</summary>
internal static class IntentChain
{
    /// <param name="manifest">The epoch that is loaded, or <see langword="null"/> for the beginning.</param>
    /// <param name="pending">The prepared epoch after it: all its micro-batches must be there.</param>
    /// <exception cref="Core.Diagnostics.SqlException">A micro-batch is missing (SS6009), or one does not fit the one before it (SS6060).</exception>
    public static IReadOnlyList<KeyValuePair<long, OffsetRecord>> Read(CheckpointDirectory directory, ManifestRecord? manifest, ManifestRecord? pending)
    {
        var after = manifest?.MicroBatch ?? 0;
        var logged = directory.Offsets.ListFrom(after);

        // The newest one in the manifest is kept; without it, those that follow may be another log's.
        var first = Math.Max(1, after);
        if ((manifest is not null || logged.Count > 0) && (logged.Count == 0 || logged[0] > first))
            throw StorageErrors.Missing(directory.Offsets.PathOf(first));
        var needed = Math.Max(after, pending?.MicroBatch ?? 0);
        if (needed > 0 && logged[^1] < needed)
            throw StorageErrors.Missing(directory.Offsets.PathOf(logged[^1] + 1));

        var positions = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        if (manifest is not null)
        {
            CheckEnd(directory, manifest);
            foreach (var source in manifest.Sources)
                positions[source.Source] = source.Offset;
        }

        var chain = new List<KeyValuePair<long, OffsetRecord>>();
        for (var number = after + 1; number <= (logged.Count == 0 ? 0 : logged[^1]); number++)
        {
            var record = directory.Offsets.Read(number);
            foreach (var range in record.Sources)
            {
                Check(directory.Offsets.PathOf(number), range.Source, positions.GetValueOrDefault(range.Source), range.From);
                positions[range.Source] = range.To;
            }

            chain.Add(KeyValuePair.Create(number, record));
        }

        return chain;
    }

    private static void CheckEnd(CheckpointDirectory directory, ManifestRecord manifest)
    {
        var last = directory.Offsets.Read(manifest.MicroBatch);
        foreach (var range in last.Sources)
        {
            var position = manifest.Sources.FirstOrDefault(s => s.Source == range.Source)?.Offset;
            Check(directory.Offsets.PathOf(manifest.MicroBatch), range.Source, position, range.To);
        }
    }

    private static void Check(string file, string source, JsonElement? expected, JsonElement? actual)
    {
        var same = expected is { } left && actual is { } right ? JsonElement.DeepEquals(left, right) : expected is null && actual is null;
        if (!same)
            throw CheckpointErrors.Discontinuous(file, source, Text(expected), Text(actual));
    }

    private static string Text(JsonElement? offset) => offset is { } known ? known.GetRawText() : "the beginning";
}
