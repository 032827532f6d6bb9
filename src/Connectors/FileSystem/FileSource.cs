using System.Runtime.CompilerServices;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Reads files in the order of their paths; new ones after those already begun, what was appended to old ones as well.</summary>
/// <remarks>What <see cref="LatestAsync"/> has scanned for records is kept for the read that follows; a replay scans again. A micro-batch ends
/// when as much is kept as may be, but for one that is to have all rows there are.</remarks>
internal sealed class FileSource(
    ConnectorTable table, SourceFiles files, FileRows rows, TimeSpan? monitorInterval, TimeProvider clock) : ISource
{
    private const long KeptBytes = 64 << 20;

    private static readonly string[] OnlyPartition = [""];

    private readonly FileProgress _progress = new(table.Name, files, rows.ShowsListing, bounded: monitorInterval is null);
    private readonly List<ScannedRange> _scanned = [];
    private (SourceOffset? From, SourceOffset To)? _scannedFor;
    private DateTimeOffset _listed = DateTimeOffset.MinValue;
    private OpenFile? _open;
    private bool _isCompared;

    public ValueTask<SourceProgress> LatestAsync(SourceOffset? from, int maxRows, CancellationToken cancellationToken)
    {
        Forget();
        if (IsListingDue())
        {
            CloseFile();
            _listed = clock.GetUtcNow();
            _progress.Refresh();
        }

        var start = _progress.Parse(from);
        CompareOnce(start, cancellationToken);
        var pending = _progress.Pending(start);
        var positions = start.Files.ToList();
        var ended = true;
        var (wanted, kept) = (Math.Max(1, maxRows), 0L);
        var mostKept = maxRows < int.MaxValue ? KeptBytes : long.MaxValue;
        foreach (var (listed, known) in pending)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (wanted == 0)
            {
                ended = false;
                break;
            }

            var range = Scan(listed, known, mostKept, ref wanted, ref kept);
            if (range is null)
                continue;
            ended &= !range.To.Open;
            var index = start.IndexOf(listed.Path);
            if (index >= 0)
                positions[index] = range.To;
            else
                positions.Add(range.To);
        }

        var isNew = from is null || !positions.SequenceEqual(start.Files);
        var end = isNew ? new FileOffset(positions) : start;
        var offset = isNew ? _progress.Remember(end) : from!;
        _scannedFor = kept <= KeptBytes ? (from, offset) : null;
        var isOver = monitorInterval is null && ended;
        return ValueTask.FromResult(new SourceProgress(
            offset, isOver, OnlyPartition, isOver ? 0 : null, monitorInterval is null ? _progress.Done(end) : null));
    }

    public async IAsyncEnumerable<SourceBatch> ReadAsync(
        SourceOffset? from, SourceOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        rows.Clear();
        foreach (var range in _scannedFor == (from, to) ? _scanned : Ranges(from, to))
        {
            foreach (var block in range.Blocks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (next, line) = (0, block.FirstLine);
                while (next < block.Count)
                {
                    rows.Decode(block, range.To, files.FullPath(range.To.Path), ref next, ref line);
                    if (!rows.IsFull)
                        continue;
                    foreach (var batch in rows.Build())
                        yield return new SourceBatch("", batch, rows.Records);
                    rows.Clear();
                }
            }
        }

        if (!rows.IsEmpty)
        {
            foreach (var batch in rows.Build())
                yield return new SourceBatch("", batch, rows.Records);
            rows.Clear();
        }
    }

    public ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var untilListing = _listed + (monitorInterval ?? TimeSpan.Zero) - clock.GetUtcNow();
        var wait = untilListing < atMost ? untilListing : atMost;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        Forget();
        CloseFile();
        rows.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Before a run goes on from a checkpoint: whether the files that were read are still the same. Those read to their end may be gone.</summary>
    private void CompareOnce(FileOffset start, CancellationToken cancellationToken)
    {
        if (_isCompared)
            return;
        _isCompared = true;
        foreach (var known in start.Files.Where(f => f.Bytes > 0 && File.Exists(files.FullPath(f.Path))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var file = SourceFile.Open(files.FullPath(known.Path));
            Verify(file, known);
        }
    }

    private bool IsListingDue() =>
        _listed == DateTimeOffset.MinValue || (monitorInterval is { } interval && clock.GetUtcNow() - _listed >= interval);

    /// <summary>Finds records in what a file has beyond the position known; null if the file is gone and need not be there.</summary>
    private ScannedRange? Scan(ListedFile listed, FilePosition? known, long mostKept, ref int wanted, ref long kept)
    {
        var open = Reopen(listed.Path, known, mayBeGone: known is null && monitorInterval is not null);
        if (open is null)
            return null;
        var scanner = open.Scanner;
        var limit = open.File.IsPlain ? listed.Size : long.MaxValue;
        var blocks = new List<RecordBlock>();
        while (wanted > 0 && scanner.Next(limit, limitEnds: monitorInterval is null, wanted) is { } block)
        {
            kept += block.Buffer.Length;
            wanted = kept < mostKept ? wanted - block.Count : 0;
            if (kept <= KeptBytes)
                blocks.Add(block);
            else
                block.Dispose();
        }

        var isRead = scanner.Position >= limit || (wanted > 0 && scanner.AtEnd);
        if (wanted > 0 && open.File.IsPlain && monitorInterval is null && scanner.Position < limit)
            throw FileErrors.Shrank(table.Name, files.FullPath(listed.Path), limit, open.File.Length);
        var check = open.File.Check(scanner.Position);
        var range = new ScannedRange(
            _progress.Position(listed, scanner.Position, scanner.Lines, check, open: !isRead), blocks);
        _scanned.Add(range);
        return range;
    }

    /// <summary>The open file where it was left, or the file opened again and compared with what is known of it.</summary>
    private OpenFile? Reopen(string path, FilePosition? known, bool mayBeGone)
    {
        if (_open is { } left && left.Path == path && left.Scanner.Position == (known?.Bytes ?? 0))
            return left;
        CloseFile();
        SourceFile file;
        try
        {
            file = SourceFile.Open(files.FullPath(path));
        }
        catch (FileNotFoundException)
        {
            return mayBeGone ? null : throw FileErrors.Vanished(table.Name, files.FullPath(path), known?.Bytes ?? 0);
        }

        _open = new OpenFile(path, file, new RecordScanner(file, path, rows.Decoder, known?.Bytes ?? 0, known?.Lines ?? 0));
        if (known is { Bytes: > 0 })
            Verify(file, known);
        return _open;
    }

    private void Verify(SourceFile file, FilePosition known)
    {
        var path = files.FullPath(known.Path);
        if (file.IsPlain && file.Length < known.Bytes)
            throw FileErrors.Shrank(table.Name, path, known.Bytes, file.Length);
        if (file.Check(known.Bytes) != known.Check)
            throw FileErrors.Replaced(table.Name, path, known.Bytes);
        Span<byte> last = stackalloc byte[1];
        if (file.IsPlain && !known.Open && file.Read(known.Bytes - 1, last) == 1 && last[0] != '\n' && file.Length > known.Bytes)
            throw FileErrors.AppendedToRecord(table.Name, path, known.Bytes);
    }

    /// <summary>The records between two offsets, scanned anew.</summary>
    private IEnumerable<ScannedRange> Ranges(SourceOffset? from, SourceOffset to)
    {
        CloseFile();
        var start = _progress.Parse(from);
        foreach (var end in _progress.Parse(to).Files)
        {
            var known = start.Find(end.Path);
            if (end.Bytes <= (known?.Bytes ?? 0))
                continue;
            var open = Reopen(end.Path, known, mayBeGone: false)!;
            if (open.File.IsPlain && open.File.Length < end.Bytes)
                throw FileErrors.Shrank(table.Name, files.FullPath(end.Path), end.Bytes, open.File.Length);
            if (open.File.Check(end.Bytes) != end.Check)
                throw FileErrors.Replaced(table.Name, files.FullPath(end.Path), end.Bytes);
            yield return new ScannedRange(end, Blocks(open.Scanner, end.Bytes));
            CloseFile();
        }
    }

    private static IEnumerable<RecordBlock> Blocks(RecordScanner scanner, long limit)
    {
        while (scanner.Next(limit, limitEnds: true, int.MaxValue) is { } block)
        {
            using (block)
                yield return block;
        }
    }

    private void Forget()
    {
        foreach (var block in _scanned.SelectMany(r => r.Blocks))
            block.Dispose();
        _scanned.Clear();
        _scannedFor = null;
    }

    private void CloseFile()
    {
        _open?.Scanner.Dispose();
        _open?.File.Dispose();
        _open = null;
    }

    private sealed record OpenFile(string Path, SourceFile File, RecordScanner Scanner);

    /// <param name="To">Where the range ends.</param>
    private sealed record ScannedRange(FilePosition To, IEnumerable<RecordBlock> Blocks);
}
