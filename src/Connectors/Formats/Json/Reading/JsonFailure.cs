namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Why a record could not be read; filled in where it is found, turned into an error or a skipped row at the top.</summary>
internal sealed class JsonFailure
{
    /// <summary>Whether the text is no JSON; otherwise a value is not of the column's type.</summary>
    public bool IsSyntax { get; private set; }

    /// <summary>Whether a field that must be there is not.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>0-based byte in the record.</summary>
    public int Position { get; private set; }

    /// <summary>What was expected: <c>a string</c>, <c>BIGINT</c>.</summary>
    public string Expected { get; private set; } = "";

    /// <summary>The field that was being read, outermost first; empty for the record itself.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Always false, so that readers end with it.</summary>
    public bool Syntax(int position, string expected)
    {
        (IsSyntax, IsMissing, Position, Expected, Path) = (true, false, position, expected, "");
        return false;
    }

    /// <summary>Always false, so that readers end with it.</summary>
    public bool Mismatch(int position, string expected)
    {
        (IsSyntax, IsMissing, Position, Expected, Path) = (false, false, position, expected, "");
        return false;
    }

    /// <summary>Always false, so that readers end with it.</summary>
    public bool Missing(int position)
    {
        (IsSyntax, IsMissing, Position, Expected, Path) = (false, true, position, "", "");
        return false;
    }

    /// <summary>Adds the name of the part that was being read. Always false.</summary>
    public bool In(string name)
    {
        Path = Path.Length == 0 ? name : Path[0] == '[' ? name + Path : $"{name}.{Path}";
        return false;
    }
}
