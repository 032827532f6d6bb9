using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of rows of child columns. A child's null and the null of its parent's row are two things.</summary>
public class StructArray : Array
{
    private IReadOnlyList<IArrowArray>? fields;

    public StructArray(
        IArrowType dataType, int length, IEnumerable<IArrowArray> children, ArrowBuffer nullBitmapBuffer,
        int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer], [.. children.Select(child => child.Data)]))
    {
    }

    public StructArray(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Struct);

    /// <summary>The child columns, in the array's window.</summary>
    public IReadOnlyList<IArrowArray> Fields => LazyInitializer.EnsureInitialized(ref fields, WindowedChildren);

    private IReadOnlyList<IArrowArray> WindowedChildren() => System.Array.ConvertAll(
        Data.Children,
        child => ArrowArrayFactory.BuildArray(Offset == 0 && child.Length == Length ? child : child.Slice(Offset, Length)));
}
