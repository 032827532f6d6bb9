using System.Collections;

namespace StreamSql.Core.Types;

/// <summary>What role a column plays in time.</summary>
public enum TimeAttribute
{
    /// <summary>An ordinary column.</summary>
    None,

    /// <summary>Event time: the column that the watermark is about.</summary>
    Rowtime,

    /// <summary>Processing time.</summary>
    Proctime,
}

/// <summary>A column.</summary>
/// <param name="Hidden">Carried along by the engine, not seen by <c>*</c> nor by name.</param>
public sealed record Field(string Name, SqlType Type, TimeAttribute Time = TimeAttribute.None, bool Hidden = false)
{
    public override string ToString() =>
        $"{SqlText.Identifier(Name)} {Type}" + (Time == TimeAttribute.None ? "" : $" *{Time.ToString().ToUpperInvariant()}*");
}

/// <summary>The columns of a relation in order. Names may repeat (a join's output); lookup by name is the binder's affair.</summary>
public sealed class Schema(params Field[] fields) : IReadOnlyList<Field>, IEquatable<Schema>
{
    private Apache.Arrow.Schema? _arrow;

    public Schema(IEnumerable<Field> fields) : this([.. fields])
    {
    }

    public static Schema Empty { get; } = new();

    public Field this[int index] => fields[index];

    public int Count => fields.Length;

    public ReadOnlySpan<Field> AsSpan() => fields;

    /// <summary>The position of the first column of that name (case-sensitive), or -1.</summary>
    public int IndexOf(string name) => Array.FindIndex(fields, f => f.Name == name);

    public Schema Concat(Schema other) => new([.. fields, .. other.AsSpan()]);

    /// <summary>The columns at these positions, in this order.</summary>
    public Schema Select(ReadOnlySpan<int> indices)
    {
        var selected = new Field[indices.Length];
        for (var i = 0; i < selected.Length; i++)
            selected[i] = fields[indices[i]];
        return new Schema(selected);
    }

    /// <summary>The schema that Arrow's tools see; made once.</summary>
    public Apache.Arrow.Schema Arrow => _arrow ??= Data.ArrowTypes.ToArrow(this);

    public bool Equals(Schema? other) => other is not null && fields.AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Schema);

    public override int GetHashCode() => fields.Aggregate(fields.Length, HashCode.Combine);

    public override string ToString() => "(" + string.Join(", ", (object[])fields) + ")";

    public IEnumerator<Field> GetEnumerator() => ((IEnumerable<Field>)fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => fields.GetEnumerator();
}
