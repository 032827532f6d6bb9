using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>Casts of text to everything that text can be read as.</summary>
internal static class ParseCasts
{
    /// <summary>The kernel, or <see langword="null"/> if text does not go over into the type.</summary>
    /// <param name="safe">What cannot be read becomes NULL instead of an error.</param>
    public static Func<ScalarKernel>? Find(SqlType to, bool safe) => to switch
    {
        SqlType.Boolean => () => new Lift<ParseBoolean, Text, BitSink>(new(to, safe)),
        SqlType.TinyInt => Values<IntegerParser<sbyte>, sbyte>(to, safe),
        SqlType.SmallInt => Values<IntegerParser<short>, short>(to, safe),
        SqlType.Integer => Values<IntegerParser<int>, int>(to, safe),
        SqlType.BigInt => Values<IntegerParser<long>, long>(to, safe),
        SqlType.Float => Values<FloatingParser<float>, float>(to, safe),
        SqlType.Double => Values<FloatingParser<double>, double>(to, safe),
        SqlType.Decimal t => () => new Lift<ParseDecimal, Text, DecimalSink>(new(t, safe)),
        SqlType.Date => Values<DateParser, int>(to, safe),
        SqlType.Time t => () => new Lift<ParseTime, Text, FixedSink<int>>(new(t, safe)),
        SqlType.Timestamp => () => new Lift<ParseTimestamp, Text, FixedSink<long>>(new(to, safe)),
        _ => null,
    };

    /// <summary>The value's text, for an error.</summary>
    public static Exception Error(ReadOnlySpan<byte> text, SqlType to) => FunctionErrors.CannotCast(Encoding.UTF8.GetString(text), to);

    /// <summary>As Java's trim: control characters go as well.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] <= ' ')
            text = text[1..];
        while (!text.IsEmpty && text[^1] <= ' ')
            text = text[..^1];
        return text;
    }

    private static Func<ScalarKernel> Values<TParser, T>(SqlType to, bool safe)
        where TParser : struct, ITextParser<T>
        where T : unmanaged => () => new Lift<ParseValue<TParser, T>, Text, FixedSink<T>>(new(to, safe));
}

internal readonly struct ParseValue<TParser, T>(SqlType to, bool safe) : IOperation<Text, FixedSink<T>>
    where TParser : struct, ITextParser<T>
    where T : unmanaged
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref FixedSink<T> sink) =>
        TParser.TryParse(ParseCasts.Trim(a[row]), out var value) ? sink.Set(row, value) : safe ? false : throw ParseCasts.Error(a[row], to);
}

internal readonly struct ParseBoolean(SqlType to, bool safe) : IOperation<Text, BitSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref BitSink sink) =>
        BooleanParser.TryParse(ParseCasts.Trim(a[row]), out var value) ? sink.Set(row, value) : safe ? false : throw ParseCasts.Error(a[row], to);
}

internal readonly struct ParseDecimal(SqlType.Decimal to, bool safe) : IOperation<Text, DecimalSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref DecimalSink sink) =>
        (DecimalParser.TryParse(ParseCasts.Trim(a[row]), to.Scale, out var value) && sink.Set(row, value))
        || (safe ? false : throw ParseCasts.Error(a[row], to));
}

/// <summary>Digits beyond the precision are cut off.</summary>
internal readonly struct ParseTime(SqlType.Time to, bool safe) : IOperation<Text, FixedSink<int>>
{
    private readonly int _unit = TimeCasts.MillisOfDigit(to.Precision);

    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref FixedSink<int> sink) =>
        TimeParser.TryParse(ParseCasts.Trim(a[row]), out var value)
            ? sink.Set(row, value - (value % _unit))
            : safe ? false : throw ParseCasts.Error(a[row], to);
}

/// <summary>Digits beyond the precision are cut off.</summary>
internal readonly struct ParseTimestamp(SqlType to, bool safe) : IOperation<Text, FixedSink<long>>
{
    private readonly long _ticksPerSecond = to.TicksPerSecond();
    private readonly long _unit = TimeCasts.TicksOfDigit(to);

    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref FixedSink<long> sink)
    {
        if (TimeParsing.TryTimestamp(ParseCasts.Trim(a[row]), out var seconds, out var nanos)
            && TimeCasts.TryTicks(seconds, nanos / (1_000_000_000 / _ticksPerSecond), _ticksPerSecond, out var ticks))
        {
            return sink.Set(row, ticks - Calendar.FloorModulo(ticks, _unit));
        }

        return safe ? false : throw ParseCasts.Error(a[row], to);
    }
}
