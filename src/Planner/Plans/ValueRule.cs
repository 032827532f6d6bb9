using StreamSql.Core.Types;

namespace StreamSql.Planner.Plans;

/// <summary>What a sink asks of a value or of parts of it: that it is not NULL, or not longer or shorter than its type says.</summary>
/// <param name="Index">Of the column; of a part: of the ROW's field, 0 for an ARRAY's or MULTISET's element or a MAP's key, 1 for its value.</param>
/// <param name="Path">From the column down, as errors show it.</param>
/// <param name="Asked">The declared type, if something is asked of the value itself.</param>
/// <param name="Parts">Those of which something is asked.</param>
public sealed record ValueRule(int Index, string Path, SqlType? Asked, EquatableList<ValueRule> Parts)
{
    /// <summary>The rule and those for its parts of which something is asked.</summary>
    public IEnumerable<ValueRule> Leaves()
    {
        if (Asked is not null)
            yield return this;
        foreach (var leaf in Parts.SelectMany(p => p.Leaves()))
            yield return leaf;
    }
}
