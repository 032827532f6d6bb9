using System.Globalization;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>ROW: objects.</summary>
internal sealed class RowReader(RowColumnBuilder column, ObjectReader fields) : ColumnReader(column)
{
    protected override bool ReadValue(ref JsonCursor cursor)
    {
        if (cursor.Current != '{')
            return Refuse(ref cursor);

        if (!fields.Read(ref cursor, column.Length))
            return false;
        column.Append();
        return true;
    }
}

/// <summary>ARRAY: arrays.</summary>
internal sealed class ArrayReader(ListColumnBuilder column, ColumnReader elements, bool ignoreErrors) : ColumnReader(column)
{
    protected override bool ReadValue(ref JsonCursor cursor)
    {
        if (cursor.Current != '[')
            return Refuse(ref cursor);

        if (!cursor.Enter())
            return false;
        cursor.SkipWhitespace();
        if (!cursor.TryTake((byte)']'))
        {
            var first = elements.Column.Length;
            do
            {
                cursor.SkipWhitespace();
                if (!elements.Read(ref cursor, elements.Column.Length, ignoreErrors))
                    return cursor.Failure.In(string.Create(CultureInfo.InvariantCulture, $"[{elements.Column.Length - first + 1}]"));
                cursor.SkipWhitespace();
            }
            while (cursor.TryTake((byte)','));
            if (!cursor.Take((byte)']', "',' or ']'"))
                return false;
        }

        cursor.Depth--;
        column.Append();
        return true;
    }
}
