namespace StreamSql.Parser.Ast;

/// <summary>A type as written; its meaning is the binder's. Synonyms have one spelling: see <see cref="Simple"/>.</summary>
public abstract record DataType : SqlNode
{
    private DataType() { }

    /// <summary>Whether <c>NOT NULL</c> follows; <c>NULL</c> and nothing are the same.</summary>
    public bool NotNull { get; init; }

    /// <param name="Name">One of BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL, CHAR, VARCHAR, STRING, BINARY, VARBINARY, BYTES,
    /// DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, TIMESTAMP_TZ (<c>TIMESTAMP WITH TIME ZONE</c>), VARIANT, BITMAP, DESCRIPTOR, ANY, NULL.
    /// INTEGER is INT, DEC and NUMERIC are DECIMAL, REAL is FLOAT, CHARACTER VARYING is VARCHAR, and so on.</param>
    /// <param name="Parameters">Length, or precision and scale; empty if none is written.</param>
    public sealed record Simple(string Name, NodeList<int> Parameters) : DataType;

    public sealed record Interval(IntervalQualifier Qualifier) : DataType;

    public sealed record Array(DataType Element) : DataType;

    public sealed record Multiset(DataType Element) : DataType;

    public sealed record Map(DataType Key, DataType Value) : DataType;

    public sealed record Row(NodeList<DataTypeField> Fields) : DataType;

    /// <summary><c>STRUCTURED&lt;'class', name type, …&gt;</c></summary>
    public sealed record Structured(string ClassName, NodeList<DataTypeField> Fields) : DataType;

    /// <summary><c>RAW('class', 'serializer snapshot')</c></summary>
    public sealed record Raw(string ClassName, string Snapshot) : DataType;

    /// <summary>A type known by a name only.</summary>
    public sealed record Named(QualifiedName Name) : DataType;
}

/// <summary>A field of ROW&lt;…&gt;.</summary>
/// <param name="Comment"><see langword="null"/> if there is none.</param>
public sealed record DataTypeField(Identifier Name, DataType Type, string? Comment) : SqlNode;

/// <summary><c>DAY(3) TO SECOND(6)</c> of an interval's literal or type.</summary>
/// <param name="End"><see langword="null"/> for a single field.</param>
/// <param name="Precision">Digits of the leading field, <see langword="null"/> if not written.</param>
/// <param name="FractionalPrecision">Digits after the point of a second, <see langword="null"/> if not written.</param>
public sealed record IntervalQualifier(TimeUnit Start, TimeUnit? End, int? Precision, int? FractionalPrecision) : SqlNode;

/// <summary>Units of intervals and of EXTRACT, FLOOR, CEIL, TIMESTAMPADD and TIMESTAMPDIFF. Plurals and <c>SQL_TSI_</c> are spellings only.</summary>
public enum TimeUnit
{
    Year, Quarter, Month, Week, Day, Hour, Minute, Second, Millisecond, Microsecond, Nanosecond,
    Millennium, Century, Decade, Epoch, DayOfYear, DayOfWeek, IsoDayOfWeek, IsoYear,
}
