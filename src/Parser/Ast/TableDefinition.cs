namespace StreamSql.Parser.Ast;

/// <summary>A column of CREATE TABLE.</summary>
public abstract record ColumnDefinition : SqlNode
{
    private ColumnDefinition(Identifier name) => Name = name;

    public Identifier Name { get; init; }

    /// <summary><see langword="null"/> if there is none.</summary>
    public string? Comment { get; init; }

    public sealed record Physical(Identifier Name, DataType Type) : ColumnDefinition(Name);

    /// <summary><c>name AS expression</c></summary>
    public sealed record Computed(Identifier Name, Expression Value) : ColumnDefinition(Name);

    /// <summary><c>name type METADATA [FROM 'key'] [VIRTUAL]</c></summary>
    /// <param name="Key"><see langword="null"/> if the column's name is the key.</param>
    /// <param name="IsVirtual">Read only.</param>
    public sealed record Metadata(Identifier Name, DataType Type, Expression.StringLiteral? Key, bool IsVirtual) : ColumnDefinition(Name);
}

/// <summary>PRIMARY KEY or UNIQUE over columns.</summary>
/// <param name="IsPrimaryKey">Otherwise UNIQUE.</param>
/// <param name="Name"><see langword="null"/> if there is none.</param>
/// <param name="IsEnforced">Unless <c>NOT ENFORCED</c> is written.</param>
public sealed record TableConstraint(bool IsPrimaryKey, Identifier? Name, NodeList<Identifier> Columns, bool IsEnforced) : SqlNode;

/// <summary><c>WATERMARK FOR column AS strategy</c></summary>
/// <param name="Column">A path for a field of a row.</param>
public sealed record WatermarkDefinition(QualifiedName Column, Expression Strategy) : SqlNode;

/// <summary><c>DISTRIBUTED BY HASH(a) INTO 4 BUCKETS</c></summary>
/// <param name="Method">HASH, RANGE or <see langword="null"/>.</param>
/// <param name="Columns">Empty if only the number of buckets is given.</param>
/// <param name="Buckets"><see langword="null"/> if not given.</param>
public sealed record Distribution(string? Method, NodeList<Identifier> Columns, int? Buckets) : SqlNode;

/// <summary><c>'key' = 'value'</c></summary>
public sealed record TableOption(Expression.StringLiteral Key, Expression.StringLiteral Value) : SqlNode;

/// <summary><c>LIKE table (options)</c></summary>
public sealed record LikeClause(QualifiedName Table, NodeList<LikeOption> Options) : SqlNode;

/// <summary><c>EXCLUDING OPTIONS</c></summary>
public sealed record LikeOption(LikeMode Mode, LikeFeature Feature) : SqlNode;

/// <summary>What becomes of a part of the other table.</summary>
public enum LikeMode { Including, Excluding, Overwriting }

/// <summary>A part of the other table.</summary>
public enum LikeFeature { All, Constraints, Distribution, Generated, Metadata, Options, Partitions, Watermarks }

/// <summary>A column of PARTITION (…).</summary>
/// <param name="Value"><see langword="null"/> for a partition that the data decides.</param>
public sealed record PartitionValue(Identifier Column, Expression? Value) : SqlNode;
