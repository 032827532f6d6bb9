using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>The arguments' elements one after the other: ARRAY[…], ARRAY_APPEND, ARRAY_CONCAT.</summary>
internal readonly struct InOrder : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        for (var i = 0; i < call.Arguments.Length; i++)
            chosen.AddRange(call.Pool.Range(i, row));
    }
}

/// <summary>ARRAY_PREPEND.</summary>
internal readonly struct ElementFirst : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        chosen.AddRange(call.Pool.Range(1, row));
        chosen.AddRange(call.Pool.Range(0, row));
    }
}

/// <summary>ARRAY_DISTINCT and ARRAY_UNION: what none before it is the same as.</summary>
internal readonly struct Distinct : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var (start, end) = call.Pool.Range(i, row);
            for (var element = start; element < end; element++)
            {
                if (call.Set.Add(call.Pool, element, call.Arena))
                    chosen.Add(element);
            }
        }
    }
}

/// <summary>ARRAY_EXCEPT, without duplicates.</summary>
internal readonly struct Except : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        var (start, end) = call.Pool.Range(1, row);
        for (var element = start; element < end; element++)
            call.Set.Add(call.Pool, element, call.Arena);
        (start, end) = call.Pool.Range(0, row);
        for (var element = start; element < end; element++)
        {
            if (call.Set.Add(call.Pool, element, call.Arena))
                chosen.Add(element);
        }
    }
}

/// <summary>ARRAY_INTERSECT, in the order of the first array, without duplicates.</summary>
internal readonly struct Intersect : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        var (start, end) = call.Pool.Range(0, row);
        var first = chosen.Count;
        for (var element = start; element < end; element++)
        {
            if (call.Set.Add(call.Pool, element, call.Arena))
                chosen.Add(element);
        }

        call.Set.Clear();
        (start, end) = call.Pool.Range(1, row);
        for (var element = start; element < end; element++)
            call.Set.Add(call.Pool, element, call.Arena);
        chosen.Keep(first, in call);
    }
}

/// <summary>ARRAY_REMOVE: all but what is the same as the element.</summary>
internal readonly struct Without : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        var (start, end) = call.Pool.Range(0, row);
        var removed = call.Pool.Range(1, row).Start;
        for (var element = start; element < end; element++)
        {
            if (!call.Pool.Same(element, removed))
                chosen.Add(element);
        }
    }
}

/// <summary>ARRAY_REVERSE.</summary>
internal readonly struct Reversed : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        var (start, end) = call.Pool.Range(0, row);
        for (var element = end - 1; element >= start; element--)
            chosen.Add(element);
    }
}

/// <summary>ARRAY_SLICE: positions count from 1, negative ones from the end.</summary>
internal readonly struct Slice : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        var (start, end) = call.Pool.Range(0, row);
        var length = end - start;
        var from = new Fixed<int>(call.Arguments[1])[row];
        var to = call.Arguments.Length > 2 ? new Fixed<int>(call.Arguments[2])[row] : length;
        from = Math.Max(1, from < 0 ? from + length + 1 : from);
        to = to < 0 ? to + length + 1 : to == 0 ? 1 : Math.Min(to, length);
        if (from <= to && length > 0)
            chosen.AddRange((start + from - 1, start + to));
    }
}

/// <summary>ARRAY_SORT: NULLs first if ascending, last if descending, unless it says otherwise.</summary>
internal readonly struct Sorted : IArrayOperation
{
    public void Invoke(in ArrayCall call, int row, ElementList chosen)
    {
        var ascending = call.Arguments.Length < 2 || new Bits(call.Arguments[1])[row];
        var nullsFirst = call.Arguments.Length < 3 ? ascending : new Bits(call.Arguments[2])[row];
        var first = chosen.Count;
        chosen.AddRange(call.Pool.Range(0, row));
        chosen.From(first).Sort(new ElementOrder(call.Pool, ascending, nullsFirst));
    }
}

/// <summary>The order of a pool's elements; equal ones keep the order they had.</summary>
internal readonly struct ElementOrder(ElementPool pool, bool ascending, bool nullsFirst) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        var (nullX, nullY) = (pool.IsNull(x), pool.IsNull(y));
        var order = nullX || nullY
            ? (nullX == nullY ? 0 : nullX == nullsFirst ? -1 : 1)
            : ascending ? pool.Compare(x, y) : pool.Compare(y, x);
        return order != 0 ? order : x.CompareTo(y);
    }
}
