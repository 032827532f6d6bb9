using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Datagen;

/// <summary>Whole numbers from min to max, both included; scaled ones for DECIMAL.</summary>
internal sealed class IntegerGenerator<T>(FixedColumnBuilder<T> column, ulong stream, double nullRate, long min, long max)
    : ValueGenerator(column, stream, nullRate)
    where T : unmanaged, IBinaryInteger<T>
{
    // Wraps to 0 if all of the 64-bit numbers are meant.
    private readonly ulong _count = (ulong)(max - min) + 1;

    public override void Append(long first, int count, long clock)
    {
        if (HasNulls)
        {
            base.Append(first, count, clock);
            return;
        }

        var values = column.Extend(count);
        for (var i = 0; i < values.Length; i++)
            values[i] = Value((ulong)first + (ulong)i);
    }

    protected override void AppendValue(ulong index, long clock) => column.Append(Value(index));

    private T Value(ulong index) => T.CreateTruncating(min + (long)Chance.Below(Bits(index), _count));
}

/// <summary>DECIMAL of more than 18 digits: scaled numbers from min to max.</summary>
internal sealed class WideDecimalGenerator(FixedColumnBuilder<Int128> column, ulong stream, double nullRate, Int128 min, Int128 max)
    : ValueGenerator(column, stream, nullRate)
{
    protected override void AppendValue(ulong index, long clock)
    {
        var bits = new UInt128(Bits(index), Chance.Bits(Bits(index), index));
        column.Append(min + (Int128)(bits % ((UInt128)(max - min) + 1)));
    }
}

/// <summary>Numbers from min to below max.</summary>
internal sealed class DoubleGenerator(ColumnBuilder column, ulong stream, double nullRate, double min, double max)
    : ValueGenerator(column, stream, nullRate)
{
    private readonly FixedColumnBuilder<double>? _doubles = column as FixedColumnBuilder<double>;
    private readonly FixedColumnBuilder<float>? _floats = column as FixedColumnBuilder<float>;

    protected override void AppendValue(ulong index, long clock)
    {
        var share = Chance.Unit(Bits(index));
        // Not min + share * (max - min), which may overflow.
        var value = (max * share) + (min * (1 - share));
        _doubles?.Append(value);
        _floats?.Append((float)value);
    }
}

internal sealed class BooleanGenerator(BooleanColumnBuilder column, ulong stream, double nullRate) : ValueGenerator(column, stream, nullRate)
{
    protected override void AppendValue(ulong index, long clock) => column.Append((long)Bits(index) < 0);
}

/// <summary>Hexadecimal digits for text, any bytes for bytes.</summary>
internal sealed class TextGenerator(ViewColumnBuilder column, ulong stream, double nullRate, int length, bool varies)
    : ValueGenerator(column, stream, nullRate)
{
    private readonly bool _isText = column.Type.IsCharacter();

    protected override void AppendValue(ulong index, long clock)
    {
        var value = Bits(index);
        var count = varies && length > 0 ? 1 + (int)Chance.Below(value, (ulong)length) : length;
        // Eight bytes more than needed: chunks are written whole.
        var chunks = MemoryMarshal.Cast<byte, ulong>(column.Room(count + 16)[..((count + 15) / 8 * 8)]);
        for (var i = 0; i * 8 < count; i++)
        {
            var bits = Chance.Bits(value, (ulong)i);
            chunks[i] = _isText ? HexDigits((uint)bits) : bits;
        }

        column.AppendRoom(count);
    }

    /// <summary>The eight digits of 32 bits, one per byte.</summary>
    private static ulong HexDigits(uint bits)
    {
        ulong spread = bits;
        spread = (spread | (spread << 16)) & 0x0000FFFF0000FFFF;
        spread = (spread | (spread << 8)) & 0x00FF00FF00FF00FF;
        spread = (spread | (spread << 4)) & 0x0F0F0F0F0F0F0F0F;
        // From ten on the letters begin, 39 places after the digits' end.
        var letters = (spread + 0x0606060606060606) >> 4 & 0x0101010101010101;
        return spread + 0x3030303030303030 + (letters * 0x27);
    }
}

/// <summary>Timestamps up to max-past before now, DATE and TIME of now.</summary>
internal sealed class TemporalGenerator(ColumnBuilder column, ulong stream, double nullRate, TimeSpan maxPast, TimeZoneInfo zone)
    : ValueGenerator(column, stream, nullRate)
{
    private const long MicrosPerDay = 86_400_000_000;

    private readonly long _nanosPerTickOfMicro = column.Type.TicksPerSecond() / 1_000_000;
    private readonly long _unit = (long)Math.Pow(10, Math.Max(0, 6 - column.Type.FractionDigits()));
    private readonly ulong _past = (ulong)(maxPast.Ticks / TimeSpan.TicksPerMicrosecond) + 1;

    protected override void AppendValue(ulong index, long clock)
    {
        if (Column is FixedColumnBuilder<long> timestamps)
        {
            var micros = clock - (long)Chance.Below(Bits(index), _past);
            timestamps.Append((micros - (micros % _unit)) * _nanosPerTickOfMicro);
            return;
        }

        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddMicroseconds(clock), zone);
        var wall = (local.DateTime.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        ((FixedColumnBuilder<int>)Column).Append(
            (int)(Column.Type is SqlType.Date ? Math.DivRem(wall, MicrosPerDay).Quotient : wall % MicrosPerDay / 1000));
    }
}

/// <summary>Numbers that count up, by the row.</summary>
internal sealed class SequenceGenerator(ColumnBuilder column, long start) : ValueGenerator(column, 0, 0)
{
    private readonly Int128 _scale = column.Type is SqlType.Decimal d ? Formats.Values.PowersOfTen.Int128s[d.Scale] : 1;

    protected override void AppendValue(ulong index, long clock)
    {
        var value = start + (long)index;
        switch (Column)
        {
            case FixedColumnBuilder<long> c:
                c.Append((long)(value * _scale));
                break;
            case FixedColumnBuilder<int> c:
                c.Append((int)value);
                break;
            case FixedColumnBuilder<short> c:
                c.Append((short)value);
                break;
            case FixedColumnBuilder<sbyte> c:
                c.Append((sbyte)value);
                break;
            case FixedColumnBuilder<Int128> c:
                c.Append(value * _scale);
                break;
            case FixedColumnBuilder<double> c:
                c.Append(value);
                break;
            case FixedColumnBuilder<float> c:
                c.Append(value);
                break;
            case ViewColumnBuilder c:
                value.TryFormat(c.Room(32), out var written, default, CultureInfo.InvariantCulture);
                c.AppendRoom(written);
                break;
        }
    }
}
