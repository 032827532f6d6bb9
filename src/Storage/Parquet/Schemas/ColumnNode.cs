using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Metadata;
using ArrowField = Apache.Arrow.Field;

namespace StreamSql.Storage.Parquet.Schemas;

/// <summary>A column, or a part of a nested one, as Arrow types it, with its levels in Dremel's sense.</summary>
/// <param name="Definition">The definition level from which on the value is not null.</param>
/// <param name="Repetition">How many lists are around it.</param>
internal abstract record ColumnNode(string Name, IArrowType Type, bool Nullable, int Definition, int Repetition)
{
    /// <summary>What is stored: a chunk of its own.</summary>
    /// <param name="Index">Among the leaves of the file.</param>
    public sealed record Leaf(
        string Name, IArrowType Type, bool Nullable, int Definition, int Repetition, int Index, SchemaElement Element, IReadOnlyList<string> Path)
        : ColumnNode(Name, Type, Nullable, Definition, Repetition);

    public sealed record Struct(
        string Name, IArrowType Type, bool Nullable, int Definition, int Repetition, IReadOnlyList<ColumnNode> Fields)
        : ColumnNode(Name, Type, Nullable, Definition, Repetition);

    /// <summary>A list, or a map: that is a list of entries, each a struct of key and value.</summary>
    /// <param name="ElementDefinition">The definition level from which on there is an element, null or not.</param>
    public sealed record List(
        string Name, IArrowType Type, bool Nullable, int Definition, int Repetition, ColumnNode Element, int ElementDefinition)
        : ColumnNode(Name, Type, Nullable, Definition, Repetition)
    {
        public int ElementRepetition => Repetition + 1;
    }

    public ArrowField ToField() => new(Name, Type, Nullable);

    /// <summary>The leaves below, in the order of the file.</summary>
    public IEnumerable<Leaf> Leaves() => this switch
    {
        Leaf leaf => [leaf],
        Struct s => s.Fields.SelectMany(f => f.Leaves()),
        List list => list.Element.Leaves(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
