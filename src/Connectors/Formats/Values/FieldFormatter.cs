using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Values;

/// <summary>How <see cref="FieldFormatter"/> writes what formats write differently.</summary>
/// <param name="PlainDecimals">Whether DECIMAL is written without an exponent.</param>
/// <param name="StripZeros">Whether DECIMAL loses the zeros at the end of its fraction (and, with an exponent, before it).</param>
internal sealed record FieldStyle(TimestampStyle Timestamps, bool PlainDecimals, bool StripZeros);

/// <summary>Writes the values of a column whose type is not nested as plain text, without quotes.</summary>
internal abstract class FieldFormatter
{
    private ArrayData? _data;

    /// <summary>Takes a column of the next batch.</summary>
    public void Bind(ArrayData data) => _data = data;

    public bool IsNull(int row) =>
        _data!.Buffers.Length > 0 && !_data.Buffers[0].IsEmpty && !Bitmap.Get(_data.Buffers[0].Span, _data.Offset + row);

    /// <summary>Writes a value that is not NULL.</summary>
    public abstract void Append(int row, TextBuffer output);

    /// <summary>Whether what is written is a JSON number or truth value.</summary>
    public virtual bool IsLiteral(int row) => false;

    /// <exception cref="UnreachableException">The type is nested.</exception>
    public static FieldFormatter For(SqlType type, FieldStyle style) => type switch
    {
        SqlType.Boolean => new Booleans(),
        SqlType.TinyInt => new Integers<sbyte>(1),
        SqlType.SmallInt => new Integers<short>(1),
        SqlType.Integer or SqlType.YearMonthInterval => new Integers<int>(1),
        SqlType.BigInt => new Integers<long>(1),
        SqlType.DayTimeInterval => new Integers<long>(1000),
        SqlType.Float => new Floats(),
        SqlType.Double => new Doubles(),
        SqlType.Decimal t => new Decimals(t, style),
        SqlType.Date => new Dates(),
        SqlType.Time => new Times(),
        SqlType.Timestamp or SqlType.TimestampLtz => new Timestamps(type, style.Timestamps),
        SqlType.Char or SqlType.VarChar => new Texts(),
        SqlType.Binary or SqlType.VarBinary => new Binaries(),
        SqlType.Null => new Nulls(),
        _ => throw new UnreachableException(type.Name),
    };

    protected T At<T>(int row) where T : unmanaged => MemoryMarshal.Cast<byte, T>(_data!.Buffers[1].Span)[_data.Offset + row];

    /// <summary>The bytes of a text or of bytes.</summary>
    protected ReadOnlySpan<byte> Bytes(int row)
    {
        ref readonly var view = ref MemoryMarshal.Cast<byte, View>(_data!.Buffers[1].Span)[_data.Offset + row];
        return view.IsInline ? View.InlineBytes(in view) : _data.Buffers[2 + view.BufferIndex].Span.Slice(view.Offset, view.Length);
    }

    private sealed class Nulls : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) => throw new UnreachableException("always NULL");
    }

    private sealed class Booleans : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) =>
            output.Append(Bitmap.Get(_data!.Buffers[1].Span, _data.Offset + row) ? "true"u8 : "false"u8);

        public override bool IsLiteral(int row) => true;
    }

    private sealed class Integers<T>(long unit) : FieldFormatter where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        public override void Append(int row, TextBuffer output) => output.AppendNumber(long.CreateTruncating(At<T>(row)) / unit);

        public override bool IsLiteral(int row) => true;
    }

    private sealed class Floats : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) => output.Advance(NumberText.Write(At<float>(row), output.Room(NumberText.MaxLength)));

        public override bool IsLiteral(int row) => float.IsFinite(At<float>(row));
    }

    private sealed class Doubles : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) => output.Advance(NumberText.Write(At<double>(row), output.Room(NumberText.MaxLength)));

        public override bool IsLiteral(int row) => double.IsFinite(At<double>(row));
    }

    private sealed class Decimals(SqlType.Decimal type, FieldStyle style) : FieldFormatter
    {
        private readonly bool _compact = type.Physical() == PhysicalType.Int64;

        public override void Append(int row, TextBuffer output)
        {
            var value = _compact ? At<long>(row) : At<Int128>(row);
            var scale = type.Scale;
            if (style.StripZeros)
                DecimalText.StripZeros(ref value, ref scale, belowPoint: !style.PlainDecimals);
            var room = output.Room(NumberText.MaxLength);
            output.Advance(style.PlainDecimals ? NumberText.WriteDecimal(value, scale, room) : NumberText.WriteBigDecimal(value, scale, room));
        }

        public override bool IsLiteral(int row) => true;
    }

    private sealed class Dates : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) =>
            output.Advance(TemporalText.FormatDate(At<int>(row), output.Room(TemporalText.MaxLength)));
    }

    private sealed class Times : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) =>
            output.Advance(TemporalText.FormatTime(At<int>(row) * 1_000_000L, output.Room(TemporalText.MaxLength)));
    }

    private sealed class Timestamps(SqlType type, TimestampStyle style) : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) => output.Advance(TemporalText.FormatTimestamp(
            At<long>(row), style, type is SqlType.TimestampLtz, type.TicksPerSecond(), output.Room(TemporalText.MaxLength)));
    }

    private sealed class Texts : FieldFormatter
    {
        public override void Append(int row, TextBuffer output) => output.Append(Bytes(row));
    }

    private sealed class Binaries : FieldFormatter
    {
        public override void Append(int row, TextBuffer output)
        {
            var bytes = Bytes(row);
            Base64.EncodeToUtf8(bytes, output.Room(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
            output.Advance(written);
        }
    }
}
