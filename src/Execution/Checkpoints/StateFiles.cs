using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using StreamSql.Execution.State;
using StreamSql.Storage;
using StreamSql.Storage.Files;
using StreamSql.Storage.Parquet;

namespace StreamSql.Execution.Checkpoints;

/// <summary>State tables as Parquet files.</summary>
internal static class StateFiles
{
    // So many rows stay in the cache from the first column to the last.
    private const int BatchRows = 2048;

    /// <summary>Writes a snapshot durably; its name is not durable until the directory is synced.</summary>
    /// <returns><see langword="null"/> if there is nothing to write.</returns>
    public static StateFileRecord? Write(StoragePaths paths, long epoch, StateSnapshot snapshot)
    {
        if (snapshot.Rows == 0)
            return null;
        var table = snapshot.Table;
        var path = paths.StateFile(epoch, paths.NewStateFile(table.Operator, table.Table, 0, KeyGroups.Count - 1));
        var schema = StateSnapshot.FileSchema(table.Parts[0]);
        using var stream = DurableFileStream.Create(path);
        using (var writer = new ParquetWriter(stream, schema.Arrow))
        {
            using var scratch = new BatchArena();
            foreach (var part in snapshot.Parts)
            {
                for (var start = 0; start < part.Count; start += BatchRows)
                {
                    var batch = part.Read(start, Math.Min(BatchRows, part.Count - start), scratch);
                    writer.WriteBatch(new RecordBatch(schema.Arrow, [.. batch.Columns, Weights(batch, scratch)], batch.Count));
                    scratch.Release(default);
                }
            }

            writer.Complete();
        }

        var digest = stream.Complete();
        return new StateFileRecord(table.Operator, table.Table, paths.Relative(path), snapshot.Rows, digest.Length, digest.Crc32C);
    }

    /// <summary>Applies a file's rows to every shard's part of its table.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">The file is missing or not the one that the manifest names.</exception>
    public static void Read(StoragePaths paths, StateFileRecord file, ShardedTable table)
    {
        var bytes = VerifiedFile.Read(paths.Resolve(file.Path), file.Digest);
        var reader = new ParquetReader(bytes);
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.ReadRowGroup(group);
            for (var start = 0; start < rows.Length; start += ChangeBatch.MaxRows)
            {
                using var scratch = new BatchArena();
                var slice = rows.Slice(start, Math.Min(ChangeBatch.MaxRows, rows.Length - start));
                var batch = ToChanges(slice, table.Parts[0].Schema, scratch);
                for (var shard = 0; shard < table.Parts.Count; shard++)
                {
                    var own = shard;
                    table.Parts[shard].Restore(batch, group => KeyGroups.ShardOf(group, table.Parts.Count) == own);
                }
            }
        }
    }

    private static IArrowArray Weights(ChangeBatch batch, BatchArena arena)
    {
        var bytes = arena.Allocate(batch.Count);
        for (var i = 0; i < batch.Count; i++)
            bytes.Span[i] = (byte)(sbyte)batch.WeightOf(i);
        return new Int8Array(new ArrowBuffer(bytes), ArrowBuffer.Empty, batch.Count, 0, 0);
    }

    private static ChangeBatch ToChanges(RecordBatch slice, Core.Types.Schema schema, BatchArena arena)
    {
        var columns = new IArrowArray[schema.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = slice.Column(i);
        var weights = arena.Allocate(slice.Length * sizeof(long));
        var target = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(weights.Span);
        var source = ((Int8Array)slice.Column(schema.Count)).Values;
        for (var i = 0; i < target.Length; i++)
            target[i] = source[i];
        return new ChangeBatch(schema, columns, slice.Length, weights);
    }
}
