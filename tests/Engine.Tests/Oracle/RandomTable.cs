using System.Globalization;
using System.Text;

namespace StreamSql.Engine.Tests.Oracle;

/// <summary>The types that random queries work with: those that both dialects compute alike.</summary>
internal enum Kind
{
    Int,
    Long,
    Double,
    Decimal,
    Text,
    Bool,
    Time,
}

internal sealed record Column(string Name, Kind Kind);

/// <summary>A table of random rows, and a history of changes that leaves them.</summary>
internal sealed class RandomTable
{
    private readonly List<string[]> _rows = [];
    private readonly List<(string Op, string[] Row)> _changes = [];
    private readonly Random _random;

    public RandomTable(string name, Random random)
    {
        (Name, _random) = (name, random);
        Columns =
        [
            .. Enumerable.Range(0, random.Next(2, 5)).Select(i => new Column($"{name}{i}", (Kind)random.Next((int)Kind.Time))),
            new Column("ts", Kind.Time),
        ];
        Retracts = random.Next(2) == 0;
        for (var i = random.Next(60); i > 0; i--)
            Change();
    }

    public string Name { get; }

    public IReadOnlyList<Column> Columns { get; }

    public bool Retracts { get; }

    /// <summary>The changes, a line each, as changelog-json has them.</summary>
    public IEnumerable<string> Lines => _changes.Select(c =>
        $$"""{"data":{{{string.Join(",", c.Row.Select((v, i) => $"\"{Columns[i].Name}\":{Json(Columns[i].Kind, v)}"))}}},"op":"{{c.Op}}"}""");

    /// <summary>The watermark is so far behind that no row is late.</summary>
    public string OurDefinition => $"""
        CREATE TABLE {Name} ({string.Join(", ", Columns.Select(c => $"{c.Name} {OurType(c.Kind)}"))}, WATERMARK FOR ts AS ts - INTERVAL '1' DAY)
        WITH ('connector' = 'filesystem', 'path' = '{Name}.changes', 'format' = 'changelog-json')
        """;

    public IEnumerable<string> TheirDefinition
    {
        get
        {
            yield return $"CREATE TABLE {Name} ({string.Join(", ", Columns.Select(c => $"{c.Name} {TheirType(c.Kind)}"))})";
            if (_rows.Count > 0)
                yield return $"INSERT INTO {Name} VALUES {string.Join(", ", _rows.Select(r => $"({string.Join(", ", r)})"))}";
        }
    }

    public static string OurType(Kind kind) => kind switch
    {
        Kind.Int => "INT",
        Kind.Long => "BIGINT",
        Kind.Double => "DOUBLE",
        Kind.Decimal => "DECIMAL(8, 2)",
        Kind.Text => "STRING",
        Kind.Bool => "BOOLEAN",
        _ => "TIMESTAMP(3)",
    };

    public static string TheirType(Kind kind) => kind switch
    {
        Kind.Text => "VARCHAR",
        Kind.Time => "TIMESTAMP",
        _ => OurType(kind),
    };

    /// <summary>A constant, the same in both dialects.</summary>
    public static string Literal(Kind kind, Random random) => kind switch
    {
        Kind.Int => random.Next(-4, 5).ToString(CultureInfo.InvariantCulture),
        Kind.Long => $"CAST({random.Next(-4, 5)} AS BIGINT)",
        Kind.Double => $"CAST({(random.Next(-12, 13) / 4.0).ToString(CultureInfo.InvariantCulture)} AS DOUBLE)",
        Kind.Decimal => $"CAST({(random.Next(-40, 41) / 20m).ToString("0.00", CultureInfo.InvariantCulture)} AS DECIMAL(8, 2))",
        Kind.Text => $"CAST('{"abc"[random.Next(3)]}{new string('x', random.Next(2))}' AS STRING)",
        Kind.Bool => random.Next(2) == 0 ? "TRUE" : "FALSE",
        _ => $"TIMESTAMP '2026-01-01 00:{random.Next(3):00}:{random.Next(60):00}'",
    };

    private void Change()
    {
        if (Retracts && _rows.Count > 0 && _random.Next(3) == 0)
        {
            var at = _random.Next(_rows.Count);
            var gone = _rows[at];
            _rows.RemoveAt(at);
            var updates = _random.Next(2) == 0;
            _changes.Add((updates ? "-U" : "-D", gone));
            if (updates)
                Add("+U");
            return;
        }

        Add("+I");
    }

    private void Add(string op)
    {
        string[] row = [.. Columns.Select(c => c.Kind != Kind.Time && _random.Next(6) == 0 ? "NULL" : Literal(c.Kind, _random))];
        _rows.Add(row);
        _changes.Add((op, row));
    }

    private static string Json(Kind kind, string literal)
    {
        if (literal == "NULL")
            return "null";
        if (kind == Kind.Bool)
            return literal.ToLowerInvariant();
        if (literal.StartsWith("CAST(", StringComparison.Ordinal))
            literal = literal["CAST(".Length..literal.IndexOf(" AS ", StringComparison.Ordinal)];
        var text = new StringBuilder(literal).Replace("TIMESTAMP ", "").Replace('\'', '"');
        return text.ToString();
    }
}
