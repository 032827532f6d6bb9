namespace Apache.Arrow;

/// <summary>A column: a type, a length and buffers. Indices count from the array's own start, whatever its offset.</summary>
public interface IArrowArray : IDisposable
{
    int Length { get; }

    /// <summary>Where the array starts in its buffers, in rows.</summary>
    int Offset { get; }

    int NullCount { get; }

    ArrayData Data { get; }

    bool IsNull(int index);

    bool IsValid(int index);
}
