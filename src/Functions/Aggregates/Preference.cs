using System.Numerics;

namespace StreamSql.Functions.Aggregates;

/// <summary>Which of a group's values is its result: the one that no later value replaces.</summary>
internal interface IPreference<T>
    where T : allows ref struct
{
    /// <summary>Whether the candidate replaces the value so far.</summary>
    static abstract bool Prefers(T candidate, T sofar);
}

/// <summary>The value that came first.</summary>
internal readonly struct Earlier<T> : IPreference<T>
    where T : allows ref struct
{
    public static bool Prefers(T candidate, T sofar) => false;
}

/// <summary>The value that came last.</summary>
internal readonly struct Later<T> : IPreference<T>
    where T : allows ref struct
{
    public static bool Prefers(T candidate, T sofar) => true;
}

internal readonly struct Smaller<T> : IPreference<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Prefers(T candidate, T sofar) => candidate < sofar;
}

internal readonly struct Larger<T> : IPreference<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Prefers(T candidate, T sofar) => candidate > sofar;
}

/// <summary>Of floating-point numbers, where NaN is after all others.</summary>
internal readonly struct SmallerFloat<T> : IPreference<T>
    where T : IFloatingPoint<T>
{
    public static bool Prefers(T candidate, T sofar) => candidate < sofar || (T.IsNaN(sofar) && !T.IsNaN(candidate));
}

/// <inheritdoc cref="SmallerFloat{T}"/>
internal readonly struct LargerFloat<T> : IPreference<T>
    where T : IFloatingPoint<T>
{
    public static bool Prefers(T candidate, T sofar) => candidate > sofar || (T.IsNaN(candidate) && !T.IsNaN(sofar));
}

/// <summary>FALSE before TRUE.</summary>
internal readonly struct SmallerBit : IPreference<bool>
{
    public static bool Prefers(bool candidate, bool sofar) => !candidate;
}

/// <inheritdoc cref="SmallerBit"/>
internal readonly struct LargerBit : IPreference<bool>
{
    public static bool Prefers(bool candidate, bool sofar) => candidate;
}

/// <summary>Of texts by code points, or of bytes.</summary>
internal readonly struct SmallerText : IPreference<ReadOnlySpan<byte>>
{
    public static bool Prefers(ReadOnlySpan<byte> candidate, ReadOnlySpan<byte> sofar) => candidate.SequenceCompareTo(sofar) < 0;
}

/// <inheritdoc cref="SmallerText"/>
internal readonly struct LargerText : IPreference<ReadOnlySpan<byte>>
{
    public static bool Prefers(ReadOnlySpan<byte> candidate, ReadOnlySpan<byte> sofar) => candidate.SequenceCompareTo(sofar) > 0;
}
