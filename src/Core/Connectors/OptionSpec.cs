namespace StreamSql.Core.Connectors;

/// <summary>What an option's value must look like.</summary>
public enum OptionKind
{
    Text,
    Boolean,

    /// <summary>A whole number of 64 bits, between <see cref="OptionSpec.Minimum"/> and <see cref="OptionSpec.Maximum"/>.</summary>
    Integer,
    Double,

    /// <summary><c>10 s</c>, <c>5 min</c>, <c>200 ms</c>, <c>1 d</c>; a bare number is milliseconds.</summary>
    Duration,

    /// <summary><c>128MB</c>, <c>64 kb</c>; a bare number is bytes.</summary>
    Size,

    /// <summary>Items separated by semicolons.</summary>
    List,

    /// <summary>One of <see cref="OptionSpec.Choices"/>, in whatever case.</summary>
    Choice,
}

/// <summary>An option of a connector or format, as data: checked, documented and suggested from here.</summary>
/// <param name="Name">Flink's exact name. A <c>*</c> at the end or a <c>#</c> in the
/// middle stands for any text that is not empty and makes it a family: <c>properties.*</c>, <c>fields.#.min</c>.</param>
/// <param name="Kind">What a value must look like.</param>
/// <param name="Default">The value when it is left out, or <see langword="null"/> if there is none.</param>
/// <param name="Doc">One sentence, with the unit.</param>
public sealed record OptionSpec(string Name, OptionKind Kind, string? Default, string Doc)
{
    public bool Required { get; init; }

    /// <summary>The values of a <see cref="OptionKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The least value of an <see cref="OptionKind.Integer"/>.</summary>
    public long Minimum { get; init; } = long.MinValue;

    /// <summary>The greatest value of an <see cref="OptionKind.Integer"/>.</summary>
    public long Maximum { get; init; } = long.MaxValue;

    public bool IsFamily => Name.AsSpan().IndexOfAny('*', '#') >= 0;

    /// <summary>Whether the option is this one, or one of this family.</summary>
    public bool Matches(string option)
    {
        var wild = Name.AsSpan().IndexOfAny('*', '#');
        return wild < 0
            ? option == Name
            : option.Length >= Name.Length
                && option.AsSpan().StartsWith(Name.AsSpan(0, wild), StringComparison.Ordinal)
                && option.AsSpan().EndsWith(Name.AsSpan(wild + 1), StringComparison.Ordinal);
    }
}
