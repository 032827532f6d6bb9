using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>ARRAY_CONTAINS; NULL is found as well.</summary>
internal readonly struct Contains : IElementOperation<bool>
{
    public bool Invoke(in ArrayCall call, int row) => ElementPosition.Find(in call, row) > 0;
}

/// <summary>ARRAY_POSITION: from 1, 0 if the element is not there.</summary>
internal readonly struct ElementPosition : IElementOperation<int>
{
    public int Invoke(in ArrayCall call, int row) => Find(in call, row);

    public static int Find(in ArrayCall call, int row)
    {
        var (start, end) = call.Pool.Range(0, row);
        var wanted = call.Pool.Range(1, row).Start;
        for (var element = start; element < end; element++)
        {
            if (call.Pool.Same(element, wanted))
                return element - start + 1;
        }

        return 0;
    }
}

/// <summary><c>array[index]</c>, from 1; NULL outside.</summary>
internal readonly struct ElementAt : IElementOperation<int>
{
    public int Invoke(in ArrayCall call, int row)
    {
        var (start, end) = call.Pool.Range(0, row);
        var index = new Fixed<long>(call.Arguments[1])[row];
        return index >= 1 && index <= end - start ? start + (int)index - 1 : -1;
    }
}

/// <summary>ELEMENT: the only one there is.</summary>
internal readonly struct OnlyElement : IElementOperation<int>
{
    public static bool CanFail => true;

    public int Invoke(in ArrayCall call, int row)
    {
        var (start, end) = call.Pool.Range(0, row);
        return (end - start) switch
        {
            0 => -1,
            1 => start,
            var count => throw FunctionErrors.InvalidArgument("ELEMENT", $"the array has {count} elements", "array[1] is the first of them"),
        };
    }
}

/// <summary>ARRAY_MIN: NULLs do not count.</summary>
internal readonly struct Least : IElementOperation<int>
{
    public int Invoke(in ArrayCall call, int row) => Extreme(in call, row, sign: 1);

    /// <param name="sign">1 for the least, -1 for the greatest.</param>
    public static int Extreme(in ArrayCall call, int row, int sign)
    {
        var best = -1;
        var (start, end) = call.Pool.Range(0, row);
        for (var element = start; element < end; element++)
        {
            if (!call.Pool.IsNull(element) && (best < 0 || call.Pool.Compare(element, best) * sign < 0))
                best = element;
        }

        return best;
    }
}

/// <summary>ARRAY_MAX: NULLs do not count.</summary>
internal readonly struct Greatest : IElementOperation<int>
{
    public int Invoke(in ArrayCall call, int row) => Least.Extreme(in call, row, sign: -1);
}
