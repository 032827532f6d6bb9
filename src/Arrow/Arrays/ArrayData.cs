using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>
/// What an array is made of: a type, a window (<see cref="Offset"/>, <see cref="Length"/>) in rows, and buffers and
/// children in the order of the Arrow columnar format, which the window does not shorten.
/// </summary>
public sealed class ArrayData : IDisposable
{
    private const int Unknown = -1;

    public readonly IArrowType DataType;
    public readonly int Length;

    /// <summary>The nulls in the window, or -1 while nobody has counted them.</summary>
    public int NullCount;

    public readonly int Offset;
    public readonly ArrowBuffer[] Buffers;
    public readonly ArrayData[] Children;

    /// <summary>The values of a dictionary column; <see langword="null"/> for any other type.</summary>
    public readonly ArrayData? Dictionary;

    public ArrayData(
        IArrowType? dataType,
        int length, int nullCount, int offset,
        IEnumerable<ArrowBuffer>? buffers, IEnumerable<ArrayData>? children)
        : this(dataType, length, nullCount, offset, buffers, children, null)
    {
    }

    public ArrayData(
        IArrowType? dataType,
        int length, int nullCount, int offset,
        ArrowBuffer[]? buffers, ArrayData[]? children)
        : this(dataType, length, nullCount, offset, buffers, children, null)
    {
    }

    public ArrayData(
        IArrowType? dataType,
        int length, int nullCount = 0, int offset = 0,
        IEnumerable<ArrowBuffer>? buffers = null, IEnumerable<ArrayData>? children = null, ArrayData? dictionary = null)
        : this(dataType, length, nullCount, offset, buffers?.ToArray(), children?.ToArray(), dictionary)
    {
    }

    public ArrayData(
        IArrowType? dataType,
        int length, int nullCount = 0, int offset = 0,
        ArrowBuffer[]? buffers = null, ArrayData[]? children = null, ArrayData? dictionary = null)
    {
        DataType = dataType ?? NullType.Default;
        Length = length;
        NullCount = nullCount;
        Offset = offset;
        Buffers = buffers!;
        Children = children!;
        Dictionary = dictionary;
    }

    /// <summary>Counts the nulls if nobody has.</summary>
    public int GetNullCount()
    {
        if (NullCount == Unknown)
        {
            NullCount = Buffers is null || Buffers.Length == 0 || Buffers[0].IsEmpty
                ? 0
                : Length - BitUtility.CountBits(Buffers[0].Span, Offset, Length);
        }

        return NullCount;
    }

    /// <summary>The same buffers seen through a window; what exceeds the end is cut off.</summary>
    public ArrayData Slice(int offset, int length)
    {
        if (offset > Length)
        {
            throw new ArgumentException($"offset {offset} is beyond the length {Length}", nameof(offset));
        }

        length = Math.Min(Length - offset, length);
        int nullCount = NullCount switch
        {
            0 => 0,
            _ when NullCount == Length => length,
            _ when length == Length => NullCount,
            _ => Unknown,
        };
        return new ArrayData(DataType, length, nullCount, Offset + offset, Buffers, Children, Dictionary);
    }

    public ArrayData Clone(MemoryAllocator? allocator = default) => new(
        DataType,
        Length,
        NullCount,
        Offset,
        Buffers is null ? null : System.Array.ConvertAll(Buffers, buffer => buffer.Clone(allocator)),
        Children is null ? null : System.Array.ConvertAll(Children, child => child.Clone(allocator)),
        Dictionary?.Clone(allocator));

    public void Dispose()
    {
        foreach (ArrowBuffer buffer in Buffers ?? [])
        {
            buffer.Dispose();
        }

        foreach (ArrayData child in Children ?? [])
        {
            child?.Dispose();
        }

        Dictionary?.Dispose();
    }

    internal void EnsureDataType(ArrowTypeId id)
    {
        if (DataType.TypeId != id)
        {
            throw new ArgumentException($"the array wants data of {id}, not of {DataType.TypeId}");
        }
    }

    internal void EnsureBufferCount(int count)
    {
        if (Buffers?.Length != count)
        {
            throw new ArgumentException($"an array of {DataType.Name} has {count} buffers, not {Buffers?.Length ?? 0}");
        }
    }
}
