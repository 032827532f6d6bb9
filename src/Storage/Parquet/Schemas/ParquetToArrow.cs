using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Metadata;
using ArrowField = Apache.Arrow.Field;

namespace StreamSql.Storage.Parquet.Schemas;

/// <summary>The columns of a file to be read: groups become structs, lists and maps, older writers' forms included.</summary>
internal sealed class ParquetToArrow
{
    private const int MaxDepth = 100;

    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly string[]? _words;
    private readonly long _offset;
    private readonly List<string> _path = [];
    private int _next;
    private int _leaves;

    private ParquetToArrow(FileMetadata file, long offset)
    {
        (_elements, _offset) = (file.Schema, offset);
        _words = file.KeyValues.FirstOrDefault(p => p.Key == TypeWords.Key).Value?.Split(' ');
    }

    /// <param name="offset">Of the footer, for messages.</param>
    /// <exception cref="InvalidDataException">The schema is no tree, or has types that cannot be read.</exception>
    public static IReadOnlyList<ColumnNode> Map(FileMetadata file, long offset)
    {
        var map = new ParquetToArrow(file, offset);
        var root = map.Next();
        var columns = new List<ColumnNode>();
        for (var i = 0; i < root.Children; i++)
            columns.Add(map.Read(0, 0));
        if (map._next != map._elements.Count || columns.Count == 0)
            throw map.Fault("schema that is no tree");
        return map._words is null || map._words.Length == map._leaves ? columns : throw map.Fault($"'{TypeWords.Key}' of another schema");
    }

    private ColumnNode Read(int definition, int repetition)
    {
        var element = Next();
        _path.Add(element.Name);
        if (_path.Count > MaxDepth)
            throw Fault("schema nested too deeply");
        // A repeated node outside of a LIST is a list of its own, never null, of elements that are never null.
        var node = element.Repetition == Repetition.Repeated
            ? RepeatedAsList(element, definition, repetition)
            : ReadValue(element, element.Repetition == Repetition.Optional, definition, repetition);
        _path.RemoveAt(_path.Count - 1);
        return node;
    }

    private ColumnNode.List RepeatedAsList(SchemaElement element, int definition, int repetition)
    {
        var item = ReadValue(element, nullable: false, definition + 1, repetition + 1);
        return List(element.Name, nullable: false, definition, repetition, item with { Name = "item" });
    }

    /// <param name="definition">Of the parent.</param>
    private ColumnNode ReadValue(SchemaElement element, bool nullable, int definition, int repetition)
    {
        if (element.Type is not null)
            return ReadLeaf(element, nullable, definition + (nullable ? 1 : 0), repetition);
        if (element.Children <= 0)
            throw Fault($"group '{element.Name}' without fields");
        definition += nullable ? 1 : 0;
        var isList = element.Logical is LogicalType.List || element.Converted == ConvertedType.List;
        var isMap = element.Logical is LogicalType.Map || element.Converted is ConvertedType.Map or ConvertedType.MapKeyValue;
        if ((isList || isMap) && element.Children == 1 && Peek() is { Repetition: Repetition.Repeated } repeated)
        {
            if (isMap && repeated is { Type: null, Children: 2 })
                return ReadMap(element, nullable, definition, repetition);
            if (isList)
                return ReadList(element, nullable, definition, repetition);
        }

        return ReadStruct(element, nullable, definition, repetition);
    }

    private ColumnNode.Struct ReadStruct(SchemaElement element, bool nullable, int definition, int repetition)
    {
        var fields = new List<ColumnNode>();
        for (var i = 0; i < element.Children; i++)
            fields.Add(Read(definition, repetition));
        var type = new StructType(fields.ConvertAll(f => f.ToField()));
        return new ColumnNode.Struct(element.Name, type, nullable, definition, repetition, fields);
    }

    private ColumnNode.List ReadList(SchemaElement element, bool nullable, int definition, int repetition)
    {
        var repeated = Next();
        _path.Add(repeated.Name);
        // The rules for older writers: the repeated group is the element itself unless it is a mere wrapper around one.
        var isWrapper = repeated is { Type: null, Children: 1 } && repeated.Name != "array" && repeated.Name != element.Name + "_tuple"
            && Peek().Repetition != Repetition.Repeated;
        var item = isWrapper
            ? Read(definition + 1, repetition + 1)
            : ReadValue(repeated, nullable: false, definition + 1, repetition + 1);
        _path.RemoveAt(_path.Count - 1);
        return List(element.Name, nullable, definition, repetition, item with { Name = "item" });
    }

    private ColumnNode.List ReadMap(SchemaElement element, bool nullable, int definition, int repetition)
    {
        _path.Add(Next().Name);
        var key = Read(definition + 1, repetition + 1) with { Name = "key" };
        var value = Read(definition + 1, repetition + 1) with { Name = "value" };
        _path.RemoveAt(_path.Count - 1);
        var type = new MapType(key.ToField(), value.ToField());
        var entries = new ColumnNode.Struct("entries", type.Fields[0].DataType, false, definition + 1, repetition + 1, [key, value]);
        return new ColumnNode.List(element.Name, type, nullable, definition, repetition, entries, definition + 1);
    }

    private ColumnNode.Leaf ReadLeaf(SchemaElement element, bool nullable, int definition, int repetition)
    {
        var index = _leaves++;
        IArrowType? type;
        if (_words is null)
            type = LeafTypes.Of(element) ?? throw Fault($"column '{element.Name}' of a type that is not supported,");
        else
            type = index < _words.Length ? TypeWords.TryRead(_words[index], element) : null;
        return new ColumnNode.Leaf(
            element.Name, type ?? throw Fault($"'{TypeWords.Key}' of another schema"), nullable, definition, repetition, index, element, [.. _path]);
    }

    private static ColumnNode.List List(string name, bool nullable, int definition, int repetition, ColumnNode item) =>
        new(name, new ListType(new ArrowField("item", item.Type, item.Nullable)), nullable, definition, repetition, item, definition + 1);

    private SchemaElement Next() => _next < _elements.Count ? _elements[_next++] : throw Fault("schema that is no tree");

    private SchemaElement Peek() => _next < _elements.Count ? _elements[_next] : throw Fault("schema that is no tree");

    private InvalidDataException Fault(string what) => ParquetFault.At(_offset, what);
}
