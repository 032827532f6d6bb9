using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>
/// A node of a schema's tree as messages see it: a dictionary column has the children of its values, and an identity
/// that its dictionary messages name.
/// </summary>
/// <param name="DictionaryId">-1 where the type is no dictionary.</param>
internal sealed record IpcField(IArrowType Type, long DictionaryId, IReadOnlyList<IpcField> Children)
{
    /// <summary>The trees of a schema's columns, dictionaries numbered from 0 in order of appearance.</summary>
    public static IReadOnlyList<IpcField> Of(Schema schema)
    {
        long nextId = 0;
        return [.. schema.FieldsList.Select(field => Of(field.DataType, ref nextId))];
    }

    /// <summary>This field as the field of its dictionary's values.</summary>
    public IpcField Values() => new(((DictionaryType)Type).ValueType, -1, Children);

    private static IpcField Of(IArrowType type, ref long nextId)
    {
        long id = type is DictionaryType ? nextId++ : -1;
        var children = new List<IpcField>();
        foreach (Field child in ChildrenOf(type))
        {
            children.Add(Of(child.DataType, ref nextId));
        }

        return new IpcField(type, id, children);
    }

    public static IReadOnlyList<Field> ChildrenOf(IArrowType type) => type switch
    {
        DictionaryType { ValueType: NestedType nested } => nested.Fields,
        NestedType nested => nested.Fields,
        _ => [],
    };
}
