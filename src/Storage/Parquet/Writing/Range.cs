using System.Numerics;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>The least and the greatest of the numbers seen; NaN is not seen, zeros count as both signs.</summary>
internal struct Range<T> where T : unmanaged, INumber<T>
{
    public T Min;
    public T Max;

    public bool IsEmpty = true;

    public Range()
    {
    }

    public void Add(ReadOnlySpan<T> values)
    {
        var i = 0;
        if (values.Length >= Vector<T>.Count * 2 && !(typeof(T) == typeof(float) || typeof(T) == typeof(double)))
        {
            var (least, greatest) = (new Vector<T>(values), new Vector<T>(values));
            for (i = Vector<T>.Count; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var next = new Vector<T>(values[i..]);
                least = Vector.Min(least, next);
                greatest = Vector.Max(greatest, next);
            }

            for (var lane = 0; lane < Vector<T>.Count; lane++)
            {
                Add(least[lane]);
                Add(greatest[lane]);
            }
        }

        for (; i < values.Length; i++)
            Add(values[i]);
    }

    public void Add(Range<T> other)
    {
        if (other.IsEmpty)
            return;
        Add(other.Min);
        Add(other.Max);
    }

    public void Add(T value)
    {
        if (T.IsNaN(value))
            return;
        if (IsEmpty)
            (Min, Max, IsEmpty) = (value, value, false);
        else if (value < Min)
            Min = value;
        else if (value > Max)
            Max = value;
    }
}
