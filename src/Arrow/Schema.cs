namespace Apache.Arrow;

/// <summary>The columns of a record batch, in order; names need not be unique.</summary>
public class Schema
{
    private readonly List<Field> fields;

    public Schema(IEnumerable<Field> fields, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        this.fields = fields?.ToList() ?? throw new ArgumentNullException(nameof(fields));
        Metadata = metadata?.ToDictionary(pair => pair.Key, pair => pair.Value);
        FieldsLookup = this.fields.ToLookup(field => field.Name);
    }

    public IReadOnlyList<Field> FieldsList => fields;
    public ILookup<string, Field> FieldsLookup { get; }

    /// <summary><see langword="null"/> when none was given.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; }

    public bool HasMetadata => Metadata is { Count: > 0 };
    public Field this[int index] => GetFieldByIndex(index);
    public Field? this[string name] => GetFieldByName(name);

    public Field GetFieldByIndex(int i) => fields[i];

    /// <summary>The first field of that name, or <see langword="null"/>.</summary>
    public Field? GetFieldByName(string name) => FieldsLookup[name].FirstOrDefault();

    public int GetFieldIndex(string name, StringComparer? comparer) => GetFieldIndex(name, (IEqualityComparer<string>?)comparer);

    /// <summary>The position of the first field of that name, or -1.</summary>
    public int GetFieldIndex(string name, IEqualityComparer<string>? comparer = default)
    {
        comparer ??= StringComparer.CurrentCulture;
        return fields.FindIndex(field => comparer.Equals(field.Name, name));
    }

    public Schema RemoveField(int fieldIndex)
    {
        CheckIndex(fieldIndex, fields.Count);
        List<Field> changed = [.. fields];
        changed.RemoveAt(fieldIndex);
        return new Schema(changed, Metadata);
    }

    public Schema InsertField(int fieldIndex, Field newField)
    {
        ArgumentNullException.ThrowIfNull(newField);
        CheckIndex(fieldIndex, fields.Count + 1);
        List<Field> changed = [.. fields];
        changed.Insert(fieldIndex, newField);
        return new Schema(changed, Metadata);
    }

    public Schema SetField(int fieldIndex, Field newField)
    {
        CheckIndex(fieldIndex, fields.Count);
        List<Field> changed = [.. fields];
        changed[fieldIndex] = newField;
        return new Schema(changed, Metadata);
    }

    public override string ToString() => $"{nameof(Schema)}: Num fields={fields.Count}, Num metadata={Metadata?.Count ?? 0}";

    private static void CheckIndex(int index, int count)
    {
        if (index < 0 || index >= count)
        {
            throw new ArgumentException($"there is no field {index}", nameof(index));
        }
    }
}
