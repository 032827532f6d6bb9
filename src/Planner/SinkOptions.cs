namespace StreamSql.Planner;

/// <summary>The settings <c>table.exec.sink.*</c> that change a plan.</summary>
public sealed record SinkOptions
{
    /// <summary><c>not-null-enforcer</c> is <c>DROP</c>: NULL where the sink says NOT NULL drops the row and does not fail the job.</summary>
    public bool DropNulls { get; init; }

    /// <summary><c>type-length-enforcer</c>.</summary>
    public SinkLengths Lengths { get; init; }

    /// <summary><c>nested-constraint-enforcer</c>.</summary>
    public SinkNesting Nesting { get; init; }

    /// <summary><c>upsert-materialize</c>.</summary>
    public SinkMaterialize Materialize { get; init; }
}

/// <summary>What happens to text and bytes of another length than their column's.</summary>
public enum SinkLengths
{
    /// <summary>They are written as they are.</summary>
    Ignore,

    /// <summary>They are cut, and filled up where the type has a fixed length.</summary>
    TrimPad,

    /// <summary>They fail the job.</summary>
    Error,
}

/// <summary>In which nested values NOT NULL and lengths are enforced.</summary>
public enum SinkNesting
{
    /// <summary>In none.</summary>
    Ignore,

    /// <summary>In rows, and in rows in rows.</summary>
    Rows,

    /// <summary>In arrays, maps and multisets as well.</summary>
    RowsAndCollections,
}

/// <summary>When all rows of a sink's key are kept to show the last.</summary>
public enum SinkMaterialize
{
    /// <summary>Where several rows of the query may have one key.</summary>
    Auto,

    /// <summary>Never: the query's rows are written as they change.</summary>
    None,

    /// <summary>Wherever the sink has a key and takes changes.</summary>
    Force,
}
