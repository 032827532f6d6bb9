using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Metadata;
using ArrowField = Apache.Arrow.Field;

namespace StreamSql.Storage.Parquet.Schemas;

/// <summary>The schema of a file to be written.</summary>
internal sealed class ArrowToParquet
{
    private readonly List<SchemaElement> _elements = [];
    private readonly List<string> _path = [];
    private int _leaves;

    private ArrowToParquet()
    {
    }

    /// <exception cref="NotSupportedException">A column's type has no place in Parquet.</exception>
    public static (IReadOnlyList<SchemaElement> Elements, IReadOnlyList<ColumnNode> Columns) Map(Apache.Arrow.Schema schema)
    {
        if (schema.FieldsList.Count == 0)
            throw new NotSupportedException("a Parquet file has at least one column");
        var map = new ArrowToParquet();
        map._elements.Add(new SchemaElement("schema", null, null, schema.FieldsList.Count));
        var columns = schema.FieldsList.Select(f => map.Add(f, f.Name, 0, 0)).ToList();
        return (map._elements, columns);
    }

    private ColumnNode Add(ArrowField field, string name, int definition, int repetition)
    {
        _path.Add(name);
        var nullable = field.IsNullable || field.DataType is NullType;
        if (nullable)
            definition++;
        ColumnNode node = field.DataType switch
        {
            StructType type => AddStruct(name, type, nullable, definition, repetition),
            MapType type => AddMap(name, type, nullable, definition, repetition),
            ListType type => AddList(name, type, nullable, definition, repetition),
            _ => AddLeaf(name, field.DataType, nullable, definition, repetition),
        };
        _path.RemoveAt(_path.Count - 1);
        return node;
    }

    private ColumnNode.Leaf AddLeaf(string name, IArrowType type, bool nullable, int definition, int repetition)
    {
        var element = LeafFormat.Of(name, type, nullable);
        _elements.Add(element);
        return new ColumnNode.Leaf(name, type, nullable, definition, repetition, _leaves++, element, [.. _path]);
    }

    private ColumnNode.Struct AddStruct(string name, StructType type, bool nullable, int definition, int repetition)
    {
        if (type.Fields.Count == 0)
            throw new NotSupportedException($"column '{string.Join('.', _path)}' is a row without fields, which cannot be stored in Parquet");
        Group(name, nullable, type.Fields.Count, null, null);
        var fields = type.Fields.Select(f => Add(f, f.Name, definition, repetition)).ToList();
        return new ColumnNode.Struct(name, type, nullable, definition, repetition, fields);
    }

    private ColumnNode.List AddList(string name, ListType type, bool nullable, int definition, int repetition)
    {
        Group(name, nullable, 1, ConvertedType.List, new LogicalType.List());
        _elements.Add(new SchemaElement("list", null, Repetition.Repeated, 1));
        _path.Add("list");
        var element = Add(type.ValueField, "element", definition + 1, repetition + 1);
        _path.RemoveAt(_path.Count - 1);
        return new ColumnNode.List(name, type, nullable, definition, repetition, element, definition + 1);
    }

    private ColumnNode.List AddMap(string name, MapType type, bool nullable, int definition, int repetition)
    {
        Group(name, nullable, 1, ConvertedType.Map, new LogicalType.Map());
        _elements.Add(new SchemaElement("key_value", null, Repetition.Repeated, 2));
        _path.Add("key_value");
        var key = Add(new ArrowField("key", type.KeyField.DataType, false), "key", definition + 1, repetition + 1);
        var value = Add(type.ValueField, "value", definition + 1, repetition + 1);
        _path.RemoveAt(_path.Count - 1);
        var entries = new ColumnNode.Struct("entries", type.Fields[0].DataType, false, definition + 1, repetition + 1, [key, value]);
        return new ColumnNode.List(name, type, nullable, definition, repetition, entries, definition + 1);
    }

    private void Group(string name, bool nullable, int children, ConvertedType? converted, LogicalType? logical) =>
        _elements.Add(new SchemaElement(name, null, nullable ? Repetition.Optional : Repetition.Required, children)
        {
            Converted = converted,
            Logical = logical,
        });
}
