using System.Globalization;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Datagen;

/// <summary>What the options of a datagen table say, field by field.</summary>
internal sealed class DatagenOptions
{
    private const string Prefix = "fields.";

    private static readonly string[] Parts = ["kind", "min", "max", "max-past", "length", "var-len", "start", "end", "null-rate"];

    private readonly OptionValues _options;

    /// <exception cref="SqlException">Options name fields that there are not, or do not fit their types: all of it.</exception>
    public DatagenOptions(ConnectorTable table)
    {
        _options = table.Options;
        var problems = new List<Diagnostic>();
        var paths = new HashSet<string>();
        foreach (var column in table.Declared)
            AddPaths(column.Name, column.Type, paths, problems);
        foreach (var option in _options.All.Keys.Where(o => o.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var path = option[Prefix.Length..option.LastIndexOf('.')];
            if (!paths.Contains(path))
                problems.Add(DatagenErrors.UnknownField(option, table.Name, path, paths));
        }

        TotalRows = _options.Has("number-of-rows") ? _options.Long("number-of-rows") : null;
        foreach (var column in table.Declared.Where(c => IsSequence(c.Name)))
            TotalRows = Math.Min(TotalRows ?? long.MaxValue, SequenceLength(column, problems));
        RowsPerSecond = _options.Long("rows-per-second");
        if (problems.Count > 0)
            throw new SqlException(problems);
    }

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("rows-per-second", OptionKind.Integer, "10000", "How many rows there are every second at most.") { Minimum = 1 },
        new("number-of-rows", OptionKind.Integer, null, "The table ends after so many rows; without it, and without a sequence, it does not.") { Minimum = 0 },
        new("fields.#.kind", OptionKind.Choice, "random", "Whether a field's values are random or count up; a sequence ends the table.")
        {
            Choices = ["random", "sequence"],
        },
        new("fields.#.min", OptionKind.Double, null, "The least random number; the type's least if left out."),
        new("fields.#.max", OptionKind.Double, null, "The greatest random number; the type's greatest if left out."),
        new("fields.#.max-past", OptionKind.Duration, "0", "Random timestamps lie at most so long before now."),
        new("fields.#.length", OptionKind.Integer, "100", "The length of random text or bytes, 100 or the type's if left out; of collections, 3.")
        {
            Minimum = 0, Maximum = 100_000_000,
        },
        new("fields.#.var-len", OptionKind.Boolean, "false", "Random text and bytes have from 1 to length characters."),
        new("fields.#.start", OptionKind.Integer, null, "The first value of a sequence."),
        new("fields.#.end", OptionKind.Integer, null, "The last value of a sequence."),
        new("fields.#.null-rate", OptionKind.Double, "0", "The share of random values that are NULL, from 0 to 1."),
    ];

    /// <summary>Null if the table does not end.</summary>
    public long? TotalRows { get; }

    public long RowsPerSecond { get; }

    public bool IsSequence(string path) => Find(path, "kind") == "sequence";

    public string? Find(string path, string part) => _options.Find($"{Prefix}{path}.{part}");

    public double Number(string path, string part, double otherwise) =>
        Find(path, part) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public TimeSpan MaxPast(string path) => _options.FindDuration($"{Prefix}{path}.max-past") ?? TimeSpan.Zero;

    /// <summary>A whole number, exact also where a double is not.</summary>
    public long Whole(string path, string part, long otherwise) => Find(path, part) is not { } text
        ? otherwise
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : (long)double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>All paths that options may name: <c>a</c>, <c>a.b</c> of a ROW, <c>a.element</c>, <c>a.key</c> and <c>a.value</c> of collections.</summary>
    private void AddPaths(string path, SqlType type, HashSet<string> paths, List<Diagnostic> problems)
    {
        paths.Add(path);
        foreach (var part in Parts)
        {
            if (Find(path, part) is { } value && Objection(path, part, type) is { } objection)
                problems.Add(OptionErrors.Unusable($"{Prefix}{path}.{part}", value, objection));
        }

        switch (type)
        {
            case SqlType.Array t:
                AddPaths(path + ".element", t.Element, paths, problems);
                break;
            case SqlType.Multiset t:
                AddPaths(path + ".element", t.Element, paths, problems);
                break;
            case SqlType.Map t:
                AddPaths(path + ".key", t.Key, paths, problems);
                AddPaths(path + ".value", t.Value, paths, problems);
                break;
            case SqlType.Row t:
                foreach (var field in t.Fields)
                    AddPaths($"{path}.{field.Name}", field.Type, paths, problems);
                break;
        }
    }

    /// <summary>Why an option does not fit its field, or null.</summary>
    private string? Objection(string path, string part, SqlType type)
    {
        var isText = type.IsCharacter() || type.IsBinary();
        return part switch
        {
            "kind" when IsSequence(path) && !(type.IsNumeric() || type.IsCharacter()) => $"{type.Name} has no sequence",
            "kind" when IsSequence(path) && path.Contains('.', StringComparison.Ordinal) => "only a column has a sequence",
            "kind" when IsSequence(path) && (Find(path, "start") is null || Find(path, "end") is null) => "a sequence needs start and end",
            "min" or "max" when !type.IsNumeric() => $"{type.Name} has no range",
            "max" when Number(path, "min", double.NegativeInfinity) > Number(path, "max", 0) => "it is less than min",
            "max-past" when !type.IsTimestamp() => $"{type.Name} is no timestamp",
            "length" when !isText && !(type.IsNested() && type is not SqlType.Row) => $"{type.Name} has no length",
            "length" when Whole(path, part, 0) > MaxLength(type) => $"{type.Name} is shorter",
            "length" or "var-len" when type is SqlType.Char or SqlType.Binary => $"{type.Name} has a fixed length",
            "var-len" when !isText => $"{type.Name} has no length",
            "null-rate" when Number(path, part, 0) is < 0 or > 1 => "it is not from 0 to 1",
            "null-rate" when !type.Nullable && Number(path, part, 0) > 0 => "the column is NOT NULL",
            "start" or "end" when !IsSequence(path) => "the field is no sequence",
            "start" or "end" when Int128.Abs(Whole(path, part, 0)) > MaxWhole(type) => $"it is no {type.Name}",
            _ => null,
        };
    }

    private static Int128 MaxWhole(SqlType type) => type switch
    {
        SqlType.TinyInt => sbyte.MaxValue,
        SqlType.SmallInt => short.MaxValue,
        SqlType.Integer => int.MaxValue,
        SqlType.Decimal t => Formats.Values.PowersOfTen.Int128s[t.Precision - t.Scale] - 1,
        _ => long.MaxValue,
    };

    private static long MaxLength(SqlType type) => type switch
    {
        SqlType.VarChar t => t.Length,
        SqlType.VarBinary t => t.Length,
        _ => long.MaxValue,
    };

    private long SequenceLength(ConnectorColumn column, List<Diagnostic> problems)
    {
        var (start, end) = (Whole(column.Name, "start", 0), Whole(column.Name, "end", 0));
        if (end < start)
            problems.Add(OptionErrors.Unusable($"{Prefix}{column.Name}.end", Find(column.Name, "end") ?? "", "it is less than start"));
        return checked(end - start + 1);
    }
}
