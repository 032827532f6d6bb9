using System.Buffers.Text;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>BOOLEAN: <c>true</c>, <c>false</c>, or a string, of which only <c>true</c> in whatever case is true.</summary>
internal sealed class BooleanReader(BooleanColumnBuilder column) : ColumnReader(column)
{
    protected override bool ReadValue(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        switch (cursor.Current)
        {
            case (byte)'t' when cursor.TakeWord("true"u8):
                column.Append(true);
                return true;
            case (byte)'f' when cursor.TakeWord("false"u8):
                column.Append(false);
                return true;
            case (byte)'"':
                if (!cursor.TakeText(out var text))
                    return false;
                column.Append(System.Text.Ascii.EqualsIgnoreCase(FieldParser.Trim(text), "true"u8));
                return true;
            default:
                return Refuse(ref cursor);
        }
    }
}

/// <summary>FLOAT and DOUBLE: numbers, or strings with a number, <c>NaN</c> or <c>Infinity</c>.</summary>
internal sealed class DoubleReader(ColumnBuilder column) : ColumnReader(column)
{
    private readonly FixedColumnBuilder<double>? _doubles = column as FixedColumnBuilder<double>;
    private readonly FixedColumnBuilder<float>? _floats = column as FixedColumnBuilder<float>;

    protected override bool ReadValue(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        double value;
        if (cursor.Current == '"')
        {
            if (!cursor.TakeText(out var text))
                return false;
            if (!NumberScan.TryParseDouble(FieldParser.Trim(text), out value))
                return Mismatch(ref cursor, start);
        }
        else if (cursor.Current == '-' || char.IsAsciiDigit((char)cursor.Current))
        {
            if (!cursor.TakeNumber(out var parts, out var written))
                return false;
            value = NumberScan.ToDouble(parts, written);
            if (double.IsInfinity(value))
                return Mismatch(ref cursor, start);
        }
        else
        {
            return Refuse(ref cursor);
        }

        _doubles?.Append(value);
        _floats?.Append((float)value);
        return true;
    }
}

/// <summary>DECIMAL: numbers or strings with a number, rounded half up to the scale.</summary>
internal sealed class DecimalReader(ColumnBuilder column) : ColumnReader(column)
{
    private readonly SqlType.Decimal _type = (SqlType.Decimal)column.Type;
    private readonly FixedColumnBuilder<long>? _compact = column as FixedColumnBuilder<long>;
    private readonly FixedColumnBuilder<Int128>? _wide = column as FixedColumnBuilder<Int128>;

    protected override bool ReadValue(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        Int128 value;
        if (cursor.Current == '"')
        {
            if (!cursor.TakeText(out var text))
                return false;
            if (!DecimalText.TryParse(FieldParser.Trim(text), _type, out value))
                return Mismatch(ref cursor, start);
        }
        else if (cursor.Current == '-' || char.IsAsciiDigit((char)cursor.Current))
        {
            if (!cursor.TakeNumber(out var parts, out var written))
                return false;
            if (!DecimalText.TryConvert(parts, written, _type, out value))
                return Mismatch(ref cursor, start);
        }
        else
        {
            return Refuse(ref cursor);
        }

        _compact?.Append((long)value);
        _wide?.Append(value);
        return true;
    }
}

/// <summary>DATE and TIME: strings.</summary>
internal sealed class DateOrTimeReader(FixedColumnBuilder<int> column) : ColumnReader(column)
{
    private readonly bool _isDate = column.Type is SqlType.Date;

    protected override bool ReadValue(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Current != '"')
            return Refuse(ref cursor);
        if (!cursor.TakeText(out var text))
            return false;
        if (!(_isDate ? TemporalText.TryParseDate(text, out var value) : TemporalText.TryParseTime(text, out value)))
            return Mismatch(ref cursor, start);
        column.Append(value);
        return true;
    }
}

/// <summary>BYTES: strings in base64.</summary>
internal sealed class BytesReader(ViewColumnBuilder column) : ColumnReader(column)
{
    protected override bool ReadValue(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Current != '"')
            return Refuse(ref cursor);
        if (!cursor.TakeText(out var text))
            return false;
        var room = column.Room(Math.Max(16, text.Length));
        if (Base64.DecodeFromUtf8(text, room, out _, out var written) != System.Buffers.OperationStatus.Done)
            return Mismatch(ref cursor, start);
        column.AppendRoom(written);
        return true;
    }
}

/// <summary>NULL: any value is read as NULL.</summary>
internal sealed class NullReader(ColumnBuilder column) : ColumnReader(column)
{
    protected override bool ReadValue(ref JsonCursor cursor)
    {
        if (!cursor.SkipValue())
            return false;
        Column.AppendNull();
        return true;
    }
}
