using System.Globalization;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Json;

/// <summary>How a scalar of a document becomes a value of the type that JSON_VALUE returns.</summary>
internal interface IJsonScalar<TSink>
    where TSink : allows ref struct
{
    /// <summary>Puts the scalar; <see langword="false"/> if it has no such value.</summary>
    static abstract bool TryPut(JsonDocument document, int node, int row, ref TSink sink);

    /// <summary>Puts the value of a default; <see langword="false"/> if it is NULL.</summary>
    static abstract bool TryPutDefault(Vector value, int row, ref TSink sink);
}

internal readonly struct JsonAsText : IJsonScalar<TextSink>
{
    public static bool TryPut(JsonDocument document, int node, int row, ref TextSink sink) => sink.Set(row, document.Text(node));

    public static bool TryPutDefault(Vector value, int row, ref TextSink sink)
    {
        if (value.Physical == PhysicalType.Null || value.IsNull(row))
            return false;
        return value.Physical == PhysicalType.Boolean
            ? sink.Set(row, new Bits(value)[row] ? "true"u8 : "false"u8)
            : sink.Set(row, new Text(value)[row]);
    }
}

internal readonly struct JsonAsBoolean : IJsonScalar<BitSink>
{
    public static bool TryPut(JsonDocument document, int node, int row, ref BitSink sink) =>
        document[node].Kind is JsonKind.True or JsonKind.False && sink.Set(row, document[node].Kind == JsonKind.True);

    public static bool TryPutDefault(Vector value, int row, ref BitSink sink) =>
        value.Physical != PhysicalType.Null && !value.IsNull(row) && sink.Set(row, new Bits(value)[row]);
}

internal readonly struct JsonAsNumber<T> : IJsonScalar<FixedSink<T>>
    where T : unmanaged, System.Numerics.INumber<T>
{
    public static bool TryPut(JsonDocument document, int node, int row, ref FixedSink<T> sink) =>
        document[node].Kind == JsonKind.Number
        && T.TryParse(document.Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && sink.Set(row, value);

    public static bool TryPutDefault(Vector value, int row, ref FixedSink<T> sink) =>
        value.Physical != PhysicalType.Null && !value.IsNull(row) && sink.Set(row, new Fixed<T>(value)[row]);
}
