using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A named column of a schema or a child of a nested type.</summary>
public class Field
{
    /// <param name="dataType"><see langword="null"/> means <see cref="NullType"/>.</param>
    public Field(string name, IArrowType? dataType, bool nullable, IEnumerable<KeyValuePair<string, string>>? metadata = default)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        DataType = dataType ?? NullType.Default;
        IsNullable = nullable;
        Metadata = metadata?.ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    public IArrowType DataType { get; }
    public string Name { get; }
    public bool IsNullable { get; }
    public bool HasMetadata => Metadata?.Count > 0;

    /// <summary><see langword="null"/> when none was given.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; }

    public override string ToString() =>
        $"{nameof(Field)}: Name={Name}, DataType={DataType.Name}, IsNullable={IsNullable}, Metadata count={Metadata?.Count ?? 0}";
}
