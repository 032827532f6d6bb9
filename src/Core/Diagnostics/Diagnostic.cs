using StreamSql.Core.Text;

namespace StreamSql.Core.Diagnostics;

/// <summary>One thing that is wrong with a statement or its data, or that should be seen before it is relied on.</summary>
/// <param name="Code">Stable, <c>SS</c> and four digits; the first digit is the layer (1 syntax, 2 names and types,
/// 3 streaming semantics, 4 connectors and options, 5 data at run time, 6 checkpoints, 9 our bug).</param>
/// <param name="SqlState">The five characters that SQL clients dispatch on; those of warnings begin with 01.</param>
/// <param name="Message">Lower case, no full stop, quotes around names.</param>
/// <param name="Span">Where in <see cref="Source"/>; <see cref="TextSpan.None"/> if nowhere.</param>
public sealed record Diagnostic(string Code, string SqlState, string Message, TextSpan Span)
{
    public Severity Severity => SqlState.StartsWith("01", StringComparison.Ordinal) ? Severity.Warning : Severity.Error;

    /// <summary>The text that <see cref="Span"/> points into, or <see langword="null"/> until the statement's runner knows it.</summary>
    public SourceText? Source { get; init; }

    /// <summary>What to do, shown beside the caret: <c>did you mean 'customer_id'?</c></summary>
    public string? Hint { get; init; }

    /// <summary>Further facts, a line each, shown below the caret.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Other places that it has to do with.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>What of a table's definition it is about; <see langword="null"/> if about no table, or about something that is missing.</summary>
    public TablePart? Part { get; init; }

    /// <summary>Where in the data, for errors of rows: <c>orders.json:12:7</c> or <c>topic 'orders', partition 3, offset 42</c>.</summary>
    public string? DataLocation { get; init; }
}
