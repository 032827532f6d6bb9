namespace StreamSql.Core.Connectors;

/// <summary>What an option's value must look like.</summary>
public enum OptionKind
{
    Text,
    Boolean,
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
/// <param name="Name">Flink's exact name. A <c>*</c> at the end or a <c>#</c> for one part makes it a family: <c>properties.*</c>, <c>fields.#.min</c>.</param>
/// <param name="Kind">What a value must look like.</param>
/// <param name="Default">The value when it is left out, or <see langword="null"/> if there is none.</param>
/// <param name="Doc">One sentence, with the unit.</param>
public sealed record OptionSpec(string Name, OptionKind Kind, string? Default, string Doc)
{
    public bool Required { get; init; }

    /// <summary>The values of a <see cref="OptionKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
