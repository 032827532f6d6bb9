using System.Globalization;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Parquet.Interop;

/// <summary>Rows as <c>tests/Interop/parquet.mjs</c> prints them: raw numbers, no units, no scales.</summary>
internal static class PeerRows
{
    public static string Of(Apache.Arrow.RecordBatch batch, IReadOnlyList<SqlType> types)
    {
        var columns = types.Select((type, i) => Columns.Values(batch.Column(i), type).Select(v => Text(v, type)).ToList()).ToList();
        return string.Join('\n', Enumerable.Range(0, batch.Length).Select(row => string.Join('\t', columns.Select(c => c[row]))));
    }

    private static string Text(object? value, SqlType type) => (value, type) switch
    {
        (null, _) => "null",
        (bool b, _) => b ? "true" : "false",
        (float f, _) => Floating(f),
        (double d, _) => Floating(d),
        (string s, _) => s,
        (byte[] bytes, _) => "x" + Convert.ToHexStringLower(bytes),
        (object?[] items, SqlType.Array t) => $"[{string.Join(", ", items.Select(i => Text(i, t.Element)))}]",
        (object?[] fields, SqlType.Row t) => $"{{{string.Join(", ", t.Fields.Select((f, i) => $"{f.Name}: {Text(fields[i], f.Type)}"))}}}",
        ((object, object?)[] entries, SqlType.Map t) => $"{{{string.Join(", ", entries.Select(e => $"{Text(e.Item1, t.Key)}: {Text(e.Item2, t.Value)}"))}}}",
        (IFormattable number, _) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static string Floating(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInteger(value) && !(value == 0 && double.IsNegative(value)) && Math.Abs(value) < 1e15 ? value.ToString("F0", CultureInfo.InvariantCulture)
        : "f" + BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
}
