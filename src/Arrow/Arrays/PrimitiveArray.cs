using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Apache.Arrow;

/// <summary>An array of fixed-width values, seen as a span.</summary>
public abstract class PrimitiveArray<T> : Array, IReadOnlyList<T?>
    where T : struct, IEquatable<T>
{
    protected PrimitiveArray(ArrayData data) : base(data) => data.EnsureBufferCount(2);

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    /// <summary>One value per row of the array; undefined where the row is null.</summary>
    public ReadOnlySpan<T> Values
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.Cast<byte, T>(Data.Buffers[1].Span).Slice(Data.Offset, Data.Length);
    }

    int IReadOnlyCollection<T?>.Count => Length;

    T? IReadOnlyList<T?>.this[int index] => GetValue(index);

    public T? GetValue(int index)
    {
        CheckIndex(index);
        return IsValid(index) ? Values[index] : null;
    }

    /// <param name="includeNulls">Whether nulls are kept or left out.</param>
    public IList<T?> ToList(bool includeNulls = false)
    {
        var list = new List<T?>(Length);
        for (int i = 0; i < Length; i++)
        {
            if (includeNulls || IsValid(i))
            {
                list.Add(GetValue(i));
            }
        }

        return list;
    }

    IEnumerator<T?> IEnumerable<T?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetValue(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T?>)this).GetEnumerator();
}
