namespace Apache.Arrow.Types;

/// <summary>Variable-length lists: 32-bit offsets into one child column.</summary>
public sealed class ListType : NestedType
{
    public ListType(Field valueField) : base(valueField)
    {
    }

    /// <summary>A list of nullable values in a child called <c>item</c>.</summary>
    public ListType(IArrowType valueDataType) : this(new Field("item", valueDataType, true))
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.List;
    public override string Name => "list";
    public Field ValueField => Fields[0];
    public IArrowType ValueDataType => ValueField.DataType;
}

/// <summary>Rows of named child columns.</summary>
public sealed class StructType : NestedType
{
    public StructType(IReadOnlyList<Field> fields) : base(fields)
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Struct;
    public override string Name => "struct";

    public Field GetFieldByIndex(int index) => Fields[index];

    /// <summary>The first field of that name, or <see langword="null"/>.</summary>
    public Field? GetFieldByName(string name, IEqualityComparer<string>? comparer = default)
    {
        int index = GetFieldIndex(name, comparer);
        return index < 0 ? null : Fields[index];
    }

    /// <summary>The position of the first field of that name, or -1.</summary>
    public int GetFieldIndex(string name, IEqualityComparer<string>? comparer = default)
    {
        comparer ??= StringComparer.Ordinal;
        for (int i = 0; i < Fields.Count; i++)
        {
            if (comparer.Equals(Fields[i].Name, name))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Maps: lists of an <c>entries</c> struct of a <c>key</c> that is never null and a <c>value</c>.</summary>
public sealed class MapType : NestedType
{
    public readonly bool KeySorted;

    public MapType(IArrowType key, IArrowType value, bool nullable = true, bool keySorted = false)
        : this(new Field("key", key, false), new Field("value", value, nullable), keySorted)
    {
    }

    public MapType(Field key, Field value, bool keySorted = false)
        : this(new StructType([key, value]), keySorted)
    {
    }

    public MapType(StructType entries, bool keySorted = false)
        : this(new Field("entries", entries, false), keySorted)
    {
    }

    public MapType(Field entries, bool keySorted = false) : base(WithStandardNames(entries)) => KeySorted = keySorted;

    public override ArrowTypeId TypeId => ArrowTypeId.Map;
    public override string Name => "map";
    public StructType KeyValueType => (StructType)Fields[0].DataType;
    public Field KeyField => KeyValueType.Fields[0];
    public Field ValueField => KeyValueType.Fields[1];

    public MapType UnsortedKey() => KeySorted ? new MapType(Fields[0]) : this;

    private static Field WithStandardNames(Field entries)
    {
        var pair = (StructType)entries.DataType;
        Field key = Renamed(pair.Fields[0], "key");
        Field value = Renamed(pair.Fields[1], "value");
        bool same = entries.Name == "entries" && ReferenceEquals(key, pair.Fields[0]) && ReferenceEquals(value, pair.Fields[1]);
        return same ? entries : new Field("entries", new StructType([key, value]), false);
    }

    private static Field Renamed(Field field, string name) =>
        field.Name == name ? field : new Field(name, field.DataType, field.IsNullable, field.Metadata);
}

/// <summary>Integer codes into a separate column of distinct values.</summary>
public sealed class DictionaryType : FixedWidthType
{
    public DictionaryType(IArrowType indexType, IArrowType valueType, bool ordered)
    {
        if (indexType is not IntegerType)
        {
            throw new ArgumentException($"a dictionary is indexed by integers, not by {indexType?.Name}", nameof(indexType));
        }

        IndexType = indexType;
        ValueType = valueType;
        Ordered = ordered;
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Dictionary;
    public override string Name => "dictionary";
    public override int BitWidth => ((IntegerType)IndexType).BitWidth;
    public IArrowType IndexType { get; private set; }
    public IArrowType ValueType { get; private set; }
    public bool Ordered { get; private set; }
}
