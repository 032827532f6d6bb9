namespace StreamSql.Cli.Input;

/// <summary>Statements out of a pipe or file.</summary>
internal sealed class PipedStatements(TextReader input) : IStatementInput
{
    public string? Read()
    {
        var text = input.ReadLine();
        while (text is not null && !IStatementInput.IsWhole(text))
        {
            // The last statement needs no semicolon; at a terminal it would not be finished.
            if (input.ReadLine() is not { } line)
                break;
            text += "\n" + line;
        }

        return text;
    }
}
