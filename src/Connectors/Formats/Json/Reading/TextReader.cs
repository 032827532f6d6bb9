using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using StreamSql.Connectors.Formats.Json.Writing;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>STRING: strings; numbers and truth values as they are written; arrays and objects as JSON without blanks.</summary>
internal sealed class TextReader(ViewColumnBuilder column) : ColumnReader(column)
{
    private readonly TextBuffer _compact = new();

    protected override bool ReadValue(ref JsonCursor cursor)
    {
        if (cursor.Current == '"')
            return ReadString(ref cursor);
        var start = cursor.Position;
        if (!cursor.SkipValue())
            return false;
        var written = cursor.Text[start..cursor.Position];
        column.Append(written[0] is (byte)'{' or (byte)'[' ? Compact(written, cursor.Failure) : written);
        return true;
    }

    public override int TryReadUsual(ref byte text, int position, int length) => TryReadHere(ref text, position, length);

    /// <summary>Copies while it looks for the end, 32 bytes at a time: more at once takes longer to tell where the value ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TryReadHere(ref byte text, int position, int length)
    {
        if (Unsafe.Add(ref text, position) != '"')
            return -1;
        var start = position + 1;
        ref var target = ref column.RoomFor(length - position + Vector256<byte>.Count);
        var foreign = 0u;
        for (var at = start; at < length; at += Vector256<byte>.Count)
        {
            var chunk = Vector256.LoadUnsafe(ref text, (nuint)at);
            chunk.StoreUnsafe(ref target, (nuint)(at - start));
            var special = JsonStrings.SpecialBits(chunk);
            var high = chunk.ExtractMostSignificantBits();
            if (special == 0)
            {
                foreign |= high;
                continue;
            }

            var end = at + BitOperations.TrailingZeroCount(special);
            if (end >= length || Unsafe.Add(ref text, end) != '"')
                return -1;
            if ((foreign | (high & (special ^ (special - 1)))) != 0)
                return AppendForeign(ref target, start, end);
            column.AppendRoom(end - start, in Unsafe.Add(ref text, start));
            return end + 1;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AppendForeign(ref byte target, int start, int end)
    {
        if (!Utf8.IsValid(MemoryMarshal.CreateReadOnlySpan(ref target, end - start)))
            return -1;
        column.AppendRoom(end - start);
        return end + 1;
    }

    private bool ReadString(ref JsonCursor cursor)
    {
        if (!cursor.TakeString(out var content, out var escaped))
            return false;
        var room = column.Room(Math.Max(16, content.Length));
        if (escaped)
        {
            column.AppendRoom(JsonStrings.Unescape(content, room));
        }
        else
        {
            content.CopyTo(room);
            column.AppendRoom(content.Length);
        }

        return true;
    }

    /// <summary>Leaves out blanks and escapes that need not be; the JSON is well-formed.</summary>
    private ReadOnlySpan<byte> Compact(ReadOnlySpan<byte> json, JsonFailure failure)
    {
        _compact.Clear();
        var cursor = new JsonCursor(json, failure);
        while (cursor.Position < json.Length)
        {
            if (cursor.Current == '"' && cursor.TakeText(out var text))
            {
                JsonText.AppendString(text, _compact);
                continue;
            }

            if (cursor.Current > ' ')
                _compact.Append(cursor.Current);
            cursor.Position++;
        }

        return _compact.Written;
    }
}
