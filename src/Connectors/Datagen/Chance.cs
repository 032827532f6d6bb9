using System.Runtime.CompilerServices;

namespace StreamSql.Connectors.Datagen;

/// <summary>Random numbers by position: the same stream and index give the same bits, on whatever machine, in whatever order.</summary>
internal static class Chance
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>64 bits.</summary>
    /// <param name="stream">One per field.</param>
    /// <param name="index">The row, or the place in a value.</param>
    /// <remarks>Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014: the finaliser of SplitMix64.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(ulong stream, ulong index)
    {
        var z = stream + (index * Step) + Step;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below <paramref name="count"/>, or any 64 bits if that is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Below(ulong bits, ulong count) => count == 0 ? bits : Math.BigMul(bits, count, out _);

    /// <summary>A stream for a name, the same in every process.</summary>
    public static ulong Stream(string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in name)
            hash = (hash ^ character) * 0x100000001B3;
        return Bits(hash, 0);
    }
}
