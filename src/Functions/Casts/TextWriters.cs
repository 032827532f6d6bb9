using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

internal readonly struct WriteBoolean : IOperation<Bits, TextSink>
{
    public bool Invoke(in Bits a, int row, ref TextSink sink) => sink.Set(row, a[row] ? "TRUE"u8 : "FALSE"u8);
}

internal readonly struct WriteInteger<T> : IOperation<Fixed<T>, TextSink>
    where T : unmanaged, System.Numerics.IBinaryInteger<T>
{
    public bool Invoke(in Fixed<T> a, int row, ref TextSink sink) =>
        sink.Commit(row, NumberText.Write(long.CreateTruncating(a[row]), sink.Reserve(NumberText.MaxLength)));
}

internal readonly struct WriteFloat : IOperation<Fixed<float>, TextSink>
{
    public bool Invoke(in Fixed<float> a, int row, ref TextSink sink) =>
        sink.Commit(row, NumberText.Write(a[row], sink.Reserve(NumberText.MaxLength)));
}

internal readonly struct WriteDouble : IOperation<Fixed<double>, TextSink>
{
    public bool Invoke(in Fixed<double> a, int row, ref TextSink sink) =>
        sink.Commit(row, NumberText.Write(a[row], sink.Reserve(NumberText.MaxLength)));
}

internal readonly struct WriteDecimal(int scale) : IOperation<DecimalReader, TextSink>
{
    public bool Invoke(in DecimalReader a, int row, ref TextSink sink) =>
        sink.Commit(row, NumberText.WriteDecimal(a[row], scale, sink.Reserve(NumberText.MaxLength)));
}

internal readonly struct WriteDate : IOperation<Fixed<int>, TextSink>
{
    public bool Invoke(in Fixed<int> a, int row, ref TextSink sink) =>
        sink.Commit(row, SqlTimeText.WriteDate(a[row], sink.Reserve(SqlTimeText.MaxLength)));
}

internal readonly struct WriteTime(int digits) : IOperation<Fixed<int>, TextSink>
{
    public bool Invoke(in Fixed<int> a, int row, ref TextSink sink) =>
        sink.Commit(row, SqlTimeText.WriteTime(a[row], digits, sink.Reserve(SqlTimeText.MaxLength)));
}

internal readonly struct WriteTimestamp(long ticksPerSecond, int digits) : IOperation<Fixed<long>, TextSink>
{
    public bool Invoke(in Fixed<long> a, int row, ref TextSink sink) =>
        sink.Commit(row, SqlTimeText.WriteTimestamp(a[row], ticksPerSecond, digits, sink.Reserve(SqlTimeText.MaxLength)));
}

internal readonly struct WriteMonths : IOperation<Fixed<int>, TextSink>
{
    public bool Invoke(in Fixed<int> a, int row, ref TextSink sink) =>
        sink.Commit(row, SqlTimeText.WriteMonths(a[row], sink.Reserve(SqlTimeText.MaxLength)));
}

internal readonly struct WriteDuration : IOperation<Fixed<long>, TextSink>
{
    public bool Invoke(in Fixed<long> a, int row, ref TextSink sink) =>
        sink.Commit(row, SqlTimeText.WriteDuration(a[row], sink.Reserve(SqlTimeText.MaxLength)));
}

/// <summary>Bytes become text if they are valid UTF-8.</summary>
internal readonly struct DecodeUtf8(bool safe) : IOperation<Text, TextSink>
{
    public static bool CanFail => true;

    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var bytes = a[row];
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return sink.Slice(row, 0, in a.At(row), bytes, 0, bytes.Length);
        return safe ? false : throw FunctionErrors.CannotCast("X'" + Convert.ToHexString(bytes) + "'", SqlType.String);
    }
}
