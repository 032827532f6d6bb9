using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>Casts of everything to text, and of text and bytes to other lengths.</summary>
internal static class TextCasts
{
    /// <summary>The kernel to CHAR, VARCHAR or STRING, or <see langword="null"/> if there is none.</summary>
    public static Func<ScalarKernel>? ToText(SqlType from, SqlType to, bool safe)
    {
        if (from.IsCharacter())
            return Fit(from.TextLength(), to);
        if (Write(from, safe) is not { } write)
            return null;
        return to.TextLength() == SqlType.MaxLength ? write : () => new Chained(write(), SqlType.String, Fit(SqlType.MaxLength, to)());
    }

    /// <summary>The kernel to BINARY, VARBINARY or BYTES, or <see langword="null"/> if there is none.</summary>
    public static Func<ScalarKernel>? ToBytes(SqlType from, SqlType to) => (from, to) switch
    {
        _ when !from.IsCharacter() && !from.IsBinary() => null,
        (_, SqlType.VarBinary { Length: SqlType.MaxLength }) => () => new Relabel(),
        (SqlType.Binary a, SqlType.VarBinary b) when a.Length <= b.Length => () => new Relabel(),
        (SqlType.VarBinary a, SqlType.VarBinary b) when a.Length <= b.Length => () => new Relabel(),
        (_, SqlType.Binary t) => () => new Lift<FitBytes, Text, TextSink>(new(t.Length, Pad: true)),
        (_, SqlType.VarBinary t) => () => new Lift<FitBytes, Text, TextSink>(new(t.Length, Pad: false)),
        _ => null,
    };

    private static Func<ScalarKernel> Fit(int fromLength, SqlType to) => to switch
    {
        SqlType.Char t => () => new Lift<FitText, Text, TextSink>(new(t.Length, Pad: true)),
        _ when fromLength <= to.TextLength() => () => new Relabel(),
        _ => () => new Lift<FitText, Text, TextSink>(new(to.TextLength(), Pad: false)),
    };

    private static Func<ScalarKernel>? Write(SqlType from, bool safe) => from switch
    {
        SqlType.Boolean => () => new Lift<WriteBoolean, Bits, TextSink>(),
        SqlType.TinyInt => () => new Lift<WriteInteger<sbyte>, Fixed<sbyte>, TextSink>(),
        SqlType.SmallInt => () => new Lift<WriteInteger<short>, Fixed<short>, TextSink>(),
        SqlType.Integer => () => new Lift<WriteInteger<int>, Fixed<int>, TextSink>(),
        SqlType.BigInt => () => new Lift<WriteInteger<long>, Fixed<long>, TextSink>(),
        SqlType.Float => () => new Lift<WriteFloat, Fixed<float>, TextSink>(),
        SqlType.Double => () => new Lift<WriteDouble, Fixed<double>, TextSink>(),
        SqlType.Decimal t => () => new Lift<WriteDecimal, DecimalReader, TextSink>(new(t.Scale)),
        SqlType.Binary or SqlType.VarBinary => () => new Lift<DecodeUtf8, Text, TextSink>(new(safe)),
        SqlType.Date => () => new Lift<WriteDate, Fixed<int>, TextSink>(),
        SqlType.Time t => () => new Lift<WriteTime, Fixed<int>, TextSink>(new(t.Precision)),
        SqlType.Timestamp t => () => new Lift<WriteTimestamp, Fixed<long>, TextSink>(new(from.TicksPerSecond(), t.Precision)),
        SqlType.TimestampLtz t => () => new Chained(
            new ToWallClock(from.TicksPerSecond()), new SqlType.Timestamp(t.Precision), Write(new SqlType.Timestamp(t.Precision), safe)!()),
        SqlType.YearMonthInterval => () => new Lift<WriteMonths, Fixed<int>, TextSink>(),
        SqlType.DayTimeInterval => () => new Lift<WriteDuration, Fixed<long>, TextSink>(),
        _ when from.IsNested() => () => new NestedToText(from),
        _ => null,
    };
}

/// <summary>Cuts text to so many code points, or fills it up with blanks.</summary>
internal readonly record struct FitText(int Length, bool Pad) : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var text = a[row];
        var end = Utf8.Advance(text, 0, Length, out var found);
        if (found == Length || !Pad)
            return sink.Slice(row, 0, in a.At(row), text, 0, end);
        var padded = sink.Reserve(text.Length + Length - found);
        text.CopyTo(padded);
        padded[text.Length..].Fill((byte)' ');
        return sink.Commit(row, padded.Length);
    }
}

/// <summary>Cuts bytes to a length, or fills them up with zeros.</summary>
internal readonly record struct FitBytes(int Length, bool Pad) : IOperation<Text, TextSink>
{
    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var bytes = a[row];
        if (bytes.Length >= Length || !Pad)
            return sink.Slice(row, 0, in a.At(row), bytes, 0, Math.Min(bytes.Length, Length));
        var padded = sink.Reserve(Length);
        bytes.CopyTo(padded);
        padded[bytes.Length..].Clear();
        return sink.Commit(row, Length);
    }
}
