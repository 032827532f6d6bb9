using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>Shows a row a line, at once.</summary>
internal abstract class LinePrinter(Schema schema, TextWriter output, bool withKind) : IResultPrinter
{
    /// <summary>The columns that the user asked for.</summary>
    protected IReadOnlyList<Field> Columns { get; } = [.. schema.Where(f => !f.Hidden)];

    protected TextWriter Output => output;

    /// <summary>Whether each line begins with the change's kind.</summary>
    protected bool WithKind => withKind;

    public void Write(ResultBatch batch)
    {
        foreach (var row in batch.Rows())
            WriteRow(row.Kind, row.Values);
        output.Flush();
    }

    public virtual void End(bool interrupted) => output.Flush();

    public abstract void WriteRow(ChangeKind kind, IReadOnlyList<object?> values);
}
