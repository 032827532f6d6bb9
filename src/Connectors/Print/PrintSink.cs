using System.Buffers;
using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Print;

/// <summary>Shows rows at the end of every micro-batch. What is shown cannot be taken back: after a crash rows may be shown again.</summary>
internal sealed class PrintSink(TextWriter writer, string prefix) : ISink
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);

    public ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken) => ValueTask.FromResult<long?>(null);

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken)
    {
        var all = kinds.Span;
        for (var row = 0; row < changes.Count; row++)
        {
            _text.Write(_prefix);
            ChangeText.Append(_text, changes, row, all.IsEmpty ? ChangeKind.Insert : all[row]);
            _text.Write("\n"u8);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_text.WrittenCount == 0)
            return ValueTask.CompletedTask;
        // Several sinks may share the writer; their rows are not mixed within a line.
        lock (writer)
        {
            writer.Write(Encoding.UTF8.GetString(_text.WrittenSpan));
            writer.Flush();
        }

        _text.ResetWrittenCount();
        return ValueTask.CompletedTask;
    }

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) => FlushAsync(cancellationToken);

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
