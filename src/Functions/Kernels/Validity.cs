using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>The lifter's half of every kernel: a result is NULL where an argument is.</summary>
internal static class Validity
{
    /// <summary>Gives the result the AND of the arguments' validities, by reference where only one has NULLs.</summary>
    public static void Combine(ReadOnlySpan<Vector> arguments, Vector result, BatchArena arena)
    {
        Span<byte> own = default;
        foreach (var argument in arguments)
        {
            if (!argument.HasNulls)
                continue;
            if (argument.IsConstant && !result.IsConstant)
            {
                if (argument.IsNull(0))
                {
                    result.AllocateValidity(arena).Clear();
                    return;
                }
            }
            else if (!result.HasNulls)
            {
                result.SetValidity(argument.Validity);
            }
            else
            {
                var before = result.Validity;
                if (own.IsEmpty)
                    own = result.AllocateValidity(arena);
                Bitmap.And(before.Span, argument.Validity.Span, own, result.StoredLength);
            }
        }
    }

    /// <summary>A validity that the kernel may clear bits of; shared bits are copied.</summary>
    public static Span<byte> Own(Vector result, BatchArena arena)
    {
        var before = result.Validity;
        var own = result.AllocateValidity(arena);
        if (before.IsEmpty)
            own.Fill(0xFF);
        else
            before.Span[..own.Length].CopyTo(own);
        return own;
    }

    public static void AllNull(Vector result, BatchArena arena) => result.AllocateValidity(arena).Clear();
}
