using System.Runtime.InteropServices;
using StreamSql.Benchmarks.Harness;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Benchmarks.InMemory;

/// <summary>How a result of 64-bit columns is reduced to a checksum.</summary>
internal enum ChecksumKind
{
    /// <summary>Each column is summed: reads every value and costs little.</summary>
    ByColumn,

    /// <summary>Each row is hashed and the hashes are summed: sees values that stand in the wrong row.</summary>
    ByRow,
}

/// <summary>Reads every output column and keeps a checksum.</summary>
internal sealed class ChecksumSink(RunMeter meter) : ISink
{
    public ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken) => ValueTask.FromResult<long?>(null);

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken)
    {
        meter.Add(meter.Kind == ChecksumKind.ByRow ? ByRow(changes) : ByColumn(changes));
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken)
    {
        meter.Stop();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Checksum ByColumn(ChangeBatch changes)
    {
        var words = 0UL;
        for (var i = 0; i < changes.Columns.Length; i++)
            words += Checksums.OfColumn(i, Values(changes, i));
        return new Checksum(changes.Count, words);
    }

    private static Checksum ByRow(ChangeBatch changes)
    {
        var words = 0UL;
        for (var row = 0; row < changes.Count; row++)
        {
            var hash = 0UL;
            for (var i = 0; i < changes.Columns.Length; i++)
                hash = Checksums.Mix(hash, Values(changes, i)[row]);
            words += hash;
        }

        return new Checksum(changes.Count, words);
    }

    private static ReadOnlySpan<long> Values(ChangeBatch changes, int column)
    {
        var data = changes.Columns[column].Data;
        return data.GetNullCount() == 0
            ? MemoryMarshal.Cast<byte, long>(data.Buffers[1].Span).Slice(data.Offset, data.Length)
            : throw new InvalidOperationException($"column {changes.Schema[column].Name} has NULLs");
    }
}

/// <summary>The arithmetic of checksums, for the sink and for hand-written code alike.</summary>
internal static class Checksums
{
    /// <summary>What the values of a column add to a checksum by column.</summary>
    public static ulong OfColumn(int column, ReadOnlySpan<long> values)
    {
        var sum = 0L;
        for (var i = 0; i < values.Length; i++)
            sum += values[i];
        return OfColumn(column, sum);
    }

    /// <summary>What a column whose values have this sum adds to a checksum by column.</summary>
    public static ulong OfColumn(int column, long sum) => (ulong)sum * (((ulong)column * 2) + 1);

    /// <summary>The hash of a row with one more value.</summary>
    public static ulong Mix(ulong hash, long value)
    {
        hash = (hash ^ (ulong)value) * 0xFF51_AFD7_ED55_8CCD;
        return hash ^ hash >> 32;
    }
}
