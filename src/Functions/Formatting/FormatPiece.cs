namespace StreamSql.Functions.Formatting;

/// <summary>A piece of a PRINTF format: text as it is, or a conversion of an argument.</summary>
/// <param name="Literal">In UTF-8; empty for a conversion.</param>
/// <param name="Argument">Which one, from 0; -1 for text.</param>
/// <param name="Conversion">A letter of java.util.Formatter: <c>d</c>, <c>s</c>, …</param>
/// <param name="Width">The least number of characters.</param>
/// <param name="Precision">Digits behind the point, or the most characters of a text; -1 if not given.</param>
internal sealed record FormatPiece(byte[] Literal, int Argument, char Conversion, FormatFlags Flags, int Width, int Precision)
{
    public static FormatPiece Text(byte[] text) => new(text, -1, '%', FormatFlags.None, 0, -1);

    public bool Has(FormatFlags flag) => (Flags & flag) != 0;
}

/// <summary>The characters between <c>%</c> and the width.</summary>
[Flags]
internal enum FormatFlags
{
    None = 0,

    /// <summary><c>-</c></summary>
    Left = 1,

    /// <summary><c>0</c></summary>
    Zeros = 2,

    /// <summary><c>+</c></summary>
    Plus = 4,

    /// <summary>A blank.</summary>
    Blank = 8,

    /// <summary><c>,</c></summary>
    Thousands = 16,

    /// <summary><c>(</c></summary>
    Parentheses = 32,
}
