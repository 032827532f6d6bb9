using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Execution.State;

/// <summary>A column of a state table. Values of nested types are kept as bytes.</summary>
internal sealed class StateColumn(RowStore store, FieldPlace place, SqlType type)
{
    private readonly Vector _flat = new(FlatType(type));
    private readonly NestedCodec? _codec = type.IsNested() ? new NestedCodec(type) : null;

    /// <summary>The type as the operator sees it.</summary>
    public SqlType Type => type;

    /// <summary>The type that lies in rows and in snapshots.</summary>
    public static SqlType FlatType(SqlType type) => type.IsNested() ? SqlType.Bytes.WithNullable(type.Nullable) : type;

    /// <summary>The values of the rows, in a register that the next read reuses.</summary>
    public Vector Read(ReadOnlySpan<int> rows, BatchArena arena) => Decode(ReadFlat(rows, arena), arena);

    /// <summary>The values as they lie in the rows.</summary>
    public Vector ReadFlat(ReadOnlySpan<int> rows, BatchArena arena)
    {
        RowFields.Read(store, place, rows, _flat, arena);
        return _flat;
    }

    /// <summary>What lies in rows for these values.</summary>
    public Vector Encode(Vector values, BatchArena arena) => _codec is null ? values : _codec.Encode(values, arena);

    /// <summary>The values that lie in rows like this.</summary>
    public Vector Decode(Vector flat, BatchArena arena) => _codec is null ? flat : _codec.Decode(flat, arena);
}
