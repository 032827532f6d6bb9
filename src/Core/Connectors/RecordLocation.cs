using System.Globalization;

namespace StreamSql.Core.Connectors;

/// <summary>Where a record came from, for errors.</summary>
/// <param name="Name">A file, or <c>topic 'orders', partition 3</c>.</param>
/// <param name="Position">The file's line in which the record starts (1-based), or the record's offset.</param>
/// <param name="IsLine">Whether <paramref name="Position"/> is a line.</param>
public readonly record struct RecordLocation(string Name, long Position, bool IsLine)
{
    /// <summary><c>orders.json:12:7</c>, or <c>topic 'orders', partition 3, offset 42, byte 7</c>.</summary>
    /// <param name="index">0-based place in the record.</param>
    public string At(int index) => IsLine
        ? string.Create(CultureInfo.InvariantCulture, $"{this}:{index + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"{this}, byte {index + 1}");

    /// <summary><c>orders.json:12</c>, or <c>topic 'orders', partition 3, offset 42</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}{(IsLine ? ":" : ", offset ")}{Position}");
}

/// <summary>The records that rows came from, for errors that show only when something is computed of the rows.</summary>
public readonly record struct RecordRange(RecordLocation First, RecordLocation Last)
{
    /// <summary><c>orders.json, lines 1 to 12</c>, <c>topic 'orders', partition 3, offsets 42 to 50</c>, or <c>a.json:7 to b.json:2</c>.</summary>
    public override string ToString() =>
        First == Last ? First.ToString()
        : First.Name != Last.Name ? $"{First} to {Last}"
        : string.Create(CultureInfo.InvariantCulture, $"{First.Name}, {(First.IsLine ? "lines" : "offsets")} {First.Position} to {Last.Position}");
}
