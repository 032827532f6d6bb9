using StreamSql.Core.Data;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>Holds updating rows back until the last change is known and shows what is left.</summary>
internal sealed class FoldingPrinter(LinePrinter lines) : IResultPrinter
{
    private readonly FoldedRows _rows = new();

    public void Write(ResultBatch batch)
    {
        foreach (var row in batch.Rows())
            _rows.Apply(row.Kind, row.Values);
    }

    public void End(bool interrupted)
    {
        foreach (var row in _rows.All)
            lines.WriteRow(ChangeKind.Insert, row);
        lines.End(interrupted);
    }
}
