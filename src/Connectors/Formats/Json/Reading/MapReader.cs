using System.Diagnostics.CodeAnalysis;
using System.Text;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>MAP and MULTISET: objects whose names are the keys; of names that occur twice the last counts.</summary>
internal sealed class MapReader(MapColumnBuilder column, FieldParser keys, ColumnReader values, bool ignoreErrors) : ColumnReader(column)
{
    // The last entry of each name in the map being read.
    private readonly Dictionary<byte[], int> _entries = new(BytesComparer.Instance);

    protected override bool ReadValue(ref JsonCursor cursor)
    {
        if (cursor.Current != '{')
            return Refuse(ref cursor);

        if (!cursor.Enter())
            return false;
        _entries.Clear();
        var first = column.Keys.Length;
        cursor.SkipWhitespace();
        if (!cursor.TryTake((byte)'}'))
        {
            do
            {
                if (!ReadEntry(ref cursor))
                    return false;
                cursor.SkipWhitespace();
            }
            while (cursor.TryTake((byte)','));
            if (!cursor.Take((byte)'}', "',' or '}'"))
                return false;
        }

        cursor.Depth--;
        if (_entries.Count != column.Keys.Length - first)
            DropRepeated(first);
        column.Append();
        return true;
    }

    private bool ReadEntry(ref JsonCursor cursor)
    {
        cursor.SkipWhitespace();
        var start = cursor.Position;
        if (!cursor.TakeText(out var text))
            return false;
        var name = text.ToArray();
        if (!cursor.Take((byte)':', "':'"))
            return false;
        cursor.SkipWhitespace();
        _entries[name] = column.Keys.Length;
        if (!keys.TryAppend(name))
            return cursor.Failure.Mismatch(start, $"a key of type {column.Keys.Type}");
        return values.Read(ref cursor, column.Values.Length, ignoreErrors)
            || cursor.Failure.In($"['{Encoding.UTF8.GetString(name)}']");
    }

    private void DropRepeated(int first)
    {
        var (allKeys, allValues) = (column.Keys.Build(), column.Values.Build());
        using var keptKeys = ColumnBuilder.For(column.Keys.Type);
        using var keptValues = ColumnBuilder.For(column.Values.Type);
        foreach (var entry in _entries.Values.Order())
        {
            ColumnCopy.Append(keptKeys, allKeys, entry);
            ColumnCopy.Append(keptValues, allValues, entry);
        }

        column.Keys.Truncate(first);
        column.Values.Truncate(first);
        var (newKeys, newValues) = (keptKeys.Build(), keptValues.Build());
        for (var i = 0; i < newKeys.Length; i++)
        {
            ColumnCopy.Append(column.Keys, newKeys, i);
            ColumnCopy.Append(column.Values, newValues, i);
        }
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>
    {
        public static readonly BytesComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
