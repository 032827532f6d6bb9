using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>STRING: strings; numbers and truth values as they are written; arrays and objects as JSON without blanks.</summary>
internal sealed class TextReader(ViewColumnBuilder column) : ColumnReader(column)
{
    protected override bool ReadValue(ref JsonCursor cursor)
    {
        if (cursor.Current == '"')
            return ReadString(ref cursor);
        var start = cursor.Position;
        if (!cursor.SkipValue())
            return false;
        var written = cursor.Text[start..cursor.Position];
        if (written[0] is not ((byte)'{' or (byte)'['))
        {
            column.Append(written);
            return true;
        }

        column.AppendRoom(CopyWithoutBlanks(written, column.Room(Math.Max(16, written.Length))));
        return true;
    }

    /// <summary>Copies while it looks for the end, 32 bytes at a time; escapes and the last bytes of the record go the slow way.</summary>
    private bool ReadString(ref JsonCursor cursor)
    {
        var content = cursor.Text[(cursor.Position + 1)..];
        var room = column.Room(content.Length + Vector256<byte>.Count);
        ref var source = ref MemoryMarshal.GetReference(content);
        ref var target = ref MemoryMarshal.GetReference(room);
        var length = 0;
        var foreign = 0u;
        for (; length + Vector256<byte>.Count <= content.Length; length += Vector256<byte>.Count)
        {
            var chunk = Vector256.LoadUnsafe(ref source, (nuint)length);
            chunk.StoreUnsafe(ref target, (nuint)length);
            var special = (Vector256.Equals(chunk, Vector256.Create((byte)'"'))
                | Vector256.Equals(chunk, Vector256.Create((byte)'\\'))
                | Vector256.Equals(chunk & Vector256.Create((byte)0xE0), Vector256<byte>.Zero)).ExtractMostSignificantBits();
            var high = chunk.ExtractMostSignificantBits();
            if (special != 0)
            {
                var first = BitOperations.TrailingZeroCount(special);
                foreign |= high & ((1u << first) - 1);
                return Finish(ref cursor, content, length + first, foreign != 0);
            }

            foreign |= high;
        }

        return ReadSlowly(ref cursor, room);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Finish(ref JsonCursor cursor, ReadOnlySpan<byte> content, int length, bool foreign)
    {
        if (content[length] != '"' || (foreign && !Utf8.IsValid(content[..length])))
            return ReadSlowly(ref cursor, column.Room(content.Length + Vector256<byte>.Count));
        column.AppendRoom(length);
        cursor.Position += length + 2;
        return true;
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

    private static int CopyWithoutBlanks(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var (written, quoted) = (0, false);
        for (var i = 0; i < json.Length; i++)
        {
            var character = json[i];
            if (quoted && character == '\\')
                target[written++] = json[i++];
            else if (character == '"')
                quoted = !quoted;
            else if (!quoted && character <= ' ')
                continue;
            target[written++] = json[i];
        }

        return written;
    }
}
