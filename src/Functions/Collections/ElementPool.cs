using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>All the elements that a call's arguments have, behind one another and numbered through: those of the ARRAYs, and single values
/// beside them as elements too. A function then says by number which of them make up its result.</summary>
/// <param name="element">The type of all elements.</param>
internal sealed class ElementPool(SqlType element)
{
    private readonly ColumnTree _tree = new(element);
    private Part[] _parts = [];
    private ArrayData[] _sources = [];
    private ReadOnlyMemory<byte> _words;

    /// <summary>The elements themselves.</summary>
    public ArrayData Data { get; private set; } = null!;

    /// <param name="lists">How many of the arguments, from the first, are ARRAYs or MAPs; the others are single elements.</param>
    /// <param name="part">Of MAPs: 0 for the keys, 1 for the values.</param>
    public void Load(ReadOnlySpan<Vector> arguments, int lists, BatchArena arena, int part = 0)
    {
        if (_parts.Length != arguments.Length)
            (_parts, _sources) = (new Part[arguments.Length], new ArrayData[arguments.Length]);
        var first = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            var data = arguments[i].StoredData();
            var offsets = i < lists ? data.Buffers[1].Memory[(data.Offset * sizeof(int))..] : default;
            _sources[i] = i < lists ? Elements(data, part) : data;
            _parts[i] = new Part(offsets, first, arguments[i].IsConstant ? 0 : -1);
            first += _sources[i].Length;
        }

        Data = ArrayConcat.Of(_sources, arena);
        _tree.Load(Data, arena);
        _words = default;
    }

    // A struct's window applies to its children as well.
    private static ArrayData Elements(ArrayData data, int part)
    {
        var child = data.Children[0];
        return data.DataType is Apache.Arrow.Types.MapType ? child.Children[part].Slice(child.Offset, child.Length) : child;
    }

    /// <summary>The numbers of an argument's elements in a row that is not NULL.</summary>
    public (int Start, int End) Range(int argument, int row)
    {
        ref readonly var part = ref _parts[argument];
        row &= part.Mask;
        if (part.Offsets.IsEmpty)
            return (part.First + row, part.First + row + 1);
        var offsets = MemoryMarshal.Cast<byte, int>(part.Offsets.Span);
        return (part.First + offsets[row], part.First + offsets[row + 1]);
    }

    public bool IsNull(int element) => _tree.Values.IsNull(element);

    /// <summary>Whether both are NULL or the same value.</summary>
    public bool Same(int a, int b) => ValueOrder.Same(_tree, a, _tree, b);

    /// <summary>The order of two elements that are not NULL.</summary>
    public int Compare(int a, int b) => ValueOrder.Compare(_tree, a, _tree, b);

    /// <summary>A number for each element, the same for the same values.</summary>
    public ReadOnlySpan<ulong> Words(BatchArena arena)
    {
        if (_words.IsEmpty && Data.Length > 0)
        {
            var memory = arena.Allocate(Data.Length * sizeof(ulong));
            HashWords.Fill(_tree.Values, MemoryMarshal.Cast<byte, ulong>(memory.Span), arena);
            _words = memory;
        }

        return MemoryMarshal.Cast<byte, ulong>(_words.Span);
    }

    private readonly record struct Part(ReadOnlyMemory<byte> Offsets, int First, int Mask);
}
