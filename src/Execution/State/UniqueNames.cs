using System.Globalization;

namespace StreamSql.Execution.State;

/// <summary>Gives the columns of a state table names that differ.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name itself, or with a number if it is taken.</summary>
    public string Of(string name)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        return unique;
    }
}
