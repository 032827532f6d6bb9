using System.Numerics;
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

    /// <summary>Copies while it looks for the end, 32 bytes at a time; escapes and the ends of short records go the slow way.</summary>
    private bool ReadString(ref JsonCursor cursor)
    {
        var content = cursor.Text[(cursor.Position + 1)..];
        var room = column.Room(content.Length + Vector256<byte>.Count);
        if (content.Length < Vector256<byte>.Count)
            return ReadSlowly(ref cursor, room);
        ref var source = ref MemoryMarshal.GetReference(content);
        ref var target = ref MemoryMarshal.GetReference(room);
        var last = content.Length - Vector256<byte>.Count;
        var foreign = 0u;
        // The last step copies again what is known to be plain.
        for (var position = 0; ; position = Math.Min(position + Vector256<byte>.Count, last))
        {
            var chunk = Vector256.LoadUnsafe(ref source, (nuint)position);
            chunk.StoreUnsafe(ref target, (nuint)position);
            var special = JsonStrings.SpecialBits(chunk);
            var high = chunk.ExtractMostSignificantBits();
            if (special != 0)
            {
                var length = position + BitOperations.TrailingZeroCount(special);
                foreign |= high & ((1u << (length - position)) - 1);
                if (content[length] != '"' || (foreign != 0 && !Utf8.IsValid(content[..length])))
                    return ReadSlowly(ref cursor, room);
                column.AppendRoom(length);
                cursor.Position += length + 2;
                return true;
            }

            foreign |= high;
            if (position == last)
                return ReadSlowly(ref cursor, room);
        }
    }

    private bool ReadSlowly(ref JsonCursor cursor, Span<byte> room)
    {
        if (!cursor.TakeString(out var content, out var escaped))
            return false;
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
