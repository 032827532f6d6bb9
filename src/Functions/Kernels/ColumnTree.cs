using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>A nested column opened up: a register per level, so that kernels walk values of any shape by row numbers.</summary>
/// <remarks>Of a leaf, <see cref="Values"/> has everything. Of an ARRAY the one child has the elements, of a MAP (and a MULTISET) the two
/// children have keys and values: <see cref="Range"/> says which are a row's. The children of a ROW have its own row numbers.</remarks>
internal sealed class ColumnTree
{
    private readonly Vector _own;
    private ReadOnlyMemory<byte> _offsets;

    public ColumnTree(SqlType type)
    {
        _own = new Vector(type);
        Values = _own;
        Children = type switch
        {
            SqlType.Array t => [new(t.Element)],
            SqlType.Map t => [new(t.Key), new(t.Value)],
            SqlType.Multiset t => [new(t.Element), new(new SqlType.Integer { Nullable = false })],
            SqlType.Row t => [.. t.Fields.Select(f => new ColumnTree(f.Type))],
            _ => [],
        };
    }

    /// <summary>The register of this level; of nested types only its validity and length matter.</summary>
    public Vector Values { get; private set; }

    public ColumnTree[] Children { get; }

    public SqlType Type => _own.Type;

    /// <summary>Opens a register of the tree's type, which is referred to, not copied.</summary>
    public ColumnTree Load(Vector vector, BatchArena arena)
    {
        Values = vector;
        if (vector.Nested is { } nested)
            LoadChildren(nested.Data, arena);
        return this;
    }

    /// <summary>The elements or entries of a row.</summary>
    public (int Start, int End) Range(int row)
    {
        var offsets = MemoryMarshal.Cast<byte, int>(_offsets.Span);
        return (offsets[row], offsets[row + 1]);
    }

    /// <summary>Opens an array of the tree's type.</summary>
    public ColumnTree Load(ArrayData data, BatchArena arena)
    {
        _own.Load(ArrowArrayFactory.BuildArray(data), arena);
        return Load(_own, arena);
    }

    private void LoadChildren(ArrayData data, BatchArena arena)
    {
        switch (Type)
        {
            case SqlType.Array:
                _offsets = data.Buffers[1].Memory[(data.Offset * sizeof(int))..];
                Children[0].Load(data.Children[0], arena);
                break;
            case SqlType.Map or SqlType.Multiset:
                _offsets = data.Buffers[1].Memory[(data.Offset * sizeof(int))..];
                var entries = data.Children[0];
                Children[0].Load(Window(entries, 0), arena);
                Children[1].Load(Window(entries, 1), arena);
                break;
            case SqlType.Row:
                for (var i = 0; i < Children.Length; i++)
                    Children[i].Load(Window(data, i), arena);
                break;
        }
    }

    // A struct's window applies to its children as well.
    private static ArrayData Window(ArrayData parent, int child) => parent.Children[child].Slice(parent.Offset, parent.Length);
}
