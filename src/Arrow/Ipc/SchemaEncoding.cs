using Apache.Arrow.Ipc.FlatBuffers;
using Apache.Arrow.Types;
using static Apache.Arrow.Ipc.FlatBuffers.FlatNode;

namespace Apache.Arrow.Ipc;

/// <summary>Schemas to and from the tables <c>Schema</c> and <c>Field</c> of the format's schema.</summary>
internal static class SchemaEncoding
{
    private const int DeepestNesting = 64;

    public static Table Encode(Schema schema, IReadOnlyList<IpcField> columns) => new Table()
        .Add(0, (short)0)
        .Add(1, EncodeFields(schema.FieldsList, columns))
        .Add(2, EncodeMetadata(schema.Metadata));

    /// <summary>The schema and its columns' trees with the dictionary identities of the sender.</summary>
    public static (Schema Schema, IReadOnlyList<IpcField> Columns) Decode(FlatTable table)
    {
        if (table.Int16(0) != 0)
        {
            throw new NotSupportedException("big-endian Arrow data is not supported");
        }

        (Field Field, IpcField Node)[] columns = [.. table.Tables(1).Select(field => DecodeField(field, 0))];
        var schema = new Schema(columns.Select(column => column.Field), DecodeMetadata(table.Tables(2)));
        return (schema, [.. columns.Select(column => column.Node)]);
    }

    private static Tables EncodeFields(IReadOnlyList<Field> fields, IReadOnlyList<IpcField> nodes) =>
        new([.. fields.Zip(nodes, EncodeField)]);

    private static Table EncodeField(Field field, IpcField node)
    {
        var dictionary = field.DataType as DictionaryType;
        (byte kind, Table parameters) = TypeEncoding.Encode(dictionary?.ValueType ?? field.DataType);
        return new Table()
            .Add(0, new Text(field.Name))
            .Add(1, field.IsNullable)
            .Add(2, kind)
            .Add(3, parameters)
            .Add(4, dictionary is null ? null : EncodeDictionary(dictionary, node.DictionaryId))
            .Add(5, EncodeFields(IpcField.ChildrenOf(field.DataType), node.Children))
            .Add(6, EncodeMetadata(field.Metadata));
    }

    private static Table EncodeDictionary(DictionaryType type, long id) => new Table()
        .Add(0, id)
        .Add(1, TypeEncoding.EncodeInteger((IntegerType)type.IndexType))
        .Add(2, type.Ordered);

    private static Tables? EncodeMetadata(IReadOnlyDictionary<string, string>? metadata) => metadata is not { Count: > 0 }
        ? null
        : new Tables([.. metadata.Select(pair => new Table().Add(0, new Text(pair.Key)).Add(1, new Text(pair.Value)))]);

    private static (Field Field, IpcField Node) DecodeField(FlatTable table, int depth)
    {
        if (depth == DeepestNesting)
        {
            throw new InvalidDataException($"an Arrow column is nested deeper than {DeepestNesting} levels");
        }

        (Field Field, IpcField Node)[] children = [.. table.Tables(5).Select(child => DecodeField(child, depth + 1))];
        FlatTable parameters = table.Table(3) ?? throw new InvalidDataException("an Arrow column has no type");
        IArrowType type = TypeEncoding.Decode(table.Byte(2), parameters, [.. children.Select(child => child.Field)]);
        long id = -1;
        if (table.Table(4) is { } dictionary)
        {
            id = dictionary.Int64(0);
            IArrowType index = dictionary.Table(1) is { } integer ? TypeEncoding.DecodeInteger(integer) : Int32Type.Default;
            type = new DictionaryType(index, type, dictionary.Bool(2));
        }

        var field = new Field(table.Text(0) ?? "", type, table.Bool(1), DecodeMetadata(table.Tables(6)));
        return (field, new IpcField(type, id, [.. children.Select(child => child.Node)]));
    }

    private static Dictionary<string, string>? DecodeMetadata(FlatTable[] pairs)
    {
        if (pairs.Length == 0)
        {
            return null;
        }

        var metadata = new Dictionary<string, string>();
        foreach (FlatTable pair in pairs)
        {
            metadata[pair.Text(0) ?? ""] = pair.Text(1) ?? "";
        }

        return metadata;
    }
}
