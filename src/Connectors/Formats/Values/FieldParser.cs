using System.Buffers.Text;
using System.Diagnostics;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Values;

/// <summary>Reads plain text into a column of a type that is not nested: a field of CSV, a key of a JSON object, a part of a path.</summary>
internal abstract class FieldParser
{
    /// <summary>Appends the value that fills the text.</summary>
    /// <returns>False, and nothing appended, if there is none.</returns>
    public abstract bool TryAppend(ReadOnlySpan<byte> text);

    /// <exception cref="UnreachableException">The type is nested.</exception>
    public static FieldParser For(ColumnBuilder column, TimestampStyle style) => (column.Type, column) switch
    {
        (SqlType.Boolean, BooleanColumnBuilder c) => new Booleans(c),
        (SqlType.TinyInt, FixedColumnBuilder<sbyte> c) => new Integers<sbyte>(c, 1),
        (SqlType.SmallInt, FixedColumnBuilder<short> c) => new Integers<short>(c, 1),
        (SqlType.Integer or SqlType.YearMonthInterval, FixedColumnBuilder<int> c) => new Integers<int>(c, 1),
        (SqlType.BigInt, FixedColumnBuilder<long> c) => new Integers<long>(c, 1),
        (SqlType.DayTimeInterval, FixedColumnBuilder<long> c) => new Integers<long>(c, 1000),
        (SqlType.Float or SqlType.Double, _) => new Doubles(column),
        (SqlType.Decimal t, _) => new Decimals(column, t),
        (SqlType.Date, FixedColumnBuilder<int> c) => new Dates(c),
        (SqlType.Time, FixedColumnBuilder<int> c) => new Times(c),
        (SqlType.Timestamp or SqlType.TimestampLtz, FixedColumnBuilder<long> c) => new Timestamps(c, style),
        (SqlType.Char or SqlType.VarChar, ViewColumnBuilder c) => new Texts(c),
        (SqlType.Binary or SqlType.VarBinary, ViewColumnBuilder c) => new Binaries(c),
        _ => throw new UnreachableException(column.Type.Name),
    };

    /// <summary>The text without blanks and control characters at its ends, as Java trims.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && text[0] <= ' ')
            text = text[1..];
        while (text.Length > 0 && text[^1] <= ' ')
            text = text[..^1];
        return text;
    }

    private sealed class Booleans(BooleanColumnBuilder column) : FieldParser
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            column.Append(Ascii.EqualsIgnoreCase(Trim(text), "true"u8));
            return true;
        }
    }

    private sealed class Integers<T>(FixedColumnBuilder<T> column, long unit) : FieldParser
        where T : unmanaged, IBinaryInteger<T>
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (!NumberScan.TryParseInteger(Trim(text), out var value) || value > long.MaxValue / unit || value < long.MinValue / unit)
                return false;
            value *= unit;
            var converted = T.CreateTruncating(value);
            if (long.CreateTruncating(converted) != value)
                return false;
            column.Append(converted);
            return true;
        }
    }

    private sealed class Doubles(ColumnBuilder column) : FieldParser
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (!NumberScan.TryParseDouble(Trim(text), out var value))
                return false;
            if (column is FixedColumnBuilder<double> doubles)
                doubles.Append(value);
            else
                ((FixedColumnBuilder<float>)column).Append((float)value);
            return true;
        }
    }

    private sealed class Decimals(ColumnBuilder column, SqlType.Decimal type) : FieldParser
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (!DecimalText.TryParse(Trim(text), type, out var value))
                return false;
            if (column is FixedColumnBuilder<long> compact)
                compact.Append((long)value);
            else
                ((FixedColumnBuilder<Int128>)column).Append(value);
            return true;
        }
    }

    private sealed class Dates(FixedColumnBuilder<int> column) : FieldParser
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (!TemporalText.TryParseDate(Trim(text), out var days))
                return false;
            column.Append(days);
            return true;
        }
    }

    private sealed class Times(FixedColumnBuilder<int> column) : FieldParser
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (!TemporalText.TryParseTime(Trim(text), out var milliseconds))
                return false;
            column.Append(milliseconds);
            return true;
        }
    }

    private sealed class Timestamps(FixedColumnBuilder<long> column, TimestampStyle style) : FieldParser
    {
        private readonly bool _zoned = column.Type is SqlType.TimestampLtz;
        private readonly long _ticksPerSecond = column.Type.TicksPerSecond();
        private readonly int _precision = column.Type.FractionDigits();

        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (!TemporalText.TryParseTimestamp(Trim(text), style, _zoned, _ticksPerSecond, _precision, out var ticks))
                return false;
            column.Append(ticks);
            return true;
        }
    }

    private sealed class Texts(ViewColumnBuilder column) : FieldParser
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (!Utf8.IsValid(text))
                return false;
            column.Append(text);
            return true;
        }
    }

    private sealed class Binaries(ViewColumnBuilder column) : FieldParser
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            var room = column.Room(Math.Max(16, text.Length));
            if (Base64.DecodeFromUtf8(text, room, out _, out var written) != System.Buffers.OperationStatus.Done)
                return false;
            column.AppendRoom(written);
            return true;
        }
    }
}
