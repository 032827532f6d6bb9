using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>Holds updating rows back until the last change is known and shows what is left.</summary>
internal sealed class FoldingPrinter(LinePrinter lines) : IResultPrinter
{
    private readonly FoldedRows<string> _rows = new(StringComparer.Ordinal);

    public void Write(ResultBatch batch)
    {
        foreach (var (kind, line) in lines.Lines(batch))
            _rows.Apply(kind, line);
    }

    public void End(bool interrupted)
    {
        foreach (var line in _rows.All)
            lines.Output.WriteLine(line);
        lines.End(interrupted);
    }
}
