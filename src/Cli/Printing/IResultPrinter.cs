using StreamSql.Core.Types;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>Shows one query's result on stdout.</summary>
internal interface IResultPrinter
{
    void Write(ResultBatch batch);

    /// <summary>The result is complete: shows what was held back.</summary>
    /// <param name="interrupted">Whether the user ended it.</param>
    void End(bool interrupted);
}

/// <summary>Chooses the printer.</summary>
internal static class ResultPrinters
{
    public static IResultPrinter Create(OutputFormat format, StatementResult.Query rows, TextWriter output)
    {
        // Rows that may be taken back are shown when the last of them is known, if it ever is.
        var final = rows.Job.Bounded;
        return format switch
        {
            OutputFormat.Changelog => new ChangelogPrinter(output),
            OutputFormat.Table => final ? new TablePrinter(rows.Schema, rows.Text, output) : new LiveTablePrinter(rows.Schema, rows.Text, output),
            _ => final && !rows.InsertOnly
                ? new FoldingPrinter(Lines(format, rows.Schema, withKind: false))
                : Lines(format, rows.Schema, withKind: !rows.InsertOnly),
        };

        LinePrinter Lines(OutputFormat kind, Schema schema, bool withKind) => kind == OutputFormat.Csv
            ? new CsvPrinter(schema, rows.Text, output, withKind)
            : new JsonPrinter(schema, output, withKind);
    }
}
