using System.Diagnostics;
using System.Globalization;

namespace StreamSql.Core.Types;

/// <summary>A SQL type with its nullability. Equality is structural; <see cref="ToString"/> is the canonical SQL text.</summary>
public abstract record SqlType
{
    /// <summary>The length of STRING and BYTES: VARCHAR(2147483647).</summary>
    public const int MaxLength = int.MaxValue;

    /// <summary>The digits that DECIMAL may have.</summary>
    public const int MaxDecimalPrecision = 38;

    private SqlType() { }

    /// <summary>Whether NULL is a value of the type; columns are nullable unless they say NOT NULL.</summary>
    public bool Nullable { get; init; } = true;

    public sealed record Boolean : SqlType;

    public sealed record TinyInt : SqlType;

    public sealed record SmallInt : SqlType;

    public sealed record Integer : SqlType;

    public sealed record BigInt : SqlType;

    public sealed record Float : SqlType;

    public sealed record Double : SqlType;

    /// <param name="Precision">1 to 38.</param>
    /// <param name="Scale">0 to <paramref name="Precision"/>.</param>
    public sealed record Decimal(int Precision, int Scale) : SqlType;

    /// <param name="Length">In code points, at least 1.</param>
    public sealed record Char(int Length) : SqlType;

    /// <param name="Length">In code points, at least 1; <see cref="MaxLength"/> for STRING.</param>
    public sealed record VarChar(int Length) : SqlType;

    /// <param name="Length">In bytes, at least 1.</param>
    public sealed record Binary(int Length) : SqlType;

    /// <param name="Length">In bytes, at least 1; <see cref="MaxLength"/> for BYTES.</param>
    public sealed record VarBinary(int Length) : SqlType;

    public sealed record Date : SqlType;

    /// <param name="Precision">0 to 9 as declared; values have milliseconds.</param>
    public sealed record Time(int Precision) : SqlType;

    /// <summary>A wall-clock reading without a zone.</summary>
    /// <param name="Precision">Digits of the fraction of a second, 0 to 9.</param>
    public sealed record Timestamp(int Precision) : SqlType;

    /// <summary>An instant, shown in the session's zone.</summary>
    /// <param name="Precision">Digits of the fraction of a second, 0 to 9.</param>
    public sealed record TimestampLtz(int Precision) : SqlType;

    /// <summary>A number of months.</summary>
    /// <param name="Units">The range it was declared with, which CAST to STRING and EXPLAIN show.</param>
    public sealed record YearMonthInterval(string Units = "YEAR TO MONTH") : SqlType;

    /// <summary>A duration in microseconds.</summary>
    /// <param name="Units">The range it was declared with, which EXPLAIN shows.</param>
    public sealed record DayTimeInterval(string Units = "DAY TO SECOND(3)") : SqlType;

    public sealed record Array(SqlType Element) : SqlType;

    public sealed record Map(SqlType Key, SqlType Value) : SqlType;

    /// <summary>A bag: each element with the number of times it occurs.</summary>
    public sealed record Multiset(SqlType Element) : SqlType;

    public sealed record Row(EquatableList<RowField> Fields) : SqlType;

    /// <summary>The type of a bare NULL literal, which coerces to every other.</summary>
    public sealed record Null : SqlType;

    /// <summary>The names of columns as an argument, <c>DESCRIPTOR(ts)</c>; no value has it.</summary>
    public sealed record Descriptor : SqlType;

    public static SqlType String { get; } = new VarChar(MaxLength);

    public static SqlType Bytes { get; } = new VarBinary(MaxLength);

    public SqlType NotNull() => Nullable ? this with { Nullable = false } : this;

    public SqlType AsNullable() => Nullable ? this : this with { Nullable = true };

    public SqlType WithNullable(bool nullable) => nullable == Nullable ? this : this with { Nullable = nullable };

    /// <summary>The same type apart from the nullability of its outermost level.</summary>
    public bool SameAs(SqlType other) => AsNullable() == other.AsNullable();

    /// <summary>The type's canonical SQL text without NOT NULL at the outermost level.</summary>
    public string Name => this switch
    {
        Boolean => "BOOLEAN",
        TinyInt => "TINYINT",
        SmallInt => "SMALLINT",
        Integer => "INT",
        BigInt => "BIGINT",
        Float => "FLOAT",
        Double => "DOUBLE",
        Decimal t => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({t.Precision}, {t.Scale})"),
        Char t => string.Create(CultureInfo.InvariantCulture, $"CHAR({t.Length})"),
        VarChar { Length: MaxLength } => "STRING",
        VarChar t => string.Create(CultureInfo.InvariantCulture, $"VARCHAR({t.Length})"),
        Binary t => string.Create(CultureInfo.InvariantCulture, $"BINARY({t.Length})"),
        VarBinary { Length: MaxLength } => "BYTES",
        VarBinary t => string.Create(CultureInfo.InvariantCulture, $"VARBINARY({t.Length})"),
        Date => "DATE",
        Time t => string.Create(CultureInfo.InvariantCulture, $"TIME({t.Precision})"),
        Timestamp t => string.Create(CultureInfo.InvariantCulture, $"TIMESTAMP({t.Precision})"),
        TimestampLtz t => string.Create(CultureInfo.InvariantCulture, $"TIMESTAMP_LTZ({t.Precision})"),
        YearMonthInterval t => "INTERVAL " + t.Units,
        DayTimeInterval t => "INTERVAL " + t.Units,
        Array t => $"ARRAY<{t.Element}>",
        Map t => $"MAP<{t.Key}, {t.Value}>",
        Multiset t => $"MULTISET<{t.Element}>",
        Row t => $"ROW<{string.Join(", ", t.Fields.Select(f => $"{SqlText.Identifier(f.Name)} {f.Type}"))}>",
        Null => "NULL",
        Descriptor => "DESCRIPTOR",
        _ => throw new UnreachableException(GetType().Name),
    };

    public sealed override string ToString() => Nullable || this is Null ? Name : Name + " NOT NULL";
}

/// <summary>A named part of a ROW.</summary>
/// <param name="Comment">What the DDL says of it, or <see langword="null"/>.</param>
public sealed record RowField(string Name, SqlType Type, string? Comment = null);
