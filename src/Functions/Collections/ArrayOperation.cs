using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>What an operation on arrays has at hand.</summary>
internal readonly ref struct ArrayCall(ElementPool pool, ElementSet set, ReadOnlySpan<Vector> arguments, BatchArena arena)
{
    public ElementPool Pool { get; } = pool;

    /// <summary>Empty at the start of each row.</summary>
    public ElementSet Set { get; } = set;

    /// <summary>All of the call, the settings too.</summary>
    public ReadOnlySpan<Vector> Arguments { get; } = arguments;

    public BatchArena Arena { get; } = arena;
}

/// <summary>Says which elements of its arguments make up the ARRAY that a function yields for a row.</summary>
internal interface IArrayOperation
{
    void Invoke(in ArrayCall call, int row, ElementList chosen);
}

/// <summary>Makes one value of the elements of a row.</summary>
internal interface IElementOperation<T>
{
    /// <summary>Whether some values raise an error.</summary>
    static virtual bool CanFail => false;

    T Invoke(in ArrayCall call, int row);
}

/// <summary>What functions of arrays share.</summary>
/// <param name="Element">The type of the elements.</param>
/// <param name="Lists">How many arguments, from the first, are ARRAYs of it.</param>
/// <param name="Elements">How many arguments behind those are single elements; where there are none, the others are settings.</param>
/// <param name="ElementsDecide">Whether a NULL among the single elements makes the result NULL.</param>
internal readonly record struct ArrayShape(SqlType Element, int Lists, int Elements, bool ElementsDecide);

/// <summary>NULL arguments: single elements may be NULL, all else may not.</summary>
internal static class ArrayNulls
{
    public static void Combine(ReadOnlySpan<Vector> arguments, ArrayShape shape, Vector result, BatchArena arena) =>
        Validity.Combine(shape.Elements == 0 || shape.ElementsDecide ? arguments : arguments[..shape.Lists], result, arena);
}
