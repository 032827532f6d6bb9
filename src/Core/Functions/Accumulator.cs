using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Core.Functions;

/// <summary>A part of an accumulator as the checkpoint names it.</summary>
/// <param name="Name">Short and stable: it is a column of the state file.</param>
/// <param name="Type">Decides its width in the row: <see cref="TypeFacts.Width"/>; text and bytes are a <see cref="StoredText"/>.
/// BOOLEAN takes a byte. Nested types are not possible.</param>
public sealed record StateField(string Name, SqlType Type);

/// <summary>Keeps one aggregate for many groups: each group has the accumulator's fields inside its row of a <see cref="RowStore"/>,
/// all zero bytes when the group is new. The law: after any sequence of <see cref="Add"/> the result equals that of the batch whose rows
/// are the sum of the weights.</summary>
public abstract class Accumulator
{
    /// <summary>What it keeps per group; a row of zeros must mean "no rows yet".</summary>
    public abstract IReadOnlyList<StateField> Fields { get; }

    /// <summary>Says where in the row the fields are; called once, before all else.</summary>
    /// <param name="offsets">In bytes from the start of the row, one per field.</param>
    public abstract void Bind(ReadOnlySpan<int> offsets);

    /// <summary>Adds rows to their groups: row i of the arguments to the group in row <c>groups[i]</c> of the store.</summary>
    /// <param name="arguments">In the resolved types; empty for COUNT(*).</param>
    /// <param name="weights">One per row, negative to take back; empty when all are +1.</param>
    /// <param name="mask">A bitmap of the rows that count (FILTER, DISTINCT); empty when all do. NULLs the accumulator skips itself.</param>
    public abstract void Add(
        RowStore store, ReadOnlySpan<int> groups, ReadOnlySpan<Vector> arguments, ReadOnlySpan<long> weights, ReadOnlySpan<byte> mask);

    /// <summary>Adds the accumulators of <paramref name="sources"/> in one store to those of <paramref name="targets"/> in another of
    /// the same layout (panes to windows, partial to final).</summary>
    public abstract void Merge(RowStore target, ReadOnlySpan<int> targets, RowStore source, ReadOnlySpan<int> sources);

    /// <summary>Writes the aggregate's value per group.</summary>
    /// <param name="result">Reset by the caller to as many rows as there are groups.</param>
    public abstract void Result(RowStore store, ReadOnlySpan<int> groups, Vector result, BatchArena arena);
}
