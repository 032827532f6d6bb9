using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Aggregates;

/// <summary>Finds the rows that an aggregate counts: those in its mask none of whose arguments is NULL. Keeps scratch memory, so each
/// accumulator has its own.</summary>
internal sealed class CountedRows
{
    private int[] _rows = [];
    private byte[] _bits = [];

    /// <summary>Whether all rows count, which spares the list.</summary>
    public static bool AreAll(ReadOnlySpan<Vector> arguments, ReadOnlySpan<byte> mask)
    {
        foreach (var argument in arguments)
        {
            if (argument.HasNulls)
                return false;
        }

        return mask.IsEmpty;
    }

    /// <summary>The rows in ascending order, valid until the next call.</summary>
    /// <inheritdoc cref="Accumulator.Add"/>
    public ReadOnlySpan<int> List(int length, ReadOnlySpan<Vector> arguments, ReadOnlySpan<byte> mask)
    {
        if (_rows.Length < length)
            (_rows, _bits) = (new int[length], new byte[Bitmap.ByteCount(length)]);
        var bits = mask;
        foreach (var argument in arguments)
        {
            if (!argument.HasNulls)
                continue;
            if (argument.IsConstant)
            {
                if (argument.IsNull(0))
                    return [];
                continue;
            }

            var validity = argument.Validity.Span;
            if (!bits.IsEmpty)
            {
                Bitmap.And(bits, validity, _bits, length);
                validity = _bits;
            }

            bits = validity;
        }

        if (!bits.IsEmpty)
            return _rows.AsSpan(0, Bitmap.ToIndices(bits, length, _rows));
        for (var row = 0; row < length; row++)
            _rows[row] = row;
        return _rows.AsSpan(0, length);
    }
}
