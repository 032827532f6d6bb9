namespace StreamSql.Core.Diagnostics;

/// <summary>The part of a table's definition that is wrong, as a connector or format names it, which does not see the definition; whoever
/// has it finds the place.</summary>
public abstract record TablePart
{
    private TablePart()
    {
    }

    /// <summary>That an option is there at all: it is unknown, or in the way of another.</summary>
    public sealed record Option(string Name) : TablePart;

    /// <summary>What an option is set to.</summary>
    public sealed record OptionValue(string Name) : TablePart;

    public sealed record Column(string Name) : TablePart;

    /// <summary>What a metadata column reads: the key after METADATA FROM, or its name where there is none.</summary>
    /// <param name="Name">The column's.</param>
    public sealed record MetadataKey(string Name) : TablePart;
}
