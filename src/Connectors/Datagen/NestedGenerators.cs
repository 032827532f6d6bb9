using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Datagen;

/// <summary>Arrays of a fixed length.</summary>
internal sealed class ArrayGenerator(ListColumnBuilder column, ulong stream, double nullRate, ValueGenerator elements, int length)
    : ValueGenerator(column, stream, nullRate)
{
    protected override void AppendValue(ulong index, long clock)
    {
        for (var i = 0; i < length; i++)
            elements.AppendOne(Bits(index) + (ulong)i, clock);
        column.Append();
    }
}

/// <summary>Maps and multisets of a fixed number of draws; a key that is drawn twice stands once.</summary>
internal sealed class MapGenerator(
    MapColumnBuilder column, ulong stream, double nullRate, ValueGenerator keys, ValueGenerator values, int length)
    : ValueGenerator(column, stream, nullRate)
{
    private readonly HashSet<string> _seen = [];

    protected override void AppendValue(ulong index, long clock)
    {
        _seen.Clear();
        for (var i = 0; i < length; i++)
        {
            var before = column.Keys.Length;
            keys.AppendOne(Bits(index) + (ulong)i, clock);
            if (_seen.Add(KeyText(before)))
                values.AppendOne(Bits(index) + (ulong)i, clock);
            else
                column.Keys.Truncate(before);
        }

        column.Append();
    }

    private string KeyText(int row)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        Core.Data.ChangeText.AppendValue(text, column.Keys.Type, column.Keys.Build(), row);
        return Convert.ToHexString(text.WrittenSpan);
    }
}

internal sealed class RowGenerator(RowColumnBuilder column, ulong stream, double nullRate, ValueGenerator[] fields)
    : ValueGenerator(column, stream, nullRate)
{
    protected override void AppendValue(ulong index, long clock)
    {
        foreach (var field in fields)
            field.AppendOne(index, clock);
        column.Append();
    }
}
