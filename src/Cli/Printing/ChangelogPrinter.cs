using System.Buffers;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>Every change as the <c>print</c> connector writes it.</summary>
internal sealed class ChangelogPrinter(TextWriter output) : IResultPrinter
{
    private readonly ArrayBufferWriter<byte> _line = new();

    public void Write(ResultBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            _line.ResetWrittenCount();
            ChangeText.Append(_line, batch.Changes, row, batch.KindOf(row));
            output.WriteLine(Encoding.UTF8.GetString(_line.WrittenSpan));
        }

        output.Flush();
    }

    public void End(bool interrupted) => output.Flush();
}
