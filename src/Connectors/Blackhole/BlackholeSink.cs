using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Blackhole;

/// <summary>Reads every value once, so that what is measured includes making them, and forgets it.</summary>
internal sealed class BlackholeSink : ISink
{
    private ulong _checksum;

    /// <summary>All bytes of all values, xored; that it is kept is what keeps the work from being optimised away.</summary>
    public ulong Checksum => _checksum;

    public ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken) => ValueTask.FromResult<long?>(null);

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken)
    {
        foreach (var column in changes.Columns)
            _checksum ^= Read(column.Data);
        _checksum ^= Xor(MemoryMarshal.AsBytes(changes.Weights));
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ulong Read(ArrayData data)
    {
        var checksum = 0UL;
        foreach (var child in data.Children ?? [])
            checksum ^= Read(child);
        if (data.DataType is BooleanType && data.Length > 0)
            return checksum ^ Xor(data.Buffers[1].Span.Slice(data.Offset / 8, ((data.Offset + data.Length + 7) / 8) - (data.Offset / 8)));
        if (data.DataType is StringViewType or BinaryViewType)
            return checksum ^ ReadViews(data);
        return data.DataType is FixedWidthType { BitWidth: >= 8 } type
            ? checksum ^ Xor(data.Buffers[1].Span.Slice(data.Offset * (type.BitWidth / 8), data.Length * (type.BitWidth / 8)))
            : checksum;
    }

    private static ulong ReadViews(ArrayData data)
    {
        var checksum = 0UL;
        var nulls = data.GetNullCount() > 0 ? data.Buffers[0].Span : default;
        var views = MemoryMarshal.Cast<byte, View>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        for (var i = 0; i < views.Length; i++)
        {
            if (!nulls.IsEmpty && !Bitmap.Get(nulls, data.Offset + i))
                continue;
            ref readonly var view = ref views[i];
            checksum ^= Xor(view.IsInline
                ? View.InlineBytes(in view)
                : data.Buffers[2 + view.BufferIndex].Span.Slice(view.Offset, view.Length));
        }

        return checksum;
    }

    private static ulong Xor(ReadOnlySpan<byte> bytes)
    {
        var checksum = 0UL;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            checksum ^= word;
        foreach (var rest in bytes[(bytes.Length & ~7)..])
            checksum ^= rest;
        return checksum;
    }
}
