using StreamSql.Storage;
using StreamSql.Storage.Files;

namespace StreamSql.Execution.Checkpoints;

/// <summary>Removes state files that no kept manifest names: leftovers of superseded epochs and of runs that died while writing.</summary>
/// <remarks>Any error ends it: what cannot be understood is not deleted.</remarks>
internal static class StateGarbage
{
    /// <param name="upTo">Epochs above are being written and left alone.</param>
    /// <param name="live">Paths from the checkpoint directory, of all kept manifests.</param>
    public static void Collect(StoragePaths paths, long upTo, HashSet<string> live)
    {
        foreach (var epoch in paths.StateEpochs())
        {
            if (epoch > upTo)
                continue;
            var folder = paths.StateEpoch(epoch);
            var remaining = 0;
            foreach (var file in Directory.EnumerateFiles(folder).ToList())
            {
                if (live.Contains(paths.Relative(file)) || StateFileName.TryParse(Path.GetFileName(file)) is null)
                    remaining++;
                else
                    Directories.DeleteFile(file);
            }

            if (remaining == 0)
                Directory.Delete(folder);
        }
    }
}
