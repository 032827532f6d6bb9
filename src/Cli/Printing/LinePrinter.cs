using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>Shows a row a line, at once.</summary>
internal abstract class LinePrinter(Schema schema, TextWriter output, bool withKind) : IResultPrinter
{
    public TextWriter Output => output;

    /// <summary>The columns that the user asked for.</summary>
    protected IReadOnlyList<Field> Columns { get; } = [.. schema.Where(f => !f.Hidden)];

    /// <summary>Whether each line begins with the change's kind.</summary>
    protected bool WithKind => withKind;

    public void Write(ResultBatch batch)
    {
        foreach (var (_, line) in Lines(batch))
            output.WriteLine(line);
        output.Flush();
    }

    public void End(bool interrupted) => output.Flush();

    /// <summary>Each change of the batch as its line.</summary>
    public abstract IEnumerable<(ChangeKind Kind, string Line)> Lines(ResultBatch batch);
}
